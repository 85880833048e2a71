// The reason for the verdict: one word in it opens its definition, and the part on what would
// change the leader is an element of its own.

import { changeLine } from "../engine/verdict.js";
import { make, term } from "../panel/elements.js";

/** @import { Instrument } from "../panel/instrument.js" */

/**
 * @param {Instrument} instrument
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function reasonParts({ problem, result, state, data }, text) {
  const change = changeLine(problem, result.verdict.state, result.nearestFlip, state.locks);
  const word = data.terms?.because ?? ["", ""];
  const [before, after] = parted(text, change);
  const [begin, end] = parted(before, word[0]);
  const said = term("span", "", ...word);
  // Not in the tab order: the heads of the ranking open the same definition.
  said.tabIndex = -1;
  return [
    begin, ...(end === null ? [] : [said, end]),
    ...(after === null ? [] : [make("span", { class: "change", text: change }), after]),
  ];
}

/**
 * The text before and after a part of it; null as the second if it does not contain the part.
 * @param {string} text
 * @param {string} part
 * @returns {[string, string | null]}
 */
function parted(text, part) {
  const at = part ? text.indexOf(part) : -1;
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + part.length)];
}
