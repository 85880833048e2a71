// Weights some of which stay as they are: `analysis/sensitivity/locked_shares.py`.

import { exactSum, indices, weightedTotal } from "./sums.js";
import { sharesOfOne } from "./totals.js";

/**
 * What is left of the question beside locked weights: the same one on the free criteria.
 * @typedef {object} FreeShares
 * @property {number[]} criteria the free ones
 * @property {number} room what they weigh together, 0..1
 * @property {number[][]} values a row per option, such that shares of the room times values
 *   are the whole totals
 * @property {number[]} weights their present ones
 * @property {number[]} all the weights of all criteria
 */

/**
 * Sets locked criteria aside. At least one has to be free.
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
 * All weights where the free criteria share the room like this.
 * @param {FreeShares} left
 * @param {number[]} shares
 * @returns {number[]}
 */
export function weightsWith({ criteria, room, all }, shares) {
  const changed = [...all];
  criteria.forEach((j, place) => (changed[j] = room * shares[place]));
  return changed;
}
