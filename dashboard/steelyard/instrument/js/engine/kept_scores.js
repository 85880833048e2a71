// Caches the scores of a block of simulations, which do not depend on weights: those of the first
// block are drawn once and weighted at each movement. Most files have no other block.

import { TOP, turned } from "./cells.js";

/** @import { Cell, Draw } from "./cells.js" */

/**
 * The scores of a cell in each simulation, or the one that it has in all of them, in steps.
 * @typedef {Int32Array | number} Scores
 *
 * @typedef {{ order: number[], cells: Cell[][], shared: (Draw | null)[] }} Choice
 */

/** @type {WeakMap<Draw, Int32Array>} */
const scoresFound = new WeakMap();

/**
 * A function from the weights of a block to the totals of each option under each choice of
 * errors. If two choices share the scores of an option, they are weighted once.
 * @param {Choice[]} choices
 * @param {number} start the first simulation of the block
 * @param {number} size simulations in it
 * @returns {(weights: Float64Array[]) => Float64Array[][]} the totals are valid until the next call
 */
export function blockOf(choices, start, size) {
  /** @type {{ scores: Scores[], sum: Float64Array }[]} */
  const rows = [];
  const sums = choices.map((choice) => scoresUnder(choice, start, size).map((scores) => {
    const found = rows.find((row) => row.scores.every((one, j) => one === scores[j]));
    if (found) return found.sum;
    const sum = new Float64Array(size);
    rows.push({ scores, sum });
    return sum;
  }));
  return (weights) => {
    for (const { scores, sum } of rows) weighScores(scores, weights, sum);
    return sums;
  };
}

/**
 * @param {Choice} choice
 * @param {number} start
 * @param {number} size
 * @returns {Scores[][]} by option and criterion
 */
function scoresUnder({ order, cells, shared }, start, size) {
  /** @type {Scores[][]} */
  const found = cells.map(() => []);
  for (const i of order) {
    found[i] = cells[i].map((cell, j) => {
      const own = ownScores(cell, shared[i], start, size);
      return cell.parts.length ? withPremium(own, cell, cell.parts.map((part) => found[part][j]), size) : own;
    });
  }
  return found;
}

/**
 * The scores of a cell; of the best of its parts and a premium, how far the premium is from the
 * likely one.
 * @param {Cell} cell
 * @param {Draw | null} shared what the option's scores have in common
 * @param {number} start
 * @param {number} size
 * @returns {Scores}
 */
function ownScores({ base, draw, parts }, shared, start, size) {
  if (draw === null) return parts.length ? 0 : base;
  const { steps } = draw;
  const own = inBlock(draw, start, size);
  if (steps === null || shared === null) return own;
  const known = start === 0 ? scoresFound.get(draw) : null;
  if (known) return known;
  const common = inBlock(shared, start, size);
  const found = own.map((step, k) => steps[step + common[k]]);
  if (start === 0) scoresFound.set(draw, found);
  return found;
}

/**
 * @param {Draw} draw
 * @param {number} start
 * @param {number} size
 * @returns {Int32Array} what is drawn in each simulation of a block
 */
function inBlock(draw, start, size) {
  if (start === 0) return draw.table;
  const turn = turned(draw, start);
  return Int32Array.from({ length: size }, (_, k) => draw.table[k ^ turn]);
}

/**
 * @param {Scores} own
 * @param {Cell} cell
 * @param {Scores[]} parts
 * @param {number} size
 * @returns {Int32Array}
 */
function withPremium(own, { base }, parts, size) {
  const at = (/** @type {Scores} */ scores, /** @type {number} */ k) =>
    (typeof scores === "number" ? scores : scores[k]);
  return Int32Array.from({ length: size }, (_, k) => {
    const best = parts.reduce((/** @type {number} */ most, part) => Math.max(most, at(part, k)), 0);
    return Math.min(Math.max(base + at(own, k) + best, 0), TOP);
  });
}

/**
 * Writes the sums of scores by weights. All are whole numbers, so their order changes nothing.
 * @param {Scores[]} scores
 * @param {Float64Array[]} weights one row per criterion
 * @param {Float64Array} sum changed
 */
function weighScores(scores, weights, sum) {
  sum.fill(0);
  scores.forEach((own, j) => {
    const weight = weights[j];
    if (typeof own === "number") for (let k = 0; k < sum.length; k++) sum[k] += own * weight[k];
    else for (let k = 0; k < sum.length; k++) sum[k] += own[k] * weight[k];
  });
}
