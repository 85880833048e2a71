// The least movement of weight that brings a rival level: `weight_flips` and `flip` in
// `analysis/sensitivity`, `describe_flip` in `results/words/weights.py`.

import { TIE, indices, minus, rowSum, weightedTotal, zip } from "./sums.js";
import { setAside, weightsWith } from "./locks.js";
import { leadersOf, sharesOfOne } from "./totals.js";
import { fill, listing, smallPoints } from "./wording.js";

/** @import { Flip, Move, NearestFlip, Problem } from "../types.js" */

const SMALLEST_MOVE = 1e-12;

/**
 * One flip per option, moving no locked weight. The leader's own moves nothing.
 * @param {number[][]} values
 * @param {number[]} swings
 * @param {number} leader
 * @param {boolean[]} [locks]
 * @returns {Flip[]}
 */
export function flips(values, swings, leader, locks = []) {
  if (!locks.some(Boolean)) return freeFlips(values, swings, leader);
  if (locks.every(Boolean)) return stillFlips(values, swings);
  const left = setAside(values, swings, locks);
  return freeFlips(left.values, left.weights, leader).map(({ points: share, weights }) => {
    if (!share) return { points: share, weights: left.all, moves: [] };
    const changed = weightsWith(left, weights);
    return { points: share * left.room, weights: changed, moves: movesBetween(left.all, changed) };
  });
}

/**
 * The flips if no weight can move: 0 points for options that are level already.
 * @param {number[][]} values
 * @param {number[]} swings
 * @returns {Flip[]}
 */
function stillFlips(values, swings) {
  const present = sharesOfOne(swings);
  const level = leadersOf(values.map((row) => weightedTotal(row, present)));
  return values.map((_, option) => ({
    points: level.includes(option) ? 0 : null, weights: present, moves: [],
  }));
}

/**
 * One flip per option where no weight is locked. The leader's own moves nothing.
 * @param {number[][]} values
 * @param {number[]} swings
 * @param {number} leader
 * @returns {Flip[]}
 */
function freeFlips(values, swings, leader) {
  const present = sharesOfOne(swings);
  const level = leadersOf(values.map((row) => weightedTotal(row, present)));
  return values.map((row, option) =>
    flipOf(zip(values[leader], row, minus), swings, level.includes(option)),
  );
}

/**
 * The flip of one option.
 * @param {number[]} gaps how far the leader is ahead of it on each criterion
 * @param {number[]} swings
 * @param {boolean} isLevel whether it shares the lead
 * @returns {Flip}
 */
function flipOf(gaps, swings, isLevel) {
  const present = sharesOfOne(swings);
  const order = indices(gaps.length).sort((a, b) => gaps[b] - gaps[a]);
  const ranked = order.map((j) => gaps[j]);
  const last = ranked.length - 1;
  if (!(ranked[last] <= TIE)) return { points: null, weights: present, moves: [] };
  const given = givenBy(ranked, order.map((j) => present[j]), isLevel);
  const moved = rowSum(given);
  // In a chain of near-ties no move of weight may change a lead that is not yet level.
  if (moved === 0) return { points: isLevel ? 0 : null, weights: present, moves: [] };
  const changed = [...present];
  order.forEach((j, r) => (changed[j] -= given[r]));
  changed[order[last]] += moved;
  return { points: moved * 100, weights: changed, moves: movesBetween(swings, changed) };
}

/**
 * The weight each criterion gives up, starting where the leader is furthest ahead.
 * @param {number[]} ranked gaps, the largest first
 * @param {number[]} present weights in the same order
 * @param {boolean} isLevel
 * @returns {number[]}
 */
function givenBy(ranked, present, isLevel) {
  const lowest = ranked[ranked.length - 1];
  const ahead = weightedTotal(ranked, present);
  const excess = isLevel ? 0 : Math.max(Math.max(ahead, 0) - Math.max(lowest, 0), 0);
  let relief = 0;
  return ranked.map((gap, r) => {
    const slope = gap - lowest;
    const wanted = Math.max(excess - relief, 0);
    relief += present[r] * slope;
    return Math.min(slope > 0 ? wanted / slope : 0, present[r]);
  });
}

/**
 * The moves that turn one set of weights into another: the criterion that loses most gives
 * first, to the one that gains most.
 * @param {number[]} before
 * @param {number[]} after
 * @returns {Move[]}
 */
function movesBetween(before, after) {
  const changes = zip(sharesOfOne(after), sharesOfOne(before), minus);
  const signed = (/** @type {number} */ sign) =>
    changes
      .map((change, j) => ({ share: sign * change, j }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share || a.j - b.j);
  const [gives, takes] = [signed(-1), signed(1)];
  /** @type {Move[]} */
  const moves = [];
  while (gives.length && takes.length) {
    const [giver, taker] = [gives[0], takes[0]];
    const share = Math.min(giver.share, taker.share);
    if (share > SMALLEST_MOVE) {
      moves.push({ giver: giver.j, taker: taker.j, points: share * 100 });
    }
    if (!((giver.share -= share) > 0)) gives.shift();
    if (!((taker.share -= share) > 0)) takes.shift();
  }
  return moves.sort((a, b) => b.points - a.points || a.giver - b.giver || a.taker - b.taker);
}

/**
 * The flip with the fewest points, for equal ones that of the earlier option; null without one.
 * @param {number[][]} values
 * @param {number[]} swings
 * @param {number} leader
 * @param {boolean[]} [locks]
 * @returns {NearestFlip | null}
 */
export function nearestFlip(values, swings, leader, locks = []) {
  const reachable = flips(values, swings, leader, locks).flatMap((flip, rival) =>
    rival !== leader && flip.points !== null ? [{ rival, ...flip, points: flip.points }] : [],
  );
  return reachable.sort((a, b) => a.points - b.points)[0] ?? null;
}

/**
 * A flip in words, without a full stop.
 * @param {Pick<Problem, "options" | "criteria" | "templates">} problem
 * @param {NearestFlip} flip
 * @returns {string}
 */
export function describeFlip(problem, { rival, points: moved, moves }) {
  const { label } = problem.options[rival];
  if (moves.length === 0) return fill(problem, "level_already", { rival: label });
  return fill(problem, "flip", {
    points: smallPoints(problem, moved),
    givers: criteriaNamed(problem, moves.map(({ giver }) => giver)),
    takers: criteriaNamed(problem, moves.map(({ taker }) => taker)),
    rival: label,
  });
}

/**
 * The names of criteria in the order of the file, each once.
 * @param {Pick<Problem, "criteria">} problem
 * @param {number[]} chosen
 * @returns {string}
 */
function criteriaNamed(problem, chosen) {
  const position = (/** @type {number} */ j) => problem.criteria[j].place ?? j;
  const inOrder = [...new Set(chosen)].sort((a, b) => position(a) - position(b));
  return listing(inOrder.map((j) => problem.criteria[j].name));
}
