// The lead when every package is held to its better part: `package_test` in
// `analysis/sensitivity`, and its sentences, from `results/words/lead/packages.py`.

import { orderParts } from "./packages.js";
import { TIE } from "./sums.js";
import { fill, fixed, integer, named, whole } from "./wording.js";

/** @import { Problem, Ranked, TemplateName, Verdict } from "../types.js" */
/** @typedef {{ option: number, points: number }} Premium */
/** @typedef {Omit<Verdict, "packages">} Judged */

/**
 * The likely values with every package held to its better part, and what each cell lost.
 * @param {Problem} problem
 * @returns {{ likely: number[][], premiums: Premium[] }}
 */
export function holdPackages({ likely, unknown, parts }) {
  const held = likely.map((row) => [...row]);
  /** @type {Premium[]} */
  const premiums = [];
  if (!parts.some((of) => of.length)) return { likely: held, premiums };
  for (const option of orderParts(parts)) {
    const of = parts[option];
    held[option].forEach((own, j) => {
      if (!of.length || [option, ...of].some((one) => unknown[one][j])) return;
      const best = Math.max(...of.map((part) => held[part][j]));
      if (!(own - best > TIE)) return;
      held[option][j] = best;
      premiums.push({ option, points: own - best });
    });
  }
  return { likely: held, premiums };
}

/**
 * Which option leads without premiums and, if the lead is lost, how much of them it needs.
 * @param {Problem} problem
 * @param {Premium[]} premiums
 * @param {Ranked} now
 * @param {Ranked} held the ranking without premiums
 * @param {Judged} found the verdict on that
 * @param {string} gap how far apart the first two then are
 * @returns {string}
 */
export function packageSentences(problem, premiums, now, held, found, gap) {
  const { measure, options } = problem;
  const survives = held.leaders.join() === now.leaders.join();
  const sentence = fill(problem, heldTemplate(found, survives, measure.top === "best"), {
    without: withoutPremiums(problem, premiums),
    leader: options[found.leaders[0]].label,
    leaders: named(problem, found.leaders),
    rival: found.runnerUp === null ? "" : options[found.runnerUp].label,
    top: measure.top,
    gap,
  });
  const factor = leastFactor(now, held);
  if (factor === null) return sentence;
  const near = whole(100 * factor);
  const percent = near > 0 && near < 100 ? near : Number(fixed(100 * factor, 2));
  if (!percent) return sentence;
  const leader = options[now.leaders[0]].label;
  return `${sentence} ${fill(problem, "least_premium", { percent, leader })}`;
}

/**
 * @param {Judged} found
 * @param {boolean} survives
 * @param {boolean} isBest
 * @returns {TemplateName}
 */
function heldTemplate(found, survives, isBest) {
  if (found.state === "cannot be decided") return "held_undecided";
  if (found.leaders.length > 1) return "held_tie";
  if (found.state === "close call") return "held_close";
  if (survives) return isBest ? "held_still_leads" : "held_is_still_top";
  return isBest ? "held_leads" : "held_is_top";
}

/**
 * The factor on all premiums at which the lead is lost; null if it never is.
 * @param {Ranked} now
 * @param {Ranked} held
 * @returns {number | null}
 */
function leastFactor({ leaders, totals: sums }, { totals: least }) {
  if (leaders.length > 1) return null;
  const [leader] = leaders;
  const lost = sums.flatMap((sum, rival) => {
    const margin = least[leader] - least[rival];
    if (rival === leader || margin > TIE) return [];
    return [Math.max(-margin, 0) / (sums[leader] - sum - margin)];
  });
  return lost.length ? Math.max(...lost) : null;
}

/**
 * @param {Problem} problem
 * @param {Premium[]} premiums
 * @returns {string} what is taken away
 */
function withoutPremiums(problem, premiums) {
  const packages = [...new Set(premiums.map(({ option }) => option))];
  if (packages.length > 1) {
    return fill(problem, "extras_of_packages", { packages: named(problem, packages) });
  }
  const [points, ...others] = new Set(premiums.map((premium) => integer(premium.points)));
  const isAlike = !others.length && points !== "0";
  const parts = named(problem, problem.parts[packages[0]]);
  const noun = premiums.length === 1 ? "extra" : "extras";
  return fill(problem, isAlike ? `${noun}_points` : noun, { points, parts });
}
