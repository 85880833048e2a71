// The verdict in a word, a sentence and its reason: `results/words/verdict.py`, with the same words
// to the letter.

import { describeFlip } from "./flips.js";
import { TIE, exactSum, indices, zip, minus } from "./sums.js";
import {
  fixed, general, integer, lead, named, ofHundred, points, whole, wholeShares,
} from "./wording.js";

/** @import { NearestFlip, Problem, Ranked, Verdict } from "./types.js" */
/** @typedef {Pick<Verdict, "state" | "sentence" | "because">} Finding */

/**
 * The verdict on one view.
 * @param {Problem} problem
 * @param {Ranked} evaluation
 * @param {number[] | null} [shares] lead shares, 0..1; without them the state is *leads* at
 *   most, and says neither how robust nor how fragile that is
 * @param {NearestFlip | null} [flip]
 * @returns {Verdict}
 */
export function judge(problem, evaluation, shares = null, flip = null) {
  const found = judgeTotals(problem, evaluation);
  const isOpen = found.state === "cannot be decided";
  return shares === null || isOpen ? found : withSimulations(problem, found, shares, flip);
}

/**
 * The verdict on totals alone.
 * @param {Problem} problem
 * @param {Ranked} evaluation
 * @returns {Verdict}
 */
function judgeTotals(problem, evaluation) {
  const { ranking, leaders, totals: sums } = evaluation;
  const [leader, runnerUp] = ranking;
  if (ranking.length < 2) {
    return { leaders, runnerUp: null, margin: null, ...single(problem, sums) };
  }
  const margin = sums[leader] - sums[runnerUp];
  const found = { leaders, runnerUp, margin };
  const rivals = rivalsWithinTheUnknown(problem, evaluation);
  if (rivals.length) return { ...found, ...undecided(problem, leaders, rivals) };
  if (leaders.length > 1) return { ...found, margin: 0, ...tie(problem, leaders, sums) };
  const isClose = margin < problem.closeCall - TIE;
  return { ...found, ...(isClose ? close : clear)(problem, leader, runnerUp, sums) };
}

/**
 * A verdict on totals with what simulations and the nearest flip add to it.
 * @param {Problem} problem
 * @param {Verdict} found
 * @param {number[]} shares
 * @param {NearestFlip | null} flip
 * @returns {Verdict}
 */
function withSimulations(problem, found, shares, flip) {
  const leader = found.leaders[0];
  const isFar = flip === null || flip.points >= problem.robustFlip - TIE;
  const isRobust = 100 * shares[leader] >= problem.robustShare - TIE && isFar;
  const state = found.state !== "leads" ? found.state : isRobust ? "robust" : "leads but fragile";
  const name = state === "close call" ? problem.options[leader].label : "It";
  const leads = problem.measure.top === "best" ? "leads" : "comes first";
  const because = [
    state === "dominates" || state === "close call" ? found.because : "",
    `${name} ${leads} in ${ofHundred(wholeShares(shares)[leader], shares[leader])} simulations.`,
    state === "dominates" ? "" : nearestFlipLine(problem, flip),
  ];
  return { ...found, state, because: because.filter(Boolean).join(" ") };
}

/**
 * @param {Problem} problem
 * @param {NearestFlip | null} flip
 * @returns {string} the sentence about the nearest flip
 */
function nearestFlipLine(problem, flip) {
  if (flip === null) return "No weights can bring another option level.";
  return `Nearest flip: ${describeFlip(problem, flip)}.`;
}

/**
 * The options that unknown scores alone could bring level with the leader.
 * @param {Problem} problem
 * @param {Ranked} evaluation
 * @returns {number[]}
 */
function rivalsWithinTheUnknown(problem, { ranking, totals: sums, weights: present }) {
  const { unknown, likely, low, high } = problem;
  if (!unknown.flat().some(Boolean)) return [];
  const totalAt = (/** @type {number[][]} */ ends, /** @type {number} */ i) =>
    exactSum(present.map((weight, j) => weight * (unknown[i][j] ? ends : likely)[i][j]));
  const floor = totalAt(low, ranking[0]);
  const mayFall = sums[ranking[0]] - floor > TIE;
  return indices(sums.length).filter((option) => {
    const ceiling = totalAt(high, option);
    const mayRise = ceiling - sums[option] > TIE;
    return option !== ranking[0] && (mayRise || mayFall) && ceiling >= floor - TIE;
  });
}

/**
 * @param {Problem} problem
 * @param {number[]} sums
 * @returns {Finding} what is found where there is one option only
 */
function single(problem, sums) {
  return {
    state: "cannot be decided",
    sentence: `${problem.options[0].label} is the only option, on ${integer(sums[0])}`,
    because: "Add a second option to compare it with.",
  };
}

