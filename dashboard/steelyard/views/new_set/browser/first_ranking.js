// The first ranking: a bar for each total from 0 to 100, and a line over the range it may take.

import { element } from "../../elements.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { RankedOption } from "./types.js" */

/**
 * A row of the ranking.
 * @param {RankedOption} option
 * @returns {HTMLElement}
 */
function rankedRow({ rank, name, shown, total, low, high, range }) {
  const fill = element("i", { className: "fill" });
  fill.style.width = `${total}%`;
  const line = element("i", { className: "line", hidden: high - low < 0.5 });
  line.style.left = `${low}%`;
  line.style.width = `${high - low}%`;
  const bar = element("div", { className: "bar" }, fill, line);
  bar.ariaHidden = "true";
  return element("tr", {},
    element("td", { textContent: rank }),
    element("th", { scope: "row", textContent: name }),
    element("td", { className: "bars" }, bar),
    element("td", { className: "number", textContent: shown }),
    element("td", { className: "number", textContent: range }));
}

/**
 * Shows the ranking.
 * @param {Component<RankedOption[]>} component
 */
export default function ({ data, parentElement }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-first-ranking]"));
  const heads = ["Rank", "Option", "", "Total", "Range"].map((textContent) =>
    element(textContent ? "th" : "td", { textContent }));
  root.replaceChildren(element("table", { lang: "en" },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...data.map(rankedRow))));
}
