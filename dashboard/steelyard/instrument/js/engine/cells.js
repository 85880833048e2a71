// The numbers drawn for each score in simulations, whatever the weights: `scores` and
// `shared_errors` in `analysis/simulations`.

import { couple, orderParts } from "./packages.js";
import {
  SLICES, blockShift, cellKey, cellOrder, errorSteps, middle, outerEnds, sharedKey, triangular,
} from "./sequences.js";

/** @import { Problem } from "../types.js" */
/** @import { Drawn } from "./packages.js" */

/**
 * Numbers in the order of the simulations of the first block: scores or, where an option shares
 * an error, the scores' own parts of a step, and in `steps` the score at each step.
 * @typedef {{ key: number, table: Int32Array, steps: Int32Array | null }} Draw
 *
 * The scores of a cell: `base`, in steps of a point, where nothing is drawn; what is drawn; and
 * the options whose best score is added.
 * @typedef {{ base: number, draw: Draw | null, parts: number[] }} Cell
 *
 * How errors are correlated: the share common to an option, and whether packages are coupled.
 * @typedef {{ shared: number, isCoupled: boolean }} Errors
 */

export const STEPS_PER_POINT = 18000;
export const TOP = 100 * STEPS_PER_POINT; // The highest score, in steps.
/** The amounts of shared error over which a lead share is shown: `spans` in Python. */
const SHARED_ERRORS = [0, 0.5, 0.8];
const TAILS = { extremes: 0, central_90: 0.05, central_80: 0.1 };

/**
 * @param {number} value 0..100
 * @returns {number} the value in whole steps
 */
const inSteps = (value) => Math.floor(value * STEPS_PER_POINT + 0.5);

/** Maximum number of cached cells; a disputed score makes a new problem that shares most cells. */
const MOST_CELLS = 6000;
/** @type {Map<string, Draw>} */
const cellsDrawn = new Map();

/**
 * The ways in which errors may go together, the file's own first: `error_choices` in Python.
 * @param {Problem} problem
 * @returns {Errors[]}
 */
export function errorChoices({ low, high, parts, isCoupled, sharedError }) {
  const own = { shared: sharedError, isCoupled };
  if (!low.some((row, i) => row.some((value, j) => value < high[i][j]))) return [own];
  const couplings = parts.some((list) => list.length) ? [true, false] : [isCoupled];
  const others = couplings
    .flatMap((coupled) => SHARED_ERRORS.map((shared) => ({ shared, isCoupled: coupled })))
    .filter((errors) => errors.shared !== sharedError || errors.isCoupled !== isCoupled);
  return [own, ...others];
}

/**
 * The cells of all options under one choice of errors.
 * @param {Problem} problem
 * @param {Errors} errors
 * @param {number} size simulations in the first block
 * @returns {{ order: number[], cells: Cell[][], shared: (Draw | null)[] }}
 */
export function drawCells(problem, { shared, isCoupled }, size) {
  const parts = isCoupled ? problem.parts : problem.parts.map(() => []);
  const order = orderParts(parts);
  const drawn = couple(problem, parts, order);
  const cells = drawn.map((row, i) =>
    row.map((cell, j) => {
      const best = cell.parts.map((part) => inSteps(problem.likely[part][j]));
      return {
        base: inSteps(problem.likely[i][j]) - (best.length ? Math.max(...best) : 0),
        draw: cell.low < cell.high ? findDraw(problem, i, j, cell, shared, size) : null,
        parts: cell.parts,
      };
    }),
  );
  const sharing = cells.map((row) => row.some(({ draw }) => draw !== null && draw.steps !== null));
  return {
    order,
    cells,
    shared: sharing.map((isSharing, i) => {
      const key = sharedKey(problem.seed, problem.optionKeys[i]);
      return isSharing ? { ...inOrder(key, errorSteps(shared).common, size), steps: null } : null;
    }),
  };
}

/**
 * The numbers drawn for one cell, computed or taken from the cache.
 * @param {Problem} problem
 * @param {number} i option
 * @param {number} j criterion
 * @param {Drawn} cell
 * @param {number} shared
 * @param {number} size simulations in the first block
 * @returns {Draw}
 */
function findDraw(problem, i, j, cell, shared, size) {
  const key = cellKey(problem.seed, problem.optionKeys[i], problem.criterionKeys[j]);
  const tail = TAILS[problem.ranges];
  const isScore = !cell.parts.length;
  const { low, likely, high, isUnknown } = cell;
  const name = [size, key, low, likely, high, isUnknown, isScore, tail, shared].join();
  if (cellsDrawn.size > MOST_CELLS) cellsDrawn.clear();
  const found = cellsDrawn.get(name) ?? makeDraw(key, cell, tail, shared, size);
  cellsDrawn.set(name, found);
  return found;
}

/**
 * @param {number} key
 * @param {Drawn} cell
 * @param {number} tail
 * @param {number} shared
 * @param {number} size
 * @returns {Draw}
 */
function makeDraw(key, { low, likely, high, isUnknown, parts }, tail, shared, size) {
  if (isUnknown) {
    const even = (/** @type {number} */ u) => inSteps(low + (high - low) * u);
    const table = Int32Array.from({ length: SLICES }, (_, slice) => even(middle(slice)));
    return { ...inOrder(key, table, size), steps: null };
  }
  const [least, most] = outerEnds(low, likely, high, tail);
  const ends = { low: least, likely, high: most };
  const numberAt = (/** @type {number} */ u) => {
    const found = triangular(ends, u);
    return inSteps(parts.length ? found : Math.min(Math.max(found, 0), 100));
  };
  if (shared > 0) {
    const { own, shares } = errorSteps(shared);
    return { ...inOrder(key, own, size), steps: Int32Array.from(shares, numberAt) };
  }
  const table = Int32Array.from({ length: SLICES }, (_, slice) => numberAt(middle(slice)));
  return { ...inOrder(key, table, size), steps: null };
}

/**
 * The numbers of a key's places in the order of the simulations of the first block.
 * @param {number} key
 * @param {Int32Array} numbers by place
 * @param {number} size
 * @returns {{ key: number, table: Int32Array }}
 */
function inOrder(key, numbers, size) {
  const [order, shift] = [findOrder(key), blockShift(key, 0)];
  const table = new Int32Array(size);
  for (let i = 0; i < size; i++) table[i] = numbers[order[i ^ shift]];
  return { key, table };
}

/** @type {Map<number, Uint16Array>} */
const ordersFound = new Map();

/**
 * @param {number} key
 * @returns {Uint16Array} the places of a key, computed or taken from the cache
 */
function findOrder(key) {
  if (ordersFound.size > MOST_CELLS) ordersFound.clear();
  const found = ordersFound.get(key) ?? cellOrder(key);
  ordersFound.set(key, found);
  return found;
}

/**
 * @param {Draw} draw
 * @param {number} start the first simulation of a block
 * @returns {number} what indices of the first block are XORed with in this one
 */
export const turned = ({ key }, start) =>
  start === 0 ? 0 : blockShift(key, start / SLICES) ^ blockShift(key, 0);
