// Simulations of weights and scores, counted: `draws`, `counts` and `shares` in
// `analysis/simulations`. All that does not depend on weights is drawn once per problem; a
// moved weight only has the same draws weighed anew. Numbers are whole from the draw to the
// count, so nothing is rounded.

import {
  SLICES, blockShift, cellKey, cellOrder, factorTable, quantile, weightSequence,
} from "./sequences.js";
import { exactSum, indices, minus, plus, zip } from "./sums.js";

/** @import { Counts, Problem, Shares } from "../types.js" */

/**
 * The scores of a cell: `steps` where they are all the same, else a table with one entry for
 * each simulation of the first block.
 * @typedef {{ steps: number, table: null } | { key: number, table: Int32Array }} Cell
 *
 * Arrays used again for each block.
 * @typedef {{
 *   cells: Cell[][],
 *   weights: Float64Array[],
 *   sums: Float64Array[],
 *   best: Float64Array,
 *   together: Uint8Array,
 * }} Workspace
 *
 * The number that means a weight of 1, and a function that writes the weights of a block.
 * @typedef {{
 *   one: number,
 *   write: (rows: Float64Array[], start: number, size: number) => void,
 * }} Weighing
 *
 * @typedef {{ shares: (swings: number[]) => Shares }} Simulations
 */

const STEPS_PER_POINT = 18000;
const WEIGHT_ONE = 2 ** 32;
const TENTHS = 1001;
const NORMAL_975 = 1.9599639845400536;

/**
 * @param {number} value 0..100
 * @returns {number} the value in whole steps
 */
const inSteps = (value) => Math.floor(value * STEPS_PER_POINT + 0.5);

/** Each moved score makes a new problem, but most cells stay: that many are kept. */
const MOST_CELLS = 2000;
/** @type {Map<string, Cell>} */
const cellsDrawn = new Map();
/** @type {WeakMap<Problem, Simulations>} */
const problemsDrawn = new WeakMap();

/**
 * The simulations of a problem, drawn once; `shares(swings)` weighs them.
 * @param {Problem} problem
 * @returns {Simulations}
 */
export function simulations(problem) {
  const found = problemsDrawn.get(problem) ?? drawSimulations(problem);
  problemsDrawn.set(problem, found);
  return found;
}

/**
 * @param {Problem} problem
 * @returns {Simulations}
 */
function drawSimulations(problem) {
  const size = Math.min(problem.draws, SLICES);
  const rows = (/** @type {unknown[]} */ list) => list.map(() => new Float64Array(size));
  const room = {
    cells: problem.likely.map((row, i) => row.map((_, j) => findCell(problem, i, j, size))),
    weights: rows(problem.criteria),
    sums: rows(problem.options),
    best: new Float64Array(size),
    together: new Uint8Array(size),
  };
  const weigh = weigher(problem);
  return { shares: (swings) => sharesFrom(countAll(problem.draws, room, weigh(swings))) };
}

/**
 * The scores of one cell, drawn or taken from those drawn earlier.
 * @param {Problem} problem
 * @param {number} i option
 * @param {number} j criterion
 * @param {number} size simulations in the first block
 * @returns {Cell}
 */
function findCell(problem, i, j, size) {
  const [low, likely, high] = [problem.low[i][j], problem.likely[i][j], problem.high[i][j]];
  if (!(low < high)) return { steps: inSteps(likely), table: null };
  const isUnknown = problem.unknown[i][j];
  const key = cellKey(problem.seed, problem.optionKeys[i], problem.criterionKeys[j]);
  const cell = { key, low, likely, high, isUnknown };
  const name = [size, ...Object.values(cell)].join();
  if (cellsDrawn.size > MOST_CELLS) cellsDrawn.clear();
  const found = cellsDrawn.get(name) ?? drawCell(cell, size);
  cellsDrawn.set(name, found);
  return found;
}

/**
 * The scores of a cell in steps, in the order of the simulations of the first block.
 * @param {{ key: number, low: number, likely: number, high: number, isUnknown: boolean }} cell
 * @param {number} size
 * @returns {Cell}
 */
function drawCell(cell, size) {
  const [order, shift] = [cellOrder(cell.key), blockShift(cell.key, 0)];
  const table = new Int32Array(size);
  for (let i = 0; i < size; i++) table[i] = inSteps(quantile(cell, order[i ^ shift]));
  return { key: cell.key, table };
}

/**
 * A function from swings to the weights of the simulations.
 * @param {Problem} problem
 * @returns {(swings: number[]) => Weighing}
 */
function weigher({ criterionKeys: keys, seed, spread }) {
  const rank = (/** @type {number} */ key) => keys.filter((other) => other < key).length;
  const sequences = keys.map((key) => weightSequence(rank(key), seed));
  const factors = factorTable(spread);
  return (swings) => {
    const largest = Math.max(...swings);
    const chosen = largest > 0 ? swings : swings.map(() => 1);
    const shares = chosen.map((swing) => swing / (largest || 1));
    if (spread === 0) return fixedWeights(chosen, shares);
    return variedWeights(shares, factors, sequences);
  };
}

/**
 * The same weights in all simulations: exact where the swings are whole thousandths.
 * @param {number[]} swings
 * @param {number[]} shares of the largest swing
 * @returns {Weighing}
 */
function fixedWeights(swings, shares) {
  const thousandths = swings.map((swing) => swing * 1000);
  const near = thousandths.map((number) => Math.floor(number + 0.5));
  const sum = near.reduce(plus, 0);
  const isExact = zip(thousandths, near, minus).every((rest) => Math.abs(rest) <= 1e-6);
  const scale = WEIGHT_ONE / exactSum(shares);
  const isFine = isExact && sum > 0 && sum <= WEIGHT_ONE;
  const chosen = isFine ? near : shares.map((share) => Math.floor(share * scale));
  return {
    one: chosen.reduce(plus, 0),
    write: (rows) => rows.forEach((row, j) => row.fill(chosen[j])),
  };
}

