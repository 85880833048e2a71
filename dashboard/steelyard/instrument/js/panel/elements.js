// Helpers that create elements. Text from files only ever becomes text or an attribute value.

/** @import { Instrument } from "./instrument.js" */

/** @typedef {Record<string, string | null | undefined | (() => void)>} Attributes */

const SVG = "http://www.w3.org/2000/svg";

const CLOSED_LOCK = "M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z";
const OPEN_LOCK = "M5 7V5a3 3 0 0 1 5.8-1l-1.4.5A1.5 1.5 0 0 0 6.5 5v2H12v7H4V7z";

/**
 * A new element. Among the attributes, `text` is its text, `style` its style, and names that
 * begin with “on” are event handlers; null and undefined ones are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = String(value ?? "");
    // As an attribute, a style would need a laxer policy than the live page has.
    else if (name === "style") node.style.cssText = String(value);
    else if (typeof value === "function") Object.assign(node, { [name]: value });
    else if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/**
 * Sets the text of an element unless it already has it: a browser recomputes the layout even for
 * an identical text.
 * @param {HTMLElement} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * The button that saves the changes to the file; null if there is no file.
 * @param {Instrument} instrument
 * @returns {HTMLButtonElement | null}
 */
export function writeButton(instrument) {
  const { write } = instrument.data;
  if (!write) return null;
  return make("button", {
    class: "chip", type: "button", text: write, onclick: () => instrument.around.write?.(),
  });
}

/**
 * A word that opens its definition, if there is one; else the plain word.
 * @param {"b" | "span"} tag of the word alone
 * @param {string} name its class
 * @param {string} text
 * @param {string} [meaning]
 * @returns {HTMLElement}
 */
export function term(tag, name, text, meaning) {
  if (!meaning) return make(tag, { class: name, text });
  return make("button", { class: `term ${name}`, type: "button", text, "data-define": meaning });
}

/**
 * The picture of a lock.
 * @param {boolean} isLocked
 * @returns {SVGElement}
 */
export function lockIcon(isLocked) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", isLocked ? CLOSED_LOCK : OPEN_LOCK);
  path.setAttribute("fill", "currentColor");
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/**
 * Whether an element has the focus.
 * @param {Element} node
 * @returns {boolean}
 */
export const hasFocus = (node) => focusedBeside(node) === node;

/**
 * The element that has the focus in the same page or shadow tree.
 * @param {Element} node
 * @returns {Element | null}
 */
export function focusedBeside(node) {
  const root = node.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}

/**
 * A number with at most that many decimals.
 * @param {number} number
 * @param {number} digits
 * @returns {number}
 */
export const round = (number, digits) => Number(number.toFixed(digits));
