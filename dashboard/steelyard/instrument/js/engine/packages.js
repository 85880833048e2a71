// How the scores of a package move with those of its parts: `packages` in
// `analysis/simulations`, which explains why.

import { zip } from "./sums.js";

/** @import { Problem } from "../types.js" */

/**
 * The range that a cell is drawn from: its score or, in a cell that is its best part plus a
 * premium, how far the premium is from the likely one. In other cells `parts` is empty.
 * @typedef {{
 *   low: number, likely: number, high: number, isUnknown: boolean, parts: number[],
 * }} Drawn
 */

/**
 * The options, every part before its packages.
 * @param {number[][]} parts
 * @returns {number[]}
 */
export function orderParts(parts) {
  /** @type {number[]} */
  const order = [];
  let left = [...parts.keys()];
  while (left.length) {
    const ready = left.filter((i) => parts[i].every((part) => order.includes(part)));
    if (!ready.length) throw new Error("an option is a part of itself");
    order.push(...ready);
    left = left.filter((i) => !ready.includes(i));
  }
  return order;
}

/**
 * The range that each cell is drawn from.
 * @param {Problem} problem
 * @param {number[][]} parts empty where packages move on their own
 * @param {number[]} order
 * @returns {Drawn[][]}
 */
export function couple({ low, likely, high, unknown }, parts, order) {
  const down = likely.map((row, i) => row.map((value, j) => value - low[i][j]));
  const up = high.map((row, i) => row.map((value, j) => value - likely[i][j]));
  const moves = low.map((row, i) => row.map((value, j) => value < high[i][j]));
  const drawn = likely.map((row, i) =>
    row.map((value, j) => (/** @type {Drawn} */ ({
      low: low[i][j], likely: value, high: high[i][j], isUnknown: unknown[i][j], parts: [],
    }))),
  );
  for (const i of order) {
    const of = parts[i];
    likely[i].forEach((_, j) => {
      const isKnown = !unknown[i][j] && of.every((part) => !unknown[part][j]);
      if (!isKnown || !of.some((part) => moves[part][j])) return;
      const values = of.map((part) => likely[part][j]);
      const best = Math.max(...values);
      const least = zip(values, of.map((part) => down[part][j]), (value, reach) => value - reach);
      const most = zip(values, of.map((part) => up[part][j]), (value, reach) => value + reach);
      const [fall, rise] = [best - Math.max(...least), Math.max(...most) - best];
      const [lower, higher] = [positive(down[i][j] - fall), positive(up[i][j] - rise)];
      drawn[i][j] = { low: -lower, likely: 0, high: higher, isUnknown: false, parts: of };
      [down[i][j], up[i][j], moves[i][j]] = [fall + lower, rise + higher, true];
    });
  }
  return drawn;
}

/**
 * @param {number} width
 * @returns {number} the width, 0 if it is less than rounding
 */
const positive = (width) => (width > 1e-9 ? width : 0);
