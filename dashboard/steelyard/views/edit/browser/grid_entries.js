// Checks of what is typed into the table of scores. The server repeats them.

/** @import { GridCriterion, Refusals } from "./types.js" */

const NUMBER = /^[-+\u2212]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * @param {string} text
 * @returns {number} NaN where the text is no number
 */
const readNumber = (text) => (NUMBER.test(text) ? Number(text.replace("\u2212", "-")) : NaN);

/**
 * Returns the numbers of a score, [] for unknown, or null if only the server can judge the text.
 * @param {string} text
 * @returns {number[] | null}
 */
export function readScore(text) {
  if (/^(unknown|\?)?$/i.test(text)) return [];
  const parts = text.split(/\s*[/\u2013;]\s*/).map(readNumber);
  return parts.every(Number.isFinite) ? parts : null;
}

/**
 * What is wrong with a score, in a sentence; "" for nothing.
 * @param {string} text
 * @param {GridCriterion} criterion
 * @param {RegExp} pattern of all texts that the server can read
 * @param {Refusals} refusals
 * @returns {string}
 */
export function checkScore(text, criterion, pattern, refusals) {
  const numbers = readScore(text);
  if (numbers === null) return pattern.test(text) ? "" : refusals.ways;
  if (numbers.length !== 0 && numbers.length !== 1 && numbers.length !== 3) return refusals.ways;
  const outside = numbers.find((n) => n < criterion.from || n > criterion.to);
  if (outside !== undefined) {
    return refusals.off_scale.replace("{number}", String(outside))
      .replace("{low}", String(criterion.from)).replace("{high}", String(criterion.to));
  }
  const isOrdered = numbers.every((n, i) => i === 0 || numbers[i - 1] <= n);
  return isOrdered ? "" : refusals.order;
}

/**
 * What is wrong with a swing, in a sentence; "" for nothing.
 * @param {string} text
 * @param {number} most
 * @param {Refusals} refusals
 * @returns {string}
 */
export function checkSwing(text, most, refusals) {
  const number = readNumber(text);
  if (number >= 0 && number <= most) return "";
  return refusals.swing;
}

/**
 * What is wrong with the shift of a score, in a sentence; "" for nothing.
 * @param {string} text
 * @param {Refusals} refusals
 * @returns {string}
 */
export const checkShift = (text, refusals) =>
  (text === "" || Number.isFinite(readNumber(text)) ? "" : refusals.shift);

/**
 * What a number means on a criterion: the worded anchors on either side of it.
 * @param {string} text
 * @param {GridCriterion} criterion
 * @returns {string}
 */
export function anchorsAround(text, criterion) {
  const numbers = readScore(text) || [];
  const likely = numbers.length === 3 ? numbers[1] : numbers[0];
  if (likely === undefined) return "";
  const below = criterion.anchors.filter(([at]) => at <= likely).slice(-1);
  const above = criterion.anchors.filter(([at]) => at > likely).slice(0, 1);
  const near = below.some(([at]) => at === likely) ? below : [...below, ...above];
  return near.map(([at, meaning]) => `${at}: ${meaning}`).join(" · ");
}
