// All results of one view, from values and swings. The browser computes them while a weight
// is dragged, when there is no time to ask the server, and must arrive at the server's own
// numbers: the modules here follow those of the package named in their first lines,
// operation by operation, so that both end on the same bits.

import { flips, nearestFlip } from "./flips.js";
import { simulations } from "./simulations.js";
import { indices, products, zip } from "./sums.js";
import { ranks, totals, weights } from "./totals.js";
import { tracks } from "./tracks.js";
import { judge } from "./verdict.js";

/** @import { Evaluation, Problem, ReplacedScore, Shares } from "../types.js" */

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
  for (const score of replaced) {
    const i = problem.options.findIndex(({ id }) => id === score.option);
    const j = problem.criteria.findIndex(({ id }) => id === score.criterion);
    if (i < 0 || j < 0) throw new Error(`no cell ${score.option}, ${score.criterion}`);
    lows[i][j] = score.low;
    values[i][j] = score.likely;
    highs[i][j] = score.high;
    unknown[i][j] = false;
  }
  return { ...problem, low: lows, likely: values, high: highs, unknown };
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
  const sums = totals(problem.likely, present);
  const ranked = ranks(sums);
  const ranking = indices(sums.length).sort((a, b) => ranked[a] - ranked[b]);
  const leaders = ranking.filter((option) => ranked[option] === 1);
  const flip = nearestFlip(problem.likely, present, ranking[0], locks);
  const lead = shares && shares.lead;
  return {
    weights: present,
    contributions: problem.likely.map((row) => products(row, present)),
    totals: sums,
    ranges: zip(totals(problem.low, present), totals(problem.high, present), pair),
    ranks: ranked,
    ranking,
    leaders,
    tracks: tracks(problem.likely, present, locks),
    flips: flips(problem.likely, present, ranking[0], locks),
    nearestFlip: flip,
    shares,
    verdict: judge(
      problem, { weights: present, totals: sums, ranking, leaders }, lead, flip, locks,
      shares && shares.spans,
    ),
  };
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {[number, number]}
 */
const pair = (low, high) => [low, high];
