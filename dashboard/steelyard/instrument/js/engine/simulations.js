// Simulations of weights and scores, counted: `draws`, `counts`, `shares` and `spans` in
// `analysis/simulations`. All that does not depend on weights is drawn once per problem; moving a
// weight only weighs the same draws again. Numbers are whole from the draw to the count, so
// nothing is rounded.

import { STEPS_PER_POINT, drawCells, errorChoices } from "./cells.js";
import { blockOf } from "./kept_scores.js";
import { SLICES, factorTable, weightSequence } from "./sequences.js";
import { exactSum, indices, minus, plus, zip } from "./sums.js";

/** @import { Counts, Problem, Shares } from "../types.js" */
/** @import { Choice } from "./kept_scores.js" */

/**
 * The number that means a weight of 1, and a function that writes the weights of a block.
 * @typedef {{
 *   one: number,
 *   write: (rows: Float64Array[], start: number, size: number) => void,
 * }} Weighing
 *
 * @typedef {{ shares: (swings: number[]) => Shares }} Simulations
 */

const WEIGHT_ONE = 2 ** 32;
const TENTHS = 1001;
const NORMAL_975 = 1.9599639845400536;

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
  const weights = problem.criteria.map(() => new Float64Array(size));
  const choices = errorChoices(problem).map((errors) => drawCells(problem, errors, size));
  const [first, weigh] = [blockOf(choices, 0, size), weigher(problem)];
  return {
    shares: (swings) => {
      const counted = countAll(problem.draws, choices, first, weights, weigh(swings));
      return sharesFrom(counted[0], counted.map(({ leads }) => leads));
    },
  };
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
 * Weighs and counts all simulations, block by block, under each choice of errors; totals only
 * under the first.
 * @param {number} draws
 * @param {Choice[]} choices
 * @param {(weights: Float64Array[]) => Float64Array[][]} first weighs the first block
 * @param {Float64Array[]} weights
 * @param {Weighing} weighing
 * @returns {Counts[]}
 */
function countAll(draws, choices, first, weights, { one, write }) {
  const perTenth = 10 / (STEPS_PER_POINT * one);
  const counts = choices.map(({ cells }, k) => ({
    simulations: draws,
    leads: cells.map(() => new Uint32Array(cells.length)),
    totals: k ? [] : cells.map(() => new Uint32Array(TENTHS)),
  }));
  for (let start = 0; start < draws; start += SLICES) {
    const size = Math.min(SLICES, draws - start);
    write(weights, start, size);
    const found = (start === 0 ? first : blockOf(choices, start, size))(weights);
    found.forEach((sums, k) => {
      counts[k].totals.forEach((tenths, i) => countTenths(sums[i], tenths, perTenth, size));
      countLeads(sums, counts[k].leads, size);
    });
  }
  return counts;
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
 * @param {Float64Array[]} sums
 * @param {Uint32Array[]} leads changed
 * @param {number} size
 */
function countLeads(sums, leads, size) {
  const [best, together] = [new Float64Array(size).fill(-1), new Uint8Array(size)];
  for (const row of sums) {
    for (let i = 0; i < size; i++) {
      if (row[i] > best[i]) {
        best[i] = row[i];
        together[i] = 0;
      } else if (row[i] === best[i]) together[i] += 1;
    }
  }
  sums.forEach((row, option) => {
    for (let i = 0; i < size; i++) if (row[i] === best[i]) leads[option][together[i]] += 1;
  });
}

/**
 * Shares and ranges of totals from what was counted.
 * @param {Counts} counts under the file's own choice of errors
 * @param {Uint32Array[][]} choices leads under each choice of errors
 * @returns {Shares}
 */
function sharesFrom(counts, choices) {
  const { leads, totals: tenths, simulations: all } = counts;
  const led = (/** @type {Uint32Array} */ row) =>
    exactSum(Array.from(row, (found, k) => found / (k + 1))) / all;
  const timesTied = (/** @type {number} */ k) =>
    Math.floor(leads.reduce((sum, row) => sum + row[k], 0) / (k + 1));
  const found = choices.map((rows) => rows.map(led));
  return {
    lead: found[0],
    spans: leads.map((_, i) => {
      const shares = found.map((row) => row[i]);
      return [Math.min(...shares), Math.max(...shares)];
    }),
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
