// Moved weights and scores as YAML, to be pasted into a criteria file.

import { round } from "./elements.js";
import { scoreOf } from "../engine/scales.js";

/** @import { Criterion, Dispute } from "../types.js" */

/**
 * Swings as a lens.
 * @param {Criterion[]} criteria
 * @param {number[]} swings
 * @returns {string}
 */
export function lensYaml(criteria, swings) {
  const lines = criteria.map(({ id }, i) => `      ${id}: ${round(swings[i], 2)}`);
  return ["lenses:", "  mine:", "    name: My weights", "    swings:", ...lines, ""].join("\n");
}

/**
 * Disputed scores as a reading: values turned back into scores on the criteria's scales.
 * @param {Criterion[]} criteria
 * @param {Dispute[]} disputes
 * @returns {string}
 */
export function readingYaml(criteria, disputes) {
  const rows = disputes.flatMap(({ option, criterion, value }) =>
    criteria
      .filter(({ id }) => id === criterion)
      .map((entry) => {
        const score = round(scoreOf(entry, value), 4);
        return { option, line: `        ${criterion}: ${score}` };
      }),
  );
  const lines = [...new Set(rows.map(({ option }) => option))].flatMap((option) => [
    `      ${option}:`,
    ...rows.filter((row) => row.option === option).map(({ line }) => line),
  ]);
  return [
    "readings:", "  mine:", "    name: My scores", "    assessments:", ...lines, "",
  ].join("\n");
}
