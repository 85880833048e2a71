// What a dragged weight does to the others, with and without locked shares.

import { round } from "../panel/elements.js";

/**
 * The swings after one criterion has been dragged to a share of the whole. Without locks
 * only its own swing changes; with locks the sum stays, so that locked shares stay too.
 * @param {number[]} swings
 * @param {boolean[]} locks
 * @param {number} moved criterion
 * @param {number} share 0..1, below 1
 * @returns {number[]}
 */
export function dragged(swings, locks, moved, share) {
  const n = swings.length;
  const sum = swings.reduce((a, b) => a + b, 0);
  const rest = sum - swings[moved];
  if (n === 1) return [swings[0] || 100];
  if (sum === 0 || rest === 0) {
    const other = ((1 - share) * 100) / (n - 1);
    return swings.map((_, i) => round(i === moved ? share * 100 : other, 4));
  }
  if (!locks.some((isLocked, i) => isLocked && i !== moved)) {
    const next = [...swings];
    next[moved] = round((share / (1 - share)) * rest, share < 0.9 ? 2 : 4);
    return next;
  }
  return draggedBesideLocks(swings, locks, moved, share);
}

/**
 * The swings after a drag while others are locked: the free ones share what is left.
 * @param {number[]} swings
 * @param {boolean[]} locks
 * @param {number} moved
 * @param {number} share
 * @returns {number[]}
 */
function draggedBesideLocks(swings, locks, moved, share) {
  const { isFixed, free } = splitByLocks(locks, moved);
  const sum = swings.reduce((a, b) => a + b, 0);
  const fixed = swings.reduce((a, swing, i) => a + (isFixed(i) ? swing : 0), 0);
  const room = sum - fixed;
  const own = Math.min(share * sum, room);
  const before = free.reduce((a, i) => a + swings[i], 0);
  return swings.map((swing, i) => {
    if (isFixed(i)) return swing;
    if (i === moved) return free.length ? round(own, 4) : swing;
    const part = before > 0 ? swing / before : 1 / free.length;
    return round((room - own) * part, 4);
  });
}

/**
 * Which other criteria are locked, and which are free.
 * @param {boolean[]} locks
 * @param {number} moved
 * @returns {{ isFixed: (i: number) => boolean, free: number[] }}
 */
function splitByLocks(locks, moved) {
  const isFixed = (/** @type {number} */ i) => locks[i] && i !== moved;
  return { isFixed, free: locks.map((_, i) => i).filter((i) => !isFixed(i) && i !== moved) };
}
