// How wide the columns of the ranking are, and where the names over narrow ones go.

import { make } from "./elements.js";

const HEAD_FONT = "600 12px"; // As in the style sheet.
const MOST_LEVELS = 5;
const NAME_GAP = 6; // Pixels between two names on one level.

/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/**
 * A function to the width in pixels of a text in the head of a column.
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
 * Widths in proportion to weights, none below its least; where there is no room for that, the
 * least widths in proportion.
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
 * The levels on which names stand, 0 the lowest, and the pixels each may take: as few levels
 * as cut the names the least.
 * @param {number[]} names widths of the names
 * @param {number[]} widths of the columns
 * @param {number} overhang pixels that the last names may go beyond the columns
 * @returns {{ level: number[], room: number[] }}
 */
export function headLevels(names, widths, overhang) {
  const starts = widths.map((_, j) => widths.slice(0, j).reduce((sum, width) => sum + width, 0));
  const end = starts[starts.length - 1] + widths[widths.length - 1] + overhang;
  const rooms = (/** @type {number} */ count) =>
    starts.map((start, j) => (starts[j + count] ?? end) - start - NAME_GAP);
  const cut = (/** @type {number} */ count) =>
    rooms(count).reduce((sum, room, j) => sum + Math.max(0, names[j] - room), 0);
  let count = 1;
  for (let more = 2; more <= MOST_LEVELS; more++) if (cut(more) < cut(count)) count = more;
  return { level: names.map((_, j) => count - 1 - (j % count)), room: rooms(count) };
}
