// The reason of the verdict: one word of it opens its definition, and what would change the leader
// is a part of its own.

import { make, term } from "../panel/elements.js";

/**
 * @param {string} text
 * @param {string} change the part that says what would change the leader
 * @param {[string, string]} [word] with its definition
 * @returns {(Node | string)[]}
 */
export function reasonParts(text, change, word = ["", ""]) {
  const [before, after] = parted(text, change);
  const [begin, end] = parted(before, word[0]);
  return [
    begin, ...(end === null ? [] : [term("span", "", ...word), end]),
    ...(after === null ? [] : [make("span", { class: "change", text: change }), after]),
  ];
}

/**
 * A text before and after a part of it; null after one that it does not have.
 * @param {string} text
 * @param {string} part
 * @returns {[string, string | null]}
 */
function parted(text, part) {
  const at = part ? text.indexOf(part) : -1;
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + part.length)];
}
