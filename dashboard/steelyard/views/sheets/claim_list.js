// Claims as entries of a list: what they say, where, by whom, and the paragraph behind a button.

import { make } from "../../instrument/js/panel/elements.js";

/** @import { ClaimGroup, ClaimLine } from "./types.js" */

/**
 * The claims of all groups, those for a good score beside those against.
 * @param {ClaimGroup[]} groups
 * @param {Record<string, string>} texts
 * @returns {HTMLElement[]}
 */
export function claimGroups(groups, texts) {
  return groups.map((group) => {
    const open = group.open_.length
      ? [make("h5", { text: `${texts.open} (${group.open_.length})` }), claimList(group.open_)] : [];
    const sides = make("div", { class: "sides" },
      claimSide(`${texts.for} (${group.for_.length})`, group.for_, texts),
      make("div", {}, ...claimSide(`${texts.against} (${group.against.length})`, group.against,
        texts).childNodes, ...open));
    return group.is_folded
      ? make("details", {}, make("summary", { text: group.heading }), sides)
      : make("div", {}, make("h4", { text: group.heading }), sides);
  });
}

/**
 * The claims on one side, under a heading; a sentence where there are none.
 * @param {string} heading
 * @param {ClaimLine[]} lines
 * @param {Record<string, string>} texts
 * @param {"h3" | "h5"} level of the heading, one below the parent heading
 * @returns {HTMLElement}
 */
export function claimSide(heading, lines, texts, level = "h5") {
  const list = lines.length ? claimList(lines) : make("p", { class: "sub", text: texts.nobody });
  return make("div", {}, make(level, { text: heading }), list);
}

/**
 * @param {ClaimLine[]} lines
 * @returns {HTMLElement}
 */
function claimList(lines) {
  return make("ul", {}, ...lines.map((line) => {
    const { before, passage, after, missing } = line.paragraph;
    const words = missing ? [missing]
      : ["“", before, ...(passage ? [make("mark", { text: passage })] : []), after, "”"];
    const paragraph = make("blockquote", { hidden: "" }, ...words);
    const button = make("button", { type: "button", class: "plain", text: line.button,
      "aria-expanded": "false" });
    button.onclick = () => {
      paragraph.hidden = !paragraph.hidden;
      button.setAttribute("aria-expanded", String(!paragraph.hidden));
    };
    const facts = line.facts ? ` · ${line.facts}` : "";
    const note = line.note ? [make("p", { class: "note", text: line.note })] : [];
    return make("li", {}, make("p", { text: line.says }),
      make("p", { class: "note" }, `${line.place}, `, button, facts), ...note, paragraph);
  }));
}
