// What a dragged weight does to the others, with and without locked shares.

import { round } from "../panel/elements.js";

/** Percent: at 100 the other weights would lose their proportions. */
const MOST_PERCENT = 99;
/** Percent: half a step of a slider. A weight this close to its start is put back exactly. */
const NEAR = 0.05;
/** The largest swing that a drag gives, unless there was a larger one before. */
export const MOST_SWING = 100;

/**
 * A weight being moved: every position is computed from the swings at the start, so that neither
 * rounding nor bounds accumulate, and moving back ends exactly where it began.
 */
export class Movement {
  /**
   * @param {number[]} swings
   * @param {boolean[]} locks
   * @param {number} moved criterion
   */
  constructor(swings, locks, moved) {
    this.moved = moved;
    this.start = [...swings];
    this.locks = [...locks];
    const sum = swings.reduce((a, b) => a + b, 0);
    /** Percent of the whole at the start. */
    this.begin = sum > 0 ? (swings[moved] / sum) * 100 : 100 / swings.length;
    /** Current percent. */
    this.percent = this.begin;
    this.swings = this.start;
  }

  /**
   * Whether a movement of this criterion from these swings continues this one.
   * @param {number[]} swings
   * @param {boolean[]} locks
   * @param {number} moved
   * @returns {boolean}
   */
  isOf(swings, locks, moved) {
    return moved === this.moved && isSame(swings, this.swings) && isSame(locks, this.locks);
  }

  /**
   * The swings with the weight at a percentage.
   * @param {number} percent 0..100
   * @returns {number[]}
   */
  to(percent) {
    const isBack = Math.abs(percent - this.begin) <= NEAR;
    this.percent = isBack ? this.begin : Math.min(Math.max(percent, 0), MOST_PERCENT);
    this.swings = isBack ? this.start
      : dragged(this.start, this.locks, this.moved, this.percent / 100);
    return [...this.swings];
  }
}

/**
 * The movement of a weight: the last one, if nothing has changed since, or a new one that
 * starts from the current weights.
 * @param {Movement | null} last
 * @param {{ swings: number[], locks: boolean[] }} state
 * @param {number} moved criterion
 * @returns {Movement}
 */
export function movementOf(last, { swings, locks }, moved) {
  return last?.isOf(swings, locks, moved) ? last : new Movement(swings, locks, moved);
}

/**
 * @param {(number | boolean)[]} some
 * @param {(number | boolean)[]} others
 * @returns {boolean} whether both have the same entries
 */
const isSame = (some, others) =>
  some.length === others.length && some.every((one, i) => one === others[i]);

/**
 * The swings after one criterion has been dragged to a share of the whole. Without locks
 * only its own swing changes; with locks the sum stays, so that locked shares stay too.
 * Where a swing would pass the largest one, all are made smaller in proportion, with enough
 * decimals that the others can be told to have kept theirs (`results/address.py`).
 * @param {number[]} swings
 * @param {boolean[]} locks
 * @param {number} moved criterion
 * @param {number} share 0..1, below 1
 * @returns {number[]}
 */
export function dragged(swings, locks, moved, share) {
  const most = Math.max(MOST_SWING, ...swings);
  const free = unbounded(swings, locks, moved, share);
  const excess = Math.max(...free) / most;
  return free.map((swing, i) =>
    excess > 1 ? round(swing / excess, 8) : swing === swings[i] ? swing : trimmed(swing));
}

/**
 * Two decimals; of a small number as many as its proportion to the others needs.
 * @param {number} swing
 * @returns {number}
 */
const trimmed = (swing) => round(swing, swing < 1 ? 6 : swing < 10 ? 4 : 2);

/**
 * The swings after a drag, however large they become.
 * @param {number[]} swings
 * @param {boolean[]} locks
 * @param {number} moved
 * @param {number} share
 * @returns {number[]}
 */
function unbounded(swings, locks, moved, share) {
  const n = swings.length;
  const sum = swings.reduce((a, b) => a + b, 0);
  const rest = sum - swings[moved];
  if (n === 1) return [swings[0] || 100];
  if (sum === 0 || rest === 0) {
    const other = ((1 - share) * 100) / (n - 1);
    return swings.map((_, i) => (i === moved ? share * 100 : other));
  }
  if (!locks.some((isLocked, i) => isLocked && i !== moved)) {
    const next = [...swings];
    next[moved] = (share / (1 - share)) * rest;
    return next;
  }
  return draggedBesideLocks(swings, locks, moved, share);
}

/**
 * The swings after a drag while others are locked: the free ones share the rest.
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
    if (i === moved) return free.length ? own : swing;
    const part = before > 0 ? swing / before : 1 / free.length;
    return (room - own) * part;
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
