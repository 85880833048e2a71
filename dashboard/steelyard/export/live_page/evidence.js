// Makes the evidence on the page easier to read: the claims in full under each score.
//
// All of it is in the page already and is only copied, node by node. The fragment of the
// page's address holds the weights, so links within the page scroll instead of changing it.

import { make } from "../../instrument/js/panel/elements.js";

/** @import { Problem } from "../../instrument/js/types.js" */

/** @type {Record<string, string>} Signs behind an id → what they mean. */
const SIGNS = {
  "+": "speaks for it here",
  "−": "speaks against it here",
  "+−": "speaks for it here and against it",
};

/**
 * Replaces the ids under each score by the claims themselves; the claims a score is based on are
 * expanded.
 * @param {HTMLElement} section with the headings: the word in the plain part, in full, the next
 */
export function spreadClaims(section) {
  const headings = (section.dataset.headings ?? "").split("|");
  /** @type {Map<string, Element>} */
  const claims = new Map();
  for (const item of document.querySelectorAll(".claims li")) {
    claims.set(item.lastElementChild?.textContent?.split(",")[0] ?? "", item);
  }
  for (const line of section.querySelectorAll(".ref")) {
    line.replaceWith(...(line.textContent ?? "").split("; ").map((group) => {
      const [heading, ids] = group.split(": ");
      const found = wholeIds(ids).flatMap(([id, sign]) => {
        const claim = claims.get(id);
        return claim ? [copyOf(claim, sign)] : [];
      });
      return make("details", { class: "ref", open: heading === "Also" ? null : "" },
        make("summary", { text: `${headings[headings.indexOf(heading) + 1]} (${found.length})` }),
        make("ul", {}, ...found));
    }));
  }
}

/**
 * The full ids of a line, each with its sign: `scores_part.py` writes only the part after the last
 * hyphen if the rest is the same as in the id before.
 * @param {string} text
 * @returns {[string, string][]}
 */
function wholeIds(text) {
  let before = "";
  return text.split(", ").map((entry) => {
    const [, short, sign] = /^(.*?)([+−]*)$/.exec(entry) ?? ["", entry, ""];
    before = /^\d/.test(short) ? before.replace(/[^-]*$/, short) : short;
    return [before, sign];
  });
}

/**
 * A copy of a claim with its source in front and its sign behind.
 * @param {Element} item
 * @param {string} sign
 * @returns {Node}
 */
function copyOf(item, sign) {
  const copy = /** @type {Element} */ (item.cloneNode(true));
  const source = item.parentElement?.dataset.source;
  copy.lastElementChild?.prepend(`${source} · `);
  if (sign) copy.lastElementChild?.append(` · ${SIGNS[sign]}`);
  return copy;
}

/**
 * Follows a link within the page without changing the page's address.
 * @param {MouseEvent} event
 */
export function followLink(event) {
  const { target } = event;
  const link = target instanceof Element ? target.closest("a[href^='#']") : null;
  const goal = link && document.getElementById((link.getAttribute("href") ?? "").slice(1));
  if (!goal) return;
  event.preventDefault();
  reveal(goal);
}

/**
 * Opens everything around an element, scrolls to it and focuses it.
 * @param {HTMLElement} goal
 */
export function reveal(goal) {
  for (let node = goal.parentElement; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  goal.tabIndex = -1;
  goal.scrollIntoView({ block: "start" });
  goal.focus({ preventScroll: true });
}

/**
 * Writes scores that have been moved beside those in the table of scores.
 * @param {Element} section
 * @param {Problem} problem
 */
export function markMovedValues(section, problem) {
  for (const old of section.querySelectorAll(".now")) old.remove();
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const rows = section.querySelectorAll(".values tbody tr");
  for (const row of rows) {
    const i = problem.options.findIndex(({ id }) => id === row.dataset.row);
    [...row.cells].slice(1).forEach((cell, j) => {
      const text = problem.printed[i][j];
      const isSame = cell.firstChild?.textContent === text;
      if (!isSame) cell.append(make("span", { class: "now", text: ` now ${text}` }));
    });
  }
}
