// The verdict in a word, a sentence and its reason: `results/words/lead/verdict.py`, whose
// templates are filled here.

import { describeFlip } from "./flips.js";
import { holdPackages, packageSentences } from "./package_test.js";
import { TIE, exactSum, indices } from "./sums.js";
import { ranked, ranks } from "./totals.js";
import {
  fill, fixed, general, hundredEnds, lead, listing, named, signedTenth, some, smallPoints, tenth,
  wholeShares,
} from "./wording.js";

/** @import { NearestFlip, Problem, Ranked, Verdict } from "../types.js" */
/** @typedef {Pick<Verdict, "state" | "sentence" | "because">} Finding */
/** @typedef {Omit<Verdict, "packages">} Judged */

/**
 * The verdict on one view.
 * @param {Problem} problem
 * @param {Ranked} evaluation
 * @param {number[] | null} [shares] lead shares, 0..1; without them a clear lead is *leads*,
 *   neither *robust* nor *fragile*
 * @param {NearestFlip | null} [flip]
 * @param {boolean[]} [locks] the criteria that keep their weights in the flip
 * @param {[number, number][] | null} [spans] lowest and highest shares; else the shares
 * @returns {Verdict}
 */
export function judge(
  problem, evaluation, shares = null, flip = null, locks = [], spans = null,
) {
  const found = judgeTotals(problem, evaluation);
  const isOpen = found.state === "cannot be decided";
  const alone = (/** @type {number} */ share) => /** @type {[number, number]} */ ([share, share]);
  const all = shares && (spans ?? shares.map(alone));
  const whole =
    shares === null || all === null || isOpen
      ? found
      : withSimulations(problem, found, shares, all, flip, locks);
  return {
    ...whole,
    sentence: withGuesses(problem, withProblems(problem, whole.sentence)),
    packages: isOpen ? "" : withoutPackages(problem, evaluation),
  };
}

/**
 * @param {Problem} problem
 * @param {Ranked} evaluation
 * @returns {string} the sentences of the package test; empty if no package has a premium
 */
function withoutPackages(problem, evaluation) {
  const { likely, premiums } = holdPackages(problem);
  if (!premiums.length) return "";
  const held = ranked(likely, evaluation.weights);
  const found = judgeTotals({ ...problem, likely }, held);
  const [first, second] = held.ranking.map((option) => held.totals[option]);
  const margin = first - second;
  const own = signedTenth(margin).replace("+", "");
  const gap = found.state === "close call" ? gapUnder(problem, margin, [own]) : own;
  return packageSentences(problem, premiums, evaluation, held, found, gap);
}

/**
 * @param {Problem} problem
 * @param {string} sentence
 * @returns {string} the sentence with how many problems the file has, if it has any
 */
function withProblems(problem, sentence) {
  const count = problem.problems;
  if (!count) return sentence;
  return fill(problem, count === 1 ? "with_a_problem" : "with_problems", { sentence, count });
}

/**
 * @param {Problem} problem
 * @param {string} sentence
 * @returns {string} the sentence with how many guesses nobody has confirmed, if there are any
 */
function withGuesses(problem, sentence) {
  const count = problem.guesses;
  if (!count) return sentence;
  return fill(problem, count === 1 ? "with_a_guess" : "with_guesses", { sentence, count });
}

/**
 * The verdict on totals alone.
 * @param {Problem} problem
 * @param {Ranked} evaluation
 * @returns {Judged}
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
 * @param {Judged} found
 * @param {number[]} shares
 * @param {[number, number][]} spans
 * @param {NearestFlip | null} flip
 * @param {boolean[]} locks
 * @returns {Judged}
 */
