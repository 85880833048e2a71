// The provenance line below the page for the current view, as in `export/stamps/provenance.py`.

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
  // A page that holds no other readings always uses the scores it was exported with.
  const reading = data.instrument.readings ? readingName(data, state) : data.origin.reading;
  const isMoved = weightsAt(data, result, movedSwings(data, state, hidden)).length > 0;
  return [
    movedWords(data, result, state, hidden),
    before,
    isMoved ? "" : whoseWeights(data, state),
    reading ? fill(data, "reading", { reading }) : "",
    after,
  ].filter(Boolean).join(" · ");
}

/**
 * Whose weights the moved ones started from.
 * @param {PageData} data
 * @param {State} state
 * @returns {string}
 */
function whoseWeights(data, state) {
  const lens = data.instrument.lenses.find(({ id }) => id === state.lens)?.name;
  return lens === undefined ? fill(data, "file_weights") : fill(data, "lens_weights", { lens });
}

/**
 * The current values of the weights that were moved, in words.
 * @param {PageData} data
 * @param {Evaluation} result
 * @param {Record<string, number>} swings the moved ones by criterion
 * @returns {string[]}
 */
function weightsAt(data, result, swings) {
  const labels = percents(result.weights);
  return data.instrument.problem.criteria
    .map(({ id, name }, j) => ({ id, criterion: name, share: labels[j] }))
    .filter(({ id }) => Object.hasOwn(swings, id))
    .map(({ criterion, share }) => fill(data, "weight_at", { criterion, share }));
}

/**
 * The name of the reading in use; "" for the scores of the file.
 * @param {PageData} data
 * @param {State} state
 * @returns {string}
 */
function readingName({ instrument }, state) {
  const id = state.reading ?? instrument.seen.reading;
  return (id && instrument.menus.reading.find((entry) => entry.id === id)?.name) || "";
}

/**
 * Whose scores are in use, for the line at the top; "" for those of the file. A page that holds no
 * other readings states its own there already.
 * @param {PageData} data
 * @param {State} state
 * @returns {string}
 */
export function readingWords(data, state) {
  const name = readingName(data, state);
  return name ? ` · ${fill(data, "whose_scores", { name })}` : "";
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
  const weights = weightsAt(data, result, swings).join(", ");
  const whose = whoseWeights(data, state);
  const scores = disputed === 1 ? "score_disputed" : "scores_disputed";
  const claims = struck === 1 ? "claim_struck" : "claims_struck";
  const phrases = [
    weights ? fill(data, "weights_moved", { whose, weights }) : "",
    disputed ? fill(data, scores, { count: disputed }) : "",
    struck ? fill(data, claims, { count: struck }) : "",
  ].filter(Boolean);
  return fill(data, "exploratory", { moved: phrases.join(", ") || fill(data, "hidden_moved") });
}