/**
 * @param {Problem} problem
 * @param {number[]} leaders
 * @param {number[]} rivals
 * @returns {Finding} what is found where unknown scores could change the leader
 */
function undecided(problem, leaders, rivals) {
  const count = problem.unknown.flat().filter(Boolean).length;
  const behind = rivals.filter((rival) => !leaders.includes(rival));
  const would = leaders.length === 1 ? "would lead" : "would be level";
  const could = behind.length
    ? `could put ${named(problem, behind)} level or ahead`
    : "could change that";
  const scores = count === 1 ? "1 score is" : `${count} scores are`;
  return {
    state: "cannot be decided",
    sentence: `Cannot be decided: ${scores} unknown`,
    because:
      `With the unknown in the middle of its range ${named(problem, leaders)} ${would}; ` +
      `it alone ${could}.`,
  };
}

/**
 * @param {Problem} problem
 * @param {number[]} leaders
 * @param {number[]} sums
 * @returns {Finding} what is found where several options are level at the top
 */
function tie(problem, leaders, sums) {
  return {
    state: "close call",
    sentence: `${named(problem, leaders)} are level on ${integer(sums[leaders[0]])}`,
    because: "These weights do not tell them apart.",
  };
}

/**
 * @param {Problem} problem
 * @param {number} leader
 * @param {number} runnerUp
 * @param {number[]} sums
 * @returns {Finding} what is found where the lead is below the file's limit
 */
function close(problem, leader, runnerUp, sums) {
  const [first, second, limit] = [sums[leader], sums[runnerUp], problem.closeCall];
  const both = named(problem, [leader, runnerUp]);
  const gap = apart(first, second, limit);
  const under = `${general(limit)} point${limit === 1 ? "" : "s"}`;
  return {
    state: "close call",
    sentence: `Close call: ${both} are ${gap} apart, on ${integer(first)} and ${integer(second)}`,
    because: `A lead under ${under} counts as a close call in this file.`,
  };
}

/**
 * How far two totals are apart: more than nothing and less than the limit, also as written.
 * @param {number} first
 * @param {number} second
 * @param {number} limit
 * @returns {string}
 */
function apart(first, second, limit) {
  const margin = first - second;
  const forms = [lead(first, second), fixed(margin, 1), fixed(margin, 2)];
  const shown = forms.find((form) => Number(form) > 0 && Number(form) < limit);
  return shown ?? (margin > limit / 2 ? `just under ${general(limit)}` : "less than 0.01");
}

/**
 * @param {Problem} problem
 * @param {number} leader
 * @param {number} runnerUp
 * @param {number[]} sums
 * @returns {Finding} what is found where one option leads by more than the file's limit
 */
function clear(problem, leader, runnerUp, sums) {
  const { likely, options, measure } = problem;
  const isBest = measure.top === "best";
  const leads = isBest ? "leads" : `is ${measure.top}`;
  const gap = lead(sums[leader], sums[runnerUp]);
  const sentence =
    `${options[leader].label} ${leads} on ${integer(sums[leader])}, ` +
    `${gap} ahead of ${options[runnerUp].label}`;
  const rivals = likely.filter((_, option) => option !== leader);
  if (!rivals.every((rival) => dominates(likely[leader], rival))) {
    return { state: "leads", sentence, because: whatHoldsItBack(problem, leader) };
  }
  const reach = isBest
    ? "It is nowhere worse than any other option on these criteria"
    : `No other option has more ${measure.name} on any of these criteria`;
  const because = `${reach}, so no weights can put another first; only other scores can.`;
  return { state: "dominates", sentence, because };
}

/**
 * Whether one option is at least as good on every criterion and better on one.
 * @param {number[]} winner
 * @param {number[]} loser
 * @returns {boolean}
 */
function dominates(winner, loser) {
  const gaps = zip(winner, loser, minus);
  return gaps.every((gap) => gap >= -TIE) && gaps.some((gap) => gap > TIE);
}

/**
 * The sentence about the criterion on which a rival is furthest ahead of the leader; of
 * equal gaps the first.
 * @param {Problem} problem
 * @param {number} leader
 * @returns {string}
 */
function whatHoldsItBack({ criteria, options, likely }, leader) {
  let [gap, because] = [0, ""];
  criteria.forEach(({ name }, j) =>
    options.forEach(({ label }, option) => {
      const found = likely[option][j] - likely[leader][j];
      if (!(found > gap)) return;
      gap = found;
      const below = whole(gap) ? points(gap) : "less than 1 point";
      because = `It is furthest behind on ${name}: ${below} below ${label}.`;
    }),
  );
  return because;
}
