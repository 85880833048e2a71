// Computes the widths of the ranking's columns, and the levels of the names over narrow ones.

import { make } from "./elements.js";

const HEAD_FONT = "600 12px"; // As in the style sheet.
const MOST_LEVELS = 5;
const NAME_GAP = 6; // Pixels between two names on one level.

/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/**
 * A function that returns the width in pixels of a text in the head of a column.
 * @param {Element} element whose font is used
 * @returns {(text: string | null) => number}
 */
export function textRuler(element) {
  ruler ??= /** @type {CanvasRenderingContext2D} */ (make("canvas").getContext("2d"));
  const found = ruler;
  found.font = `${HEAD_FONT} ${getComputedStyle(element).fontFamily}`;
  return (text) => found.measureText(text ?? "").width;
}

/**
 * Widths in proportion to weights, none below its minimum; if there is no room for that, the
 * minimum widths scaled down in proportion.
 * @param {number[]} weights adding up to 1
 * @param {number} room in pixels
 * @param {number[]} leasts
 * @returns {number[]}
 */
export function columnWidths(weights, room, leasts) {
  const sum = (/** @type {number[]} */ widths) => widths.reduce((all, width) => all + width, 0);
  const needed = sum(leasts);
  if (needed >= room) return leasts.map((least) => (least * room) / needed);
  const at = (/** @type {number} */ whole) => weights.map((w, j) => Math.max(leasts[j], w * whole));
  let whole = room;
  for (let step = room / 2; step > 0.01; step /= 2) whole += sum(at(whole)) > room ? -step : step;
  return at(whole);
}

/**
 * The levels of the names over narrow columns: the pixels each name may take, and how many lines of
 * other names are below it. Uses the fewest levels that truncate the names least; names that still
 * do not fit are wrapped.
 * @param {string[]} names
 * @param {(text: string) => number} widthOf width of a text in pixels
 * @param {number[]} widths of the columns
 * @param {number} overhang pixels that the last names may go beyond the columns
 * @returns {{ room: number[], below: number[], isWrapped: boolean }}
 */
export function headLevels(names, widthOf, widths, overhang) {
  const starts = widths.map((_, j) => widths.slice(0, j).reduce((sum, width) => sum + width, 0));
  const end = starts[starts.length - 1] + widths[widths.length - 1] + overhang;
  const long = names.map(widthOf);
  const rooms = (/** @type {number} */ count) =>
    starts.map((start, j) => (starts[j + count] ?? end) - start - NAME_GAP);
  const cut = (/** @type {number} */ count) =>
    rooms(count).reduce((sum, room, j) => sum + Math.max(0, long[j] - room), 0);
  let count = 1;
  for (let more = 2; more <= MOST_LEVELS; more++) if (cut(more) < cut(count)) count = more;
  const room = rooms(count); const isWrapped = cut(count) > 0;
  const high = Array.from({ length: count }, () => 1);
  const level = names.map((_, j) => count - 1 - (j % count));
  if (isWrapped) {
    names.forEach((name, j) => {
      high[level[j]] = Math.max(high[level[j]], linesOf(name, room[j] - NAME_GAP, widthOf));
    });
  }
  const below = level.map((k) => high.slice(0, k).reduce((sum, lines) => sum + lines, 0));
  return { room, below, isWrapped };
}

/**
 * @param {string} text
 * @param {number} room pixels of a line
 * @param {(text: string) => number} widthOf
 * @returns {number} how many lines a text takes; a word that is longer than a line is broken
 */
function linesOf(text, room, widthOf) {
  const space = widthOf(" ");
  let lines = 1; let used = 0;
  for (const word of text.split(" ")) {
    const width = widthOf(word);
    if (used > 0 && used + space + width > room) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? space : 0) + width;
    while (used > room) {
      lines += 1;
      used -= room;
    }
  }
  return lines;
}
