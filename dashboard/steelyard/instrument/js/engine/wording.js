// Numbers, shares and names as they are written in sentences: `results/words`.

import { exactSum, indices, minus, plus, zip } from "./sums.js";

/** @import { Problem, Templates } from "../types.js" */

const MOST_LISTED = 3;

/**
 * A number with a given number of decimals, as formatted by Python: ties are rounded to even.
 * @param {number} number
 * @param {number} digits
 * @returns {string}
 */
export function fixed(number, digits) {
  const text = number.toFixed(digits);
  const isHalfway = (Math.abs(number) * 2 ** (digits + 1)) % 2 === 1;
  const last = Number(text.at(-1));
  return isHalfway && last % 2 === 1 ? text.slice(0, -1) + (last - 1) : text;
}

/**
 * A number below a million in six significant digits without trailing zeros: Python's `:g`.
 * @param {number} number
 * @returns {string}
 */
export function general(number) {
  const [digits, power] = number.toExponential(5).split("e").map(Number);
  if (power < -4) return `${digits}e-${String(-power).padStart(2, "0")}`;
  return String(Number(fixed(number, 5 - power)));
}

/**
 * @param {number} number
 * @returns {number} the number with nine decimals
 */
const rounded = (number) => Number(fixed(number, 9));

/**
 * The nearest whole number, halves up.
 * @param {number} number
 * @returns {number}
 */
export const whole = (number) => Math.floor(rounded(number) + 0.5);

/**
 * “1 point”, “12 points”.
 * @param {number} number
 * @returns {string}
 */
export const points = (number) => numberOfPoints(integer(number));

/**
 * A number of points, printed already, with its noun.
 * @param {string} printed
 * @returns {string}
 */
export const numberOfPoints = (printed) => `${printed} point${printed === "1" ? "" : "s"}`;

/**
 * The nearest whole number in writing, with a true minus sign.
 * @param {number} number
 * @returns {string}
 */
export function integer(number) {
  const near = whole(number);
  return near < 0 ? `−${-near}` : String(near);
}

/**
 * A range of whole numbers, or one where both ends are written alike: `span`.
 * @param {number} low
 * @param {number} high
 * @returns {string}
 */
export function span(low, high) {
  const [first, last] = [integer(low), integer(high)];
  return first === last ? first : `${first}–${last}`;
}

/**
 * How far the larger total is ahead of the smaller one.
 * @param {number} larger
 * @param {number} smaller
 * @returns {string}
 */
export const lead = (larger, smaller) => fixed(whole((larger - smaller) * 10) / 10, 1);

/**
 * Shares as whole numbers that add up to `wholeSum`, by largest remainders.
 * @param {number[]} shares from 0 up; throws an Error for a negative one
 * @param {number} [wholeSum]
 * @returns {number[]}
 */
export function wholeShares(shares, wholeSum = 100) {
  if (shares.some((share) => share < 0)) {
    throw new Error("a share is negative; shares are numbers from 0 up");
  }
  const total = exactSum(shares);
  if (total === 0) return shares.map(() => 0);
  const exact = shares.map((share) => rounded((share / total) * wholeSum));
  const floors = exact.map(Math.floor);
  const rest = zip(floors, exact, minus);
  const byRemainder = indices(shares.length).sort((a, b) => rest[a] - rest[b]);
  const missing = wholeSum - floors.reduce(plus, 0);
  for (const index of byRemainder.slice(0, missing)) floors[index] += 1;
  return floors;
}

/**
 * Shares of one whole as percentages that add up to 100, never rounded to all or none.
 * @param {number[]} shares
 * @returns {string[]}
 */
export function percents(shares) {
  return partPercents(shares, shares.map((_, i) => [i]));
}

/**
 * Parts of a whole as percentages, each the sum of its members as they are printed alone.
 * @param {number[]} shares of one whole
 * @param {number[][]} parts the places of the members of each
 * @returns {string[]}
 */
export function partPercents(shares, parts) {
  const counts = wholeShares(shares);
  const all = exactSum(shares);
  return parts.map((members) => {
    const share = exactSum(members.map((i) => shares[i]));
    const count = members.map((i) => counts[i]).reduce(plus, 0);
    if (count <= 0 && share > 0) return "<1%";
    return count >= 100 && share < all * (1 - 1e-9) ? ">99%" : `${count}%`;
  });
}

