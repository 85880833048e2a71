// Flips and tracks with some weights locked: `analysis/sensitivity/locked_shares.py`.

import { exactSum, indices, weightedTotal } from "./sums.js";
import { sharesOfOne } from "./totals.js";

/**
 * The values and weights of the free criteria, from which whole totals can be computed.
 * @typedef {object} FreeShares
 * @property {number[]} criteria the free ones
 * @property {number} room the sum of their weights, 0..1
 * @property {number[][]} values a row per option, adjusted so that the sum of share × value over
 *   the free criteria is the whole total
 * @property {number[]} weights their present ones
 * @property {number[]} all the weights of all criteria
 */

/**
 * Separates the free criteria from the locked ones. At least one has to be free.
 * @param {number[][]} values
 * @param {number[]} swings
 * @param {boolean[]} isLocked
 * @returns {FreeShares}
 */
export function setAside(values, swings, isLocked) {
  const all = sharesOfOne(swings);
  const criteria = indices(all.length).filter((j) => !isLocked[j]);
  const kept = indices(all.length).filter((j) => isLocked[j]);
  const room = Math.min(exactSum(criteria.map((j) => all[j])), 1);
  const keptWeights = kept.map((j) => all[j]);
  const reduced = values.map((row) => {
    const fixed = weightedTotal(kept.map((j) => row[j]), keptWeights);
    return criteria.map((j) => fixed + room * row[j]);
  });
  return { criteria, room, values: reduced, weights: criteria.map((j) => all[j]), all };
}

/**
 * The weights of all criteria if the free ones have these shares of the unlocked weight.
 * @param {FreeShares} left
 * @param {number[]} shares
 * @returns {number[]}
 */
export function weightsWith({ criteria, room, all }, shares) {
  const changed = [...all];
  criteria.forEach((j, position) => (changed[j] = room * shares[position]));
  return changed;
}
