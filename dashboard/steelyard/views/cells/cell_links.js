// A list or a table of sentences, in which some words lead to a score. All text is set as text.

import { make } from "../../instrument/js/panel/elements.js";
import { isNew } from "../elements.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

/**
 * A part of a sentence; `link` is the number of the score it leads to, if any.
 * @typedef {{ text: string, link?: number }} Piece
 *
 * Either lines, or a table with its name for screen readers.
 * @typedef {{ lines?: Piece[][], heads: string[], rows: Piece[][][], name: string }} Links
 *
 * The current handler of a chosen link.
 * @typedef {{ choose: (link: number) => void }} Mounted
 */

/** @type {WeakMap<Element, Mounted>} */
const mounted = new WeakMap();

/**
 * Returns the node of one part of a sentence. A link is not a real button, because a button would
 * not wrap over two lines as words do.
 * @param {Piece} piece
 * @param {Mounted} kept
 * @returns {Node}
 */
function pieceOf({ text, link }, kept) {
  if (link === undefined) return document.createTextNode(text);
  const made = make("span", { role: "button", text });
  made.tabIndex = 0;
  made.addEventListener("click", () => kept.choose(link));
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    kept.choose(link);
  });
  return made;
}

/**
 * @param {Piece[][]} lines
 * @param {Mounted} kept
 * @returns {Node} the lines as a list
 */
function listOf(lines, kept) {
  const items = lines.map((line) =>
    make("li", {}, ...line.map((piece) => pieceOf(piece, kept))));
  return make("ul", {}, ...items);
}

/**
 * @param {Links} data
 * @param {Mounted} kept
 * @returns {Node} the rows as a table
 */
function tableOf({ heads, rows, name }, kept) {
  const head = heads.map((text) => make("th", { role: "columnheader", text }));
  const body = rows.map((row) => make("tr", { role: "row" }, ...row.map((line, column) => {
    const cell = make(column ? "td" : "th", { role: column ? "cell" : "rowheader" },
      ...line.map((piece) => pieceOf(piece, kept)));
    cell.dataset.head = heads[column];
    return cell;
  })));
  return make("table", { role: "table", "aria-label": name },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)),
    make("tbody", { role: "rowgroup" }, ...body));
}

/**
 * Shows lines or a table. Unchanged content is not rebuilt, so that the focus stays on its link.
 * @param {Component<Links>} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-links]"));
  const kept = mounted.get(root) ?? { choose: () => {} };
  mounted.set(root, kept);
  kept.choose = (link) => setTriggerValue("link", link);
  if (!isNew(root, JSON.stringify(data))) return;
  root.replaceChildren(data.lines ? listOf(data.lines, kept) : tableOf(data, kept));
}