/**
 * A number from 0 up with one decimal: `one_decimal`.
 * @param {number} number
 * @returns {string}
 */
export const tenth = (number) => (whole(number * 10) / 10).toFixed(1);

/**
 * A number with one decimal and its sign; no sign where it is written as zero.
 * @param {number} number
 * @returns {string}
 */
export function signedTenth(number) {
  const tenths = whole(Math.abs(number) * 10);
  const sign = !tenths ? "" : number > 0 ? "+" : "−";
  return `${sign}${fixed(tenths / 10, 1)}`;
}

/**
 * A share of the simulations as a number out of a hundred, never rounded to all or none.
 * @param {number} count the share as a whole number of 100
 * @param {number} share 0..1
 * @returns {string}
 */
export function ofHundred(count, share) {
  if (count === 100 && share < 1 - 1e-9) return "more than 99 of 100";
  return count === 0 && share > 1e-9 ? "fewer than 1 of 100" : `${count} of 100`;
}

/**
 * The ends of a span of shares: the lower one without “of 100”, the upper one with it.
 * @param {number} count a share between them as a whole number of 100
 * @param {[number, number]} span 0..1
 * @returns {[string, string]}
 */
export function hundredEnds(count, [low, high]) {
  const least = ofHundred(Math.min(count, whole(100 * low)), low);
  return [least.slice(0, -OF_HUNDRED.length), ofHundred(Math.max(count, whole(100 * high)), high)];
}

/**
 * A span of shares for a column of a table: 40–68, or one number.
 * @param {number} count a share between them as a whole number of 100
 * @param {[number, number]} ends 0..1
 * @returns {string}
 */
export function shortSpan(count, ends) {
  const [low, high] = hundredEnds(count, ends).map((end) =>
    end.replace(OF_HUNDRED, "").replace("fewer than ", "<").replace("more than ", ">"),
  );
  return low === high ? high : `${low}–${high}`;
}

const OF_HUNDRED = " of 100";

/**
 * A weight at which the leader changes, in percent. It lies inside 0..1, so it is not
 * written as 0 or 100 where two decimals can avoid that.
 * @param {number} share
 * @returns {string}
 */
export function percent(share) {
  const near = whole(share * 100);
  return String(near > 0 && near < 100 ? near : Number(fixed(share * 100, 2)));
}

/**
 * A sentence of the package with its gaps filled. Throws an Error for a gap that no field
 * fills.
 * @template {string} Name
 * @param {{ templates: Templates<Name> }} words
 * @param {Name} name
 * @param {Record<string, string | number>} [fields]
 * @returns {string}
 */
export const fill = ({ templates }, name, fields = {}) =>
  templates[name].replace(/\{(\w+)\}/g, (_, gap) => {
    if (!(gap in fields)) throw new Error(`nothing fills {${gap}} of ${name}`);
    return String(fields[gap]);
  });

/**
 * Points of weight or total in words; “less than 1 point” where they round to none.
 * @param {Pick<Problem, "templates">} problem
 * @param {number} number
 * @returns {string}
 */
export const smallPoints = (problem, number) =>
  whole(number) ? points(number) : fill(problem, "under_a_point");

/**
 * “A, B and C”; with semicolons where a name has a comma or “and” itself.
 * @param {string[]} names
 * @returns {string}
 */
export function listing(names) {
  const last = names.at(-1) ?? "";
  const isApart = names.some((name) => name.includes(", ") || name.includes(" and "));
  const first = names.slice(0, -1).join(isApart ? "; " : ", ");
  return names.length > 1 ? `${first}${isApart ? ";" : ""} and ${last}` : last;
}

/**
 * Three names, and how many more there are; a fourth is named too where it is the last, since a
 * name is more use than “1 more”.
 * @param {string[]} names
 * @returns {string}
 */
export function some(names) {
  const more = names.length - MOST_LISTED;
  return listing(more <= 1 ? names : [...names.slice(0, -more), `${more} more`]);
}

/**
 * Three options by name, and how many more there are.
 * @param {Pick<Problem, "options">} problem
 * @param {number[]} options
 * @returns {string}
 */
export const named = (problem, options) =>
  some(options.map((option) => problem.options[option].label));
