// Who leads in many views: a table that is a single tab stop; arrow keys move within it.

import { make } from "../../instrument/js/panel/elements.js";
import { isNew, moveFocus } from "../elements.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

const ONE_LINE = 26; // Most letters of a name that is kept on one line.

/**
 * @typedef {object} LeadCell
 * @property {{ label: string, colour: string }[]} leaders
 * @property {string} gap
 * @property {boolean} close
 * @property {boolean} other
 * @property {Record<string, string>} view
 */

/**
 * @typedef {object} LeadTable
 * @property {string} title
 * @property {string} corner
 * @property {string[]} heads
 * @property {{ name: string, cells: LeadCell[] }[]} rows
 */

/**
 * Shows a table; does nothing while the data is unchanged.
 * @param {Component<Uint8Array>} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const text = new TextDecoder().decode(data);
  const root = /** @type {Element} */ (parentElement.querySelector("[data-leads]"));
  if (!isNew(root, text)) return;
  /** @type {LeadTable} */
  const table = JSON.parse(text);
  const buttons = table.rows.map(({ name, cells }) =>
    cells.map((cell, j) => leadButton(cell, `${name}, ${table.heads[j]}`,
      () => setTriggerValue("view", cell.view))));
  buttons[0][0].tabIndex = 0;
  const head = make("tr", {}, make("th", { class: "corner", text: table.corner }),
    ...table.heads.map((name) => make("th", { scope: "col", text: name })));
  const body = table.rows.map(({ name }, i) =>
    make("tr", {}, make("th", { scope: "row", text: name }),
      ...buttons[i].map((button) => make("td", {}, button))));
  const element = make("table", {}, make("caption", { text: table.title }),
    make("thead", {}, head), make("tbody", {}, ...body));
  element.onkeydown = (event) => moveFocus(event, buttons);
  root.replaceChildren(element);
}

/**
 * @param {LeadCell} cell
 * @param {string} where
 * @param {() => void} onclick
 * @returns {HTMLButtonElement}
 */
function leadButton({ leaders, gap, close, other }, where, onclick) {
  const names = leaders.map(({ label }) => label);
  const told = names.slice(0, 2).map((text, i) =>
    i === 1 && names.length > 2 ? `+${names.length - 1}` : text);
  const step = 100 / leaders.length;
  const stripes = leaders.map(({ colour }, i) => `${colour} ${i * step}% ${(i + 1) * step}%`);
  const mark = make("span", { class: "mark" });
  mark.style.background = `linear-gradient(${stripes.join(",")})`;
  const lines = make("span", { class: told.length > 1 ? "names several" : "names" },
    ...told.map((text) => make("span", { text })));
  // Two names have a line each, unless that would make the column too wide.
  lines.classList.toggle("short", told.every((text) => text.length <= ONE_LINE));
  const button = make("button", { type: "button", tabindex: "-1", onclick,
    "aria-label": `${where}: ${names.join(", ")} ${gap}` },
  mark, lines, make("span", { class: close ? "gap close" : "gap", text: gap }));
  button.classList.toggle("other", other);
  return button;
}
