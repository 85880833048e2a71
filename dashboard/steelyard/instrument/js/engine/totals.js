// Weights, totals and ranks: `weights` and `totals` in `analysis`.

import { TIE, exactSum, indices, products } from "./sums.js";

/** @import { Ranked } from "../types.js" */

/**
 * The weights of swings: their shares of the sum, all equal where every swing is 0.
 * @param {number[]} swings
 * @returns {number[]}
 */
export function weights(swings) {
  const largest = Math.max(...swings);
  if (largest === 0) return swings.map(() => 1 / swings.length);
  return dividedBySum(swings.map((swing) => swing / largest));
}

/**
 * @param {number[]} numbers
 * @returns {number[]} each number's share of the sum
 */
function dividedBySum(numbers) {
  const sum = exactSum(numbers);
  return numbers.map((number) => number / sum);
}

/**
 * Weights scaled to the sum 1 once more, as `arguments.check_weights` does for every
 * function that takes arrays.
 * @param {number[]} numbers
 * @returns {number[]}
 */
export function sharesOfOne(numbers) {
  const largest = Math.max(...numbers);
  return largest > 1e-290 && largest < 1e290 ? dividedBySum(numbers) : weights(numbers);
}

/**
 * The total of each option: the exact sum of weight × value.
 * @param {number[][]} values
 * @param {number[]} present weights that add up to 1
 * @returns {number[]}
 */
export const totals = (values, present) => values.map((row) => exactSum(products(row, present)));

/**
 * The rank of each number, 1 for the highest; ties share a rank (1-2-2-4): `analysis/ties.py`.
 * Of numbers in falling order all within `TIE` of the first of a class belong to it.
 * @param {number[]} sums
 * @returns {number[]}
 */
export function ranks(sums) {
  /** @type {number[]} */
  const found = [];
  let [first, rank] = [0, 0];
  const order = indices(sums.length).sort((a, b) => sums[b] - sums[a]);
  order.forEach((option, place) => {
    if (place === 0 || first - sums[option] > TIE) [first, rank] = [sums[option], place + 1];
    found[option] = rank;
  });
  return found;
}

/**
 * The options that lead: those ranked first.
 * @param {number[]} sums
 * @returns {number[]}
 */
export function leadersOf(sums) {
  const highest = Math.max(...sums);
  return indices(sums.length).filter((option) => highest - sums[option] <= TIE);
}

/**
 * Totals, ranks and leaders under given weights.
 * @param {number[][]} values
 * @param {number[]} present weights that add up to 1
 * @returns {Ranked & { ranks: number[] }}
 */
export function ranked(values, present) {
  const sums = totals(values, present);
  const places = ranks(sums);
  const ranking = indices(sums.length).sort((a, b) => places[a] - places[b]);
  const leaders = ranking.filter((option) => places[option] === 1);
  return { weights: present, totals: sums, ranks: places, ranking, leaders };
}