/**
 * Weights that vary around the swings' shares.
 * @param {number[]} shares of the largest swing
 * @param {Float64Array} factors
 * @param {{ step: number, shift: number }[]} sequences one per criterion
 * @returns {Weighing}
 */
function variedWeights(shares, factors, sequences) {
  const room = shares.length * Math.max(...factors);
  let scale = 1;
  while (room * scale * 2 <= 2 ** 52) scale *= 2;
  /** @type {Weighing["write"]} */
  const write = (rows, start, size) => {
    rows.forEach((row, j) => {
      const [share, { step, shift }] = [shares[j], sequences[j]];
      for (let i = 0; i < size; i++) {
        const place = (Math.imul(step, start + i) + shift) >>> 20;
        row[i] = Math.floor(share * factors[place] * scale);
      }
    });
    scaleToOne(rows, size);
  };
  return { one: WEIGHT_ONE, write };
}

/**
 * Scales the weights of each simulation to `WEIGHT_ONE`, rounded down.
 * @param {Float64Array[]} rows one per criterion; changed
 * @param {number} size
 */
function scaleToOne(rows, size) {
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (const row of rows) sum += row[i];
    const scale = WEIGHT_ONE / sum;
    for (const row of rows) row[i] = Math.floor(row[i] * scale);
  }
}

/**
 * Weighs and counts all simulations, block by block.
 * @param {number} draws
 * @param {Workspace} room
 * @param {Weighing} weighing
 * @returns {Counts}
 */
function countAll(draws, room, { one, write }) {
  const perTenth = 10 / (STEPS_PER_POINT * one);
  const rows = (/** @type {number} */ length) => room.sums.map(() => new Uint32Array(length));
  const counts = { simulations: draws, leads: rows(room.sums.length), totals: rows(TENTHS) };
  for (let start = 0; start < draws; start += SLICES) {
    const size = Math.min(SLICES, draws - start);
    write(room.weights, start, size);
    room.sums.forEach((row, i) => {
      addUp(room.cells[i], room.weights, row, start, size);
      countTenths(row, counts.totals[i], perTenth, size);
    });
    countLeads(room, counts.leads, size);
  }
  return counts;
}

/**
 * Writes the totals of one option in all simulations of a block.
 * @param {Cell[]} cells
 * @param {Float64Array[]} rows weights, one row per criterion
 * @param {Float64Array} sums changed
 * @param {number} start the first simulation of the block
 * @param {number} size
 */
function addUp(cells, rows, sums, start, size) {
  sums.fill(0);
  cells.forEach((cell, j) => {
    const row = rows[j];
    if (cell.table === null) {
      const { steps } = cell;
      for (let i = 0; i < size; i++) sums[i] += steps * row[i];
      return;
    }
    const { key, table } = cell;
    const turn = start === 0 ? 0 : blockShift(key, start / SLICES) ^ blockShift(key, 0);
    for (let i = 0; i < size; i++) sums[i] += table[i ^ turn] * row[i];
  });
}

/**
 * Counts the totals of one option in tenths of a point.
 * @param {Float64Array} sums
 * @param {Uint32Array} tenths changed
 * @param {number} perTenth
 * @param {number} size
 */
function countTenths(sums, tenths, perTenth, size) {
  for (let i = 0; i < size; i++) tenths[Math.floor(sums[i] * perTenth + 0.5)] += 1;
}

/**
 * Counts in how many simulations each option leads, and together with how many others.
 * @param {Workspace} room
 * @param {Uint32Array[]} leads changed
 * @param {number} size
 */
function countLeads({ sums, best, together }, leads, size) {
  best.fill(-1);
  for (const row of sums) {
    for (let i = 0; i < size; i++) {
      if (row[i] > best[i]) [best[i], together[i]] = [row[i], 0];
      else if (row[i] === best[i]) together[i] += 1;
    }
  }
  sums.forEach((row, option) => {
    for (let i = 0; i < size; i++) if (row[i] === best[i]) leads[option][together[i]] += 1;
  });
}

/**
 * Shares and ranges of totals from what was counted.
 * @param {Counts} counts
 * @returns {Shares}
 */
function sharesFrom(counts) {
  const { leads, totals: tenths, simulations: all } = counts;
  const led = (/** @type {Uint32Array} */ row) =>
    exactSum(Array.from(row, (found, k) => found / (k + 1))) / all;
  const timesTied = (/** @type {number} */ k) =>
    Math.floor(leads.reduce((sum, row) => sum + row[k], 0) / (k + 1));
  return {
    lead: leads.map(led),
    tied: indices(leads.length).slice(1).map(timesTied).reduce(plus, 0) / all,
    low: tenths.map((row) => reached(row, 5, all)),
    middle: tenths.map((row) => reached(row, 50, all)),
    high: tenths.map((row) => reached(row, 95, all)),
    // Weights take 4,096 places: no share is more exact than one of them.
    error: Math.max(NORMAL_975 / (2 * Math.sqrt(all)), 1 / SLICES),
    counts,
  };
}

/**
 * The total that a percentage of the simulations does not exceed, to a tenth of a point.
 * @param {Uint32Array} tenths
 * @param {number} percentage
 * @param {number} all number of simulations
 * @returns {number}
 */
function reached(tenths, percentage, all) {
  let [bin, sum] = [0, tenths[0]];
  while (100 * sum < percentage * all) sum += tenths[++bin];
  return bin / 10;
}
