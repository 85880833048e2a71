// The line of origin below the page, as `export/stamps/provenance.py` writes it, for the present view.

import { fill, percents } from "../../instrument/js/engine/wording.js";
import { movedSwings } from "./address.js";

/** @import { Evaluation, State } from "../../instrument/js/types.js" */
/** @import { Hidden, PageData } from "./types.js" */

/**
 * The whole line: what has been moved, the file, whose weights, the simulations, the version.
 * @param {PageData} data
 * @param {Evaluation} result
 * @param {State} state
 * @param {Hidden} hidden
 * @returns {string}
 */
export function originLine(data, result, state, hidden) {
  const { before, after } = data.origin;
  const { lens } = state;
  const whose = lens ? fill(data, "lens_weights", { lens }) : fill(data, "file_weights");
  const reading = readingOf(data, state);
  const scores = reading ? ` · ${fill(data, "reading", { reading })}` : "";
  const moved = movedWords(data, result, state, hidden);
  return (moved ? `${moved} · ` : "") + before + whose + scores + after;
}

/**
 * The id of the reading in use; "" for the scores of the file.
 * @param {PageData} data
 * @param {State} state
 * @returns {string}
 */
const readingOf = ({ instrument }, state) => state.reading ?? instrument.seen.reading;

/**
 * Whose scores are in use, for the line at the top; "" for those of the file. What the page came
 * with stands there already where it holds no other.
 * @param {PageData} data
 * @param {State} state
 * @returns {string}
 */
export function readingWords(data, state) {
  const id = readingOf(data, state);
  const name = data.instrument.menus.reading.find((entry) => entry.id === id)?.name;
  return id && name ? ` · ${fill(data, "whose_scores", { name })}` : "";
}

/**
 * What differs from the file and its lenses, in words; "" for nothing.
 * @param {PageData} data
 * @param {Evaluation} result
 * @param {State} state
 * @param {Hidden} hidden
 * @returns {string}
 */
export function movedWords(data, result, state, hidden) {
  const { struck } = data.origin;
  const swings = movedSwings(data, state, hidden);
  const disputed = state.disputes.length + hidden.disputes.length;
  if (!Object.keys(swings).length && !disputed && !struck) return "";
  const labels = percents(result.weights);
  const weights = data.instrument.problem.criteria
    .map(({ id }, j) => ({ criterion: id, share: labels[j] }))
    .filter(({ criterion }) => Object.hasOwn(swings, criterion))
    .map((fields) => fill(data, "weight_at", fields));
  const scores = disputed === 1 ? "score_disputed" : "scores_disputed";
  const claims = struck === 1 ? "claim_struck" : "claims_struck";
  const phrases = [
    weights.length ? fill(data, "weights_moved", { weights: weights.join(", ") }) : "",
    disputed ? fill(data, scores, { count: disputed }) : "",
    struck ? fill(data, claims, { count: struck }) : "",
  ].filter(Boolean);
  return fill(data, "exploratory", { moved: phrases.join(", ") || fill(data, "hidden_moved") });
}
