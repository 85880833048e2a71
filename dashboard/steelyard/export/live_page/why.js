// Why one option is ahead of another: the sums, the order and the sentences of
// `charts/scores/why.py`.

import { TIE, exactSum } from "../../instrument/js/engine/sums.js";
import { integer, lead, listing, whole, wholeShares } from "../../instrument/js/engine/wording.js";

/** @import { Evaluation, Problem } from "../../instrument/js/types.js" */
/** @import { DifferenceRow, Step } from "./types.js" */

const MOST_NAMED = 2;

/**
 * A number with one decimal and its sign; no sign where it is written as zero.
 * @param {number} number
 * @returns {string}
 */
export function signedTenth(number) {
  const tenths = whole(Math.abs(number) * 10);
  const sign = !tenths ? "" : number > 0 ? "+" : "−";
  return `${sign}${(tenths / 10).toFixed(1)}`;
}

/**
 * Shares of one whole as percentages that add up to 100, never wrongly all or none.
 * @param {number[]} shares
 * @returns {string[]}
 */
export function percents(shares) {
  const labels = wholeShares(shares);
  const sum = exactSum(shares);
  return shares.map((share, j) => {
    if (labels[j] <= 0 && share > 0) return "<1%";
    return labels[j] >= 100 && share < sum * (1 - 1e-9) ? ">99%" : `${labels[j]}%`;
  });
}

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
 * @param {Problem} problem
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {string}
 */
export function differenceTitle(problem, result, first, second) {
  const net = result.totals[first] - result.totals[second];
  const label = (/** @type {number} */ option) => problem.options[option].label;
  if (Math.abs(net) <= TIE) {
    const both = listing([label(first), label(second)]);
    return `${both} are level on ${integer(result.totals[first])}`;
  }
  const [ahead, behind] = net > 0 ? [first, second] : [second, first];
  const points = lead(result.totals[ahead], result.totals[behind]);
  const much = Number(points)
    ? `${points} point${points === "1" ? "" : "s"}`
    : "less than half a point";
  return `${label(ahead)} is ${much} ahead of ${label(behind)}` +
    reasons(problem, differenceSteps(result, ahead, behind));
}

/**
 * The end of the title: the criteria that make up half of the advantage.
 * @param {Problem} problem
 * @param {Step[]} found
 * @returns {string}
 */
function reasons(problem, found) {
  if (problem.criteria.length < 2) return "";
  const gains = found.filter(({ difference }) => difference > TIE);
  const half = exactSum(gains.map(({ difference }) => difference)) / 2 - TIE;
  const count = gains.findIndex(({ end }) => end >= half) + 1;
  const names = gains.slice(0, count).map(({ criterion }) => problem.criteria[criterion].name);
  const much = count === gains.length ? "all" : "most";
  const most = count <= MOST_NAMED
    ? `, ${much} of its advantage from ${listing(names)}`
    : `, ahead on ${gains.length} of ${found.length} criteria`;
  const isNowhereBehind = found.every(({ difference }) => difference >= -TIE);
  return most + (isNowhereBehind ? " and nowhere behind" : "");
}

/**
 * The rows of the picture: name, from where to where, points, and what they come from.
 * @param {Problem} problem
 * @param {Evaluation} result
 * @param {number} first
 * @param {number} second
 * @returns {DifferenceRow[]}
 */
export function differenceRows(problem, result, first, second) {
  const labels = percents(result.weights);
  const value = (/** @type {number} */ option, /** @type {number} */ j) =>
    integer(problem.likely[option][j]) + (problem.unknown[option][j] ? "?" : "");
  const steps = differenceSteps(result, first, second);
  const rows = steps.map(({ criterion, difference, begin, end }) => ({
    name: problem.criteria[criterion].name,
    begin, end, difference,
    winner: difference >= 0 ? first : second,
    note: `${value(first, criterion)} vs ${value(second, criterion)}, weight ${labels[criterion]}`,
    isNet: false,
  }));
  const [one, two] = [first, second].map((option) => result.totals[option]);
  return [...rows, {
    name: "All together", begin: 0, end: one - two, difference: one - two,
    winner: one - two >= 0 ? first : second,
    note: `${integer(one)} vs ${integer(two)} in total`,
    isNet: true,
  }];
}

/**
 * How the picture is to be read.
 * @param {Problem} problem
 * @param {number} first
 * @param {number} second
 * @returns {string}
 */
export function differenceSubtitle(problem, first, second) {
  const [one, two] = [first, second].map((option) => problem.options[option].label);
  const isUnknown = [first, second].some((option) => problem.unknown[option].some(Boolean));
  return `Points of total by which ${one} is ahead of ${two}: weight × difference of the two ` +
    `values. To the right for ${one}, to the left for ${two}.` +
    (isUnknown ? " ?: not known, counted as the middle." : "");
}
