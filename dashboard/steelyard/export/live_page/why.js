// Why one option is ahead of another: the sums, the order and the sentences of
// `results/words/scores/pair.py`.

import { TIE, exactSum } from "../../instrument/js/engine/sums.js";
import {
  fill, lead, listing, numberOfPoints, percents, tenth, whole,
} from "../../instrument/js/engine/wording.js";

/** @import { Evaluation, Problem } from "../../instrument/js/types.js" */
/** @import { DifferenceRow, PageWords, Step } from "./types.js" */

const MOST_NAMED = 2;

/**
 * Each criterion's part of the difference, from most for `first` to most against it.
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {Step[]}
 */
export function differenceSteps(result, first, second) {
  const differences = result.weights.map(
    (_, j) => result.contributions[first][j] - result.contributions[second][j],
  );
  const key = (/** @type {number} */ j) => Number(differences[j].toFixed(9));
  const order = differences.map((_, j) => j).sort((a, b) => key(b) - key(a));
  /** @type {Step[]} */
  const found = [];
  for (const j of order) {
    const begin = found.at(-1)?.end ?? 0;
    const end = exactSum([...found.map((step) => step.difference), differences[j]]);
    found.push({ criterion: j, difference: differences[j], begin, end });
  }
  return found;
}

/**
 * Which option is ahead by how much, and what most of that comes from.
 * @param {PageWords} words
 * @param {Problem} problem
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {string}
 */
export function differenceTitle(words, problem, result, first, second) {
  const { totals } = result;
  const net = totals[first] - totals[second];
  const label = (/** @type {number} */ option) => problem.options[option].label;
  if (Math.abs(net) <= TIE) {
    const leaders = listing([label(first), label(second)]);
    return fill(words, "tie", { leaders, total: tenth(totals[first]) });
  }
  const [ahead, behind] = net > 0 ? [first, second] : [second, first];
  const apart = lead(totals[ahead], totals[behind]);
  const gap = Number(apart) ? numberOfPoints(apart) : fill(words, "under_a_tenth");
  const sentence = fill(words, "ahead", { leader: label(ahead), gap, rival: label(behind) });
  return sentence + reasons(words, problem, differenceSteps(result, ahead, behind));
}

/**
 * The end of the title: the criteria that make up half of the advantage.
 * @param {PageWords} words
 * @param {Problem} problem
 * @param {Step[]} steps
 * @returns {string}
 */
function reasons(words, problem, steps) {
  if (steps.length < 2) return "";
  const gains = steps.filter(({ difference }) => difference > TIE);
  const half = exactSum(gains.map(({ difference }) => difference)) / 2 - TIE;
  const count = gains.findIndex(({ end }) => end >= half) + 1;
  const names = gains.slice(0, count).map(({ criterion }) => problem.criteria[criterion].name);
  const from = count === gains.length ? "all_from" : "most_from";
  const most = count <= MOST_NAMED
    ? fill(words, from, { criteria: listing(names) })
    : fill(words, "ahead_on", { count: gains.length, all: steps.length });
  const isNowhereBehind = steps.every(({ difference }) => difference >= -TIE);
  return most + (isNowhereBehind ? fill(words, "nowhere_behind") : "");
}

/**
 * The rows of the chart: name, start and end, points, and the scores behind them.
 * @param {PageWords} words
 * @param {Problem} problem
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {DifferenceRow[]}
 */
export function differenceRows(words, problem, result, first, second) {
  const labels = percents(result.weights);
  const steps = differenceSteps(result, first, second);
  const rows = steps.map(({ criterion, difference, begin, end }) => ({
    name: problem.criteria[criterion].name,
    begin, end, difference,
    winner: difference >= 0 ? first : second,
    note: fill(words, "scores_and_weight", {
      first: problem.printed[first][criterion],
      second: problem.printed[second][criterion],
      weight: labels[criterion],
    }),
    isNet: false,
  }));
  const [one, two] = [first, second].map((option) => result.totals[option]);
  return [...rows, {
    name: fill(words, "all_together"), begin: 0, end: one - two, difference: one - two,
    winner: one - two >= 0 ? first : second,
    note: fill(words, "totals", { first: tenth(one), second: tenth(two) }),
    isNet: true,
  }];
}

/**
 * How to read the chart, with a note on rounding if the printed numbers do not add up.
 * @param {PageWords} words
 * @param {Problem} problem
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {string}
 */
export function differenceSubtitle(words, problem, result, first, second) {
  const isUnknown = [first, second].some((option) => problem.unknown[option].some(Boolean));
  return fill(words, "how_to_read", labelsOf(problem, first, second)) +
    (addsUp(result, first, second) ? "" : fill(words, "rounded")) +
    (isUnknown ? fill(words, "unknown_as_middle") : "");
}

/**
 * Whether the printed steps add up to the printed difference, and so do the printed totals.
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {boolean}
 */
function addsUp(result, first, second) {
  const [one, two] = [first, second].map((option) => result.totals[option]);
  const steps = differenceSteps(result, first, second)
    .reduce((sum, { difference }) => sum + tenths(difference), 0);
  return steps === tenths(one - two) && steps === tenths(one) - tenths(two);
}

/**
 * @param {number} number
 * @returns {number} the number in tenths, as it is printed
 */
const tenths = (number) => whole(Math.abs(number) * 10) * (number > 0 ? 1 : -1);

/**
 * The heading above the picture.
 * @param {PageWords} words
 * @param {Problem} problem
 * @param {Evaluation} result
 * @param {number} leader
 * @param {number} rival
 * @returns {string}
 */
export function differenceQuestion(words, problem, result, leader, rival) {
  const question = result.ranks[rival] > 1 ? "what_puts_ahead" : "where_they_differ";
  return fill(words, question, labelsOf(problem, leader, rival));
}

/**
 * @param {Problem} problem
 * @param {number} first
 * @param {number} second
 * @returns {{ first: string, second: string }} the names of two options
 */
const labelsOf = ({ options }, first, second) =>
  ({ first: options[first].label, second: options[second].label });
