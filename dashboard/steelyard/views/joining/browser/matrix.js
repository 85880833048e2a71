// Options and criteria as a table with a single tab stop: arrows move, Enter chooses, e goes to the
// fields of the chosen cell.

import { make } from "../../../instrument/js/panel/elements.js";
import { moveFocus, tellLengths } from "../../elements.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

/**
 * @typedef {object} MatrixCell
 * @property {string} id
 * @property {string} state
 * @property {string} score
 * @property {string} extent
 * @property {string} sides
 * @property {string} cites
 * @property {string} label
 * @property {boolean} chosen
 * @property {boolean} held
 */

/**
 * @typedef {object} MatrixData
 * @property {{ name: string, scale: string }[]} heads
 * @property {{ name: string, cells: MatrixCell[] }[]} rows
 * @property {{ state: string, words: string }[]} legend
 * @property {string} says
 * @property {string} fields selector of the fields of the chosen cell
 * @property {number} reach how often the server has requested focus on the first of them
 */

/** @type {WeakMap<Element, { text: string, reach: number }>} What a mounted matrix shows. */
const shownMatrices = new WeakMap();

const REACH_WITHIN = 8000; // Milliseconds within which even a slow machine draws a cell's fields.
const STEADY = 4; // Frames a field must hold the focus for it to count as stable.
const FIELD = "input:not([disabled]), textarea:not([disabled])";

/**
 * Shows a matrix; unchanged content is not redrawn.
 * @param {Component<MatrixData>} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector("[data-cells]"));
  const { reach, ...table } = data;
  const text = JSON.stringify(table);
  const before = shownMatrices.get(root);
  shownMatrices.set(root, { text, reach });
  if (before?.text !== text) {
    const had = /** @type {Document | ShadowRoot} */ (root.getRootNode()).activeElement;
    const focused = had instanceof HTMLElement && root.contains(had) ? had.dataset.cell : "";
    drawMatrix(root, data, setTriggerValue);
    const buttons = [...root.querySelectorAll("button")];
    buttons.find((button) => button.dataset.cell === focused)?.focus();
  }
  if (before && before.reach !== reach) {
    reachField(data.fields);
  }
}

/**
 * Focuses the first field of a cell once it is drawn, which happens later, and repeats until the
 * focus is stable, because a redrawn field loses it. Stops as soon as the visitor presses a key or
 * points.
 * @param {string} place
 */
function reachField(place) {
  let frames = 0;
  let isOver = false;
  const stop = () => {
    isOver = true;
  };
  for (const act of ["keydown", "pointerdown"]) {
    document.addEventListener(act, stop, { once: true, capture: true });
  }
  const deadline = Date.now() + REACH_WITHIN;
  const look = () => {
    const field = fieldAt(place);
    frames = field !== null && document.activeElement === field ? frames + 1 : 0;
    if (isOver || frames >= STEADY || Date.now() > deadline) return;
    field?.focus();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * @param {string} place
 * @returns {HTMLElement | null}
 */
function fieldAt(place) {
  return document.querySelector(place)?.querySelector(FIELD) ?? null;
}

/**
 * @param {string} place
 */
function focusField(place) {
  fieldAt(place)?.focus();
}

/**
 * @param {HTMLElement} root
 * @param {MatrixData} data
 * @param {(name: string, value: string) => void} send
 */
function drawMatrix(root, { heads, rows, legend, says, fields }, send) {
  const buttons = rows.map(({ cells }) => cells.map((cell) => cellButton(cell, send)));
  const chosen = buttons.flat().find((button) => button.ariaPressed === "true");
  const stop = chosen ?? buttons[0]?.[0];
  if (stop) stop.tabIndex = 0;
  const head = make("tr", {}, make("td", {}),
    ...heads.map(({ name, scale }) => make("th", { scope: "col" },
      make("span", { text: name }), make("small", { text: scale }))));
  const body = rows.map(({ name }, i) => make("tr", {},
    make("th", { scope: "row", text: name }),
    ...buttons[i].map((button) => make("td", {}, button))));
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  table.onkeydown = (event) => moveInMatrix(event, buttons, fields);
  table.style.setProperty("--columns", String(heads.length));
  tellLengths(table, rows.map(({ name }) => name));
  const frame = make("div", { class: "frame" }, table);
  const key = make("p", { class: "legend" }, make("span", { text: says }),
    ...legend.map(({ state, words }) =>
      make("span", {}, make("i", { class: stateClass(state) }), words)));
  root.replaceChildren(frame, key);
}

/**
 * @param {string} state
 * @returns {string}
 */
function stateClass(state) {
  return state.replaceAll(" ", "-");
}

/**
 * @param {MatrixCell} cell
 * @param {(name: string, value: string) => void} send
 * @returns {HTMLButtonElement}
 */
function cellButton({ id, state, score, extent, sides, cites, label, chosen, held }, send) {
  const button = make("button", { type: "button", tabindex: "-1", "aria-label": label,
    "aria-pressed": String(chosen), "data-cell": id, class: stateClass(state),
    onclick: () => send("cell", id) },
  make("span", { class: "score" }, make("b", { text: score }), make("small", { text: extent })));
  if (sides || cites) {
    button.append(make("span", { class: "claims" },
      make("span", { text: sides }), make("span", { text: cites })));
  }
  button.classList.toggle("held", held);
  return button;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[][]} buttons
 * @param {string} fields
 */
function moveInMatrix(event, buttons, fields) {
  if (event.key === "e" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    focusField(fields);
    return;
  }
  moveFocus(event, buttons);
}