function withSimulations(problem, found, shares, spans, flip, locks) {
  const leader = found.leaders[0];
  const isFar = flip === null || flip.points >= problem.robustFlip - TIE;
  const isRobust = 100 * spans[leader][0] >= problem.robustShare - TIE && isFar;
  const state = found.state !== "leads" ? found.state : isRobust ? "robust" : "leads but fragile";
  const counts = wholeShares(shares);
  const kept = lockedNames(problem, locks);
  const sentence = state === "leads but fragile"
    ? fill(problem, "fragile", { sentence: found.sentence })
    : found.sentence;
  const more = moreOften(problem, { ...found, sentence }, shares, counts, spans);
  const because = [
    state === "dominates" || state === "close call" ? found.because : "",
    fillSpan(problem, "in_simulations", counts[leader], spans[leader], {
      leader: state === "close call" ? problem.options[leader].label : fill(problem, "it"),
    }),
    more.because,
    changeLine(problem, state, flip, locks),
    kept && problem.spread > 0 ? fill(problem, "locked_in_simulations", { locked: kept }) : "",
  ];
  return { ...found, state, sentence: more.sentence, because: because.filter(Boolean).join(" ") };
}

/**
 * @param {Problem} problem
 * @param {Verdict["state"]} state
 * @param {NearestFlip | null} flip
 * @param {boolean[]} locks
 * @returns {string} what would change the leader; empty if no weights can or nothing is decided
 */
export function changeLine(problem, state, flip, locks) {
  const isFixed = state === "dominates" || state === "cannot be decided";
  return isFixed ? "" : nearestFlipLine(problem, flip, locks);
}

/**
 * The sentence and what to add to its reason where another option than the leaders comes
 * first in more simulations. Shares that are printed alike are not called more and less.
 * @param {Problem} problem
 * @param {Judged} found
 * @param {number[]} shares
 * @param {number[]} counts shares as whole numbers of 100
 * @param {[number, number][]} spans
 * @returns {{ sentence: string, because: string }}
 */
function moreOften(problem, { leaders, sentence }, shares, counts, spans) {
  const largest = Math.max(...shares);
  const most = shares.indexOf(largest);
  const isLeader = leaders.some((leader) => shares[leader] === largest);
  if (isLeader || !(counts[most] > counts[leaders[0]])) return { sentence, because: "" };
  const option = problem.options[most].label;
  return {
    sentence: fill(problem, "more_often", { sentence, option }),
    because: fillSpan(problem, "more_often_because", counts[most], spans[most], { option }),
  };
}

/**
 * Fills a template with a share of the simulations: one number, or the ends of its span.
 * @param {Problem} problem
 * @param {"in_simulations" | "more_often_because"} template
 * @param {number} count the share as a whole number of 100
 * @param {[number, number]} span
 * @param {Record<string, string>} fields
 * @returns {string}
 */
function fillSpan(problem, template, count, span, fields) {
  const [low, high] = hundredEnds(count, span);
  if (high.startsWith(`${low} `)) return fill(problem, template, { ...fields, share: high });
  return fill(problem, `${template}_span`, { ...fields, low, high });
}

/**
 * @param {Problem} problem
 * @param {boolean[]} locks
 * @returns {string} the names of the locked criteria; empty without any
 */
const lockedNames = (problem, locks) =>
  listing(problem.criteria.filter((_, j) => locks[j]).map(({ name }) => name));

/**
 * @param {Problem} problem
 * @param {NearestFlip | null} flip
 * @param {boolean[]} locks
 * @returns {string} the sentence about the nearest flip, which names the locked criteria
 */
function nearestFlipLine(problem, flip, locks) {
  const kept = lockedNames(problem, locks);
  const fields = {
    ...(flip && { flip: describeFlip(problem, flip) }),
    ...(kept && { locked: kept }),
  };
  if (flip === null) return fill(problem, kept ? "no_flip_locked" : "no_flip", fields);
  return fill(problem, kept ? "nearest_flip_locked" : "nearest_flip", fields);
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
    sentence: fill(problem, "only_option", {
      option: problem.options[0].label, total: tenth(sums[0]),
    }),
    because: fill(problem, "only_option_because"),
  };
}

