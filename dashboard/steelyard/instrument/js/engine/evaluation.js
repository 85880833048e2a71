// All results of one view, from values and swings. The browser computes them while a weight
// is dragged, when there is no time to ask the server, and must arrive at the server's own
// numbers: the modules here follow those of the package named in their first lines,
// operation by operation, so that both end on the same bits.

import { flips, nearestFlip } from "./flips.js";
import { scaleNumber, scoreOf } from "./scales.js";
import { simulations } from "./simulations.js";
import { products, zip } from "./sums.js";
import { ranked, totals, weights } from "./totals.js";
import { tracks } from "./tracks.js";
import { judge } from "./verdict.js";

/** @import { Dispute, Evaluation, HeldReading, Problem } from "../types.js" */
/** @import { ReplacedScore, Shares } from "../types.js" */

/**
 * A copy of the problem with single scores replaced; a replaced score is known.
 * @param {Problem} problem
 * @param {ReplacedScore[]} replaced throws an Error for a cell that is not in the problem
 * @returns {Problem}
 */
export function withDisputes(problem, replaced) {
  const copy = (/** @type {number[][]} */ table) => table.map((row) => [...row]);
  const { low, likely, high } = problem;
  const [lows, values, highs] = [copy(low), copy(likely), copy(high)];
  const unknown = problem.unknown.map((row) => [...row]);
  const printed = problem.printed.map((row) => [...row]);
  for (const score of replaced) {
    const i = problem.options.findIndex(({ id }) => id === score.option);
    const j = problem.criteria.findIndex(({ id }) => id === score.criterion);
    if (i < 0 || j < 0) throw new Error(`no cell ${score.option}, ${score.criterion}`);
    lows[i][j] = score.low;
    values[i][j] = score.likely;
    highs[i][j] = score.high;
    unknown[i][j] = false;
    const criterion = problem.criteria[j];
    printed[i][j] = scaleNumber(criterion, scoreOf(criterion, score.likely));
  }
  return { ...problem, low: lows, likely: values, high: highs, unknown, printed };
}

/**
 * A problem with the disputed scores in it; the problem itself where there are none.
 * @param {Problem} problem
 * @param {Dispute[]} disputes
 * @returns {Problem}
 */
export function disputedProblem(problem, disputes) {
  const replaced = disputes.map(({ option, criterion, value }) => ({
    option, criterion, low: value, likely: value, high: value,
  }));
  return replaced.length ? withDisputes(problem, replaced) : problem;
}

/**
 * A problem with the scores of another reading; the problem itself where that is not held.
 * @param {Problem} problem
 * @param {HeldReading[]} readings
 * @param {string} reading
 * @returns {Problem}
 */
export function withReading(problem, readings, reading) {
  const found = readings.find(({ id }) => id === reading);
  if (!found) return problem;
  const { low, likely, high, unknown, printed } = found;
  return { ...problem, low, likely, high, unknown, printed };
}

/**
 * All results of one view.
 * @template {Shares | null} [S=Shares]
 * @param {Problem} problem
 * @param {number[]} swings
 * @param {S} [shares] of the simulations, counted if not given; null leaves them out
 * @param {boolean[]} [locks] the criteria that keep their weights
 * @returns {Evaluation & { shares: S }}
 */
export function evaluate(
  problem,
  swings,
  shares = /** @type {S} */ (simulations(problem).shares(swings)),
  locks = [],
) {
  const present = weights(swings);
  const order = ranked(problem.likely, present);
  const [leader] = order.ranking;
  const flip = nearestFlip(problem.likely, present, leader, locks);
  const lead = shares && shares.lead;
  return {
    ...order,
    contributions: problem.likely.map((row) => products(row, present)),
    ranges: zip(totals(problem.low, present), totals(problem.high, present), pair),
    tracks: tracks(problem.likely, present, locks),
    flips: flips(problem.likely, present, leader, locks),
    nearestFlip: flip,
    shares,
    verdict: judge(problem, order, lead, flip, locks, shares && shares.spans),
  };
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {[number, number]}
 */
const pair = (low, high) => [low, high];
