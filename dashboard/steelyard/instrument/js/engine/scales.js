// Scores on the scales of their criteria, and their values of 0 to 100: `analysis/values.py`,
// and how `results/words` prints them.

/** @import { Scale } from "../types.js" */

/**
 * Piecewise linear interpolation through corners, constant beyond the first and the last.
 * @param {[number, number][]} corners from left to right
 * @param {number} position
 * @returns {number}
 */
function heightAt(corners, position) {
  const next = corners.findIndex(([x]) => x >= position);
  if (next < 0) return corners[corners.length - 1][1];
  if (next === 0) return corners[0][1];
  const [[x0, y0], [x1, y1]] = [corners[next - 1], corners[next]];
  return y0 + ((position - x0) * (y1 - y0)) / (x1 - x0);
}

/**
 * The value, 0..100, of a score.
 * @param {{ scale: Scale }} criterion
 * @param {number} score on the criterion's own scale
 * @returns {number}
 */
export const valueAt = ({ scale }, score) => heightAt(scale.corners, score);

/**
 * The score with a given value; if there are several, the one nearest the start of the scale.
 * @param {{ scale: Scale }} criterion
 * @param {number} value 0..100
 * @returns {number}
 */
export function scoreOf({ scale }, value) {
  const turned = scale.corners.map(([x, y]) => /** @type {[number, number]} */ ([y, x]));
  return heightAt(turned.sort(([a, x], [b, y]) => a - b || x - y), value);
}

/** @type {Map<number, Intl.NumberFormat>} By the digits after the point. */
const formats = new Map();

/**
 * @param {number} digits
 * @returns {Intl.NumberFormat}
 */
function numberFormat(digits) {
  const found = formats.get(digits) ??
    new Intl.NumberFormat("en-US", { maximumFractionDigits: digits });
  formats.set(digits, found);
  return found;
}

/**
 * A score as it is printed.
 * @param {{ scale: Scale }} criterion
 * @param {number} score on the criterion's own scale
 * @returns {string}
 */
export function scaleNumber({ scale }, score) {
  const shown = numberFormat(scale.digits).format(score);
  return shown === "-0" ? "0" : shown.replace("-", "−");
}

/**
 * The worst and the best end of a scale as they are printed.
 * @param {{ scale: Scale }} criterion
 * @returns {string[]}
 */
export function scaleEnds(criterion) {
  const { from, to, good } = criterion.scale;
  const ends = [from, to].map((end) => scaleNumber(criterion, end));
  return good.startsWith("↓") ? ends.reverse() : ends;
}

/**
 * Ends, unit and good end of a scale in one phrase: `scale_words`.
 * @param {{ scale: Scale }} criterion
 * @returns {string}
 */
export function scaleWords(criterion) {
  const { from, to, unit, good } = criterion.scale;
  const [first, last] = [from, to].map((end) => scaleNumber(criterion, end));
  return `${first} to ${last} ${unit}, ${good.slice(2)}`;
}