/**
 * @param {Problem} problem
 * @param {number[]} leaders
 * @param {number[]} rivals
 * @returns {Finding} what is found where unknown scores could change the leader
 */
function undecided(problem, leaders, rivals) {
  const cells = problem.options.flatMap(({ label }, option) =>
    problem.criteria.flatMap(({ name }, criterion) =>
      problem.unknown[option][criterion] ? [`${name} of ${label}`] : []));
  const [count, unknown] = [cells.length, some(cells)];
  const behind = rivals.filter((rival) => !leaders.includes(rival));
  const could = behind.length
    ? fill(problem, "could_pass", { rivals: named(problem, behind) })
    : fill(problem, "could_change");
  const because = leaders.length === 1 ? "undecided_because_one" : "undecided_because_several";
  return {
    state: "cannot be decided",
    sentence: fill(problem, count === 1 ? "undecided_one" : "undecided_several", { count }),
    because: fill(problem, because, { unknown, leaders: named(problem, leaders), could }),
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
    sentence: fill(problem, "tie", {
      leaders: named(problem, leaders), total: tenth(sums[leaders[0]]),
    }),
    because: fill(problem, "tie_because"),
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
  const because = limit === 1 ? "close_call_because_one" : "close_call_because";
  return {
    state: "close call",
    sentence: fill(problem, "close_call", {
      leader: problem.options[leader].label,
      rival: problem.options[runnerUp].label,
      gap: gapUnder(problem, first - second, [lead(first, second)]),
    }),
    because: fill(problem, because, { limit: general(limit) }),
  };
}

/**
 * A margin in print that reads as more than 0 and less than the file's limit.
 * @param {Problem} problem
 * @param {number} margin
 * @param {string[]} preferred forms that are used where they fit
 * @returns {string}
 */
function gapUnder(problem, margin, preferred) {
  const limit = problem.closeCall;
  const forms = [...preferred, fixed(margin, 1), fixed(margin, 2)];
  const shown = forms.find((form) => Number(form) > 0 && Number(form) < limit);
  if (shown !== undefined) return shown;
  if (margin <= limit / 2) return fill(problem, "gap_under_hundredth");
  return fill(problem, "gap_under_limit", { limit: general(limit) });
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
  const sentence = fill(problem, isBest ? "leads" : "is_top", {
    leader: options[leader].label,
    top: measure.top,
    gap: lead(sums[leader], sums[runnerUp]),
    rival: options[runnerUp].label,
  });
  if (!dominatesAll(likely, leader)) {
    return { state: "leads", sentence, because: whatHoldsItBack(problem, leader) };
  }
  const because = fill(problem, isBest ? "dominates_because" : "dominates_because_top", {
    measure: measure.name,
  });
  return { state: "dominates", sentence, because };
}

/**
 * Whether an option is nowhere worse than any other and somewhere better than each, where
 * values of a criterion that tie count as equal.
 * @param {number[][]} likely
 * @param {number} leader
 * @returns {boolean}
 */
function dominatesAll(likely, leader) {
  const columns = likely[0].map((_, j) => ranks(likely.map((row) => row[j])));
  return likely.every(
    (_, rival) =>
      rival === leader ||
      (columns.every((column) => column[leader] <= column[rival]) &&
        columns.some((column) => column[leader] < column[rival])),
  );
}

/**
 * The sentence about the criterion on which a rival is furthest ahead of the leader; of
 * equal gaps the first.
 * @param {Problem} problem
 * @param {number} leader
 * @returns {string}
 */
function whatHoldsItBack(problem, leader) {
  const { criteria, options, likely } = problem;
  let [gap, because] = [0, ""];
  criteria.forEach(({ name }, j) =>
    options.forEach(({ label }, option) => {
      const found = likely[option][j] - likely[leader][j];
      if (!(found > gap)) return;
      gap = found;
      because = fill(problem, "furthest_behind", {
        criterion: name, points: smallPoints(problem, gap), rival: label,
      });
    }),
  );
  return because;
}
