// The head of a sheet, which stays while the rest scrolls, and what all sections share.

import { make } from "../../instrument/js/panel/elements.js";

/** @import { OptionData, ScoreData, Sending } from "./types.js" */

const SHOWN_FOR = 1500; // Milliseconds.

/**
 * A part of a sheet with its entry in the head.
 * @typedef {{ name: string, element: HTMLElement }} Section
 */

/**
 * The title, the buttons to the previous and next sheet, and one button for each section.
 * @param {ScoreData | OptionData} sheet
 * @param {Section[]} sections
 * @param {Sending} send
 * @returns {HTMLElement}
 */
export function headOf(sheet, sections, send) {
  const { texts } = sheet;
  const step = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {string} */ keeps,
    /** @type {() => void} */ onclick) =>
    make("button", { type: "button", class: "step", text: sign, "aria-label": label, title: label,
      "data-keeps": keeps, onclick });
  const copy = make("button", { type: "button", class: "plain", text: texts.link });
  copy.onclick = () => copyAddress(copy, texts);
  const title = make("h2", {});
  if (sheet.kind === "option") title.append(swatch(sheet.colours[sheet.option]));
  title.append(sheet.title);
  const under = sheet.kind === "score" ? sheet.question : sheet.full;
  return make("header", {},
    make("div", { class: "title" }, title,
      make("div", { class: "steps" },
        step("‹", texts.previous, "before", () => send.open(sheet.before)),
        step("›", texts.next, "after", () => send.open(sheet.after)), copy)),
    ...(under ? [make("p", { class: "sub", text: under })] : []),
    make("nav", {}, ...sections.map(({ name, element }) =>
      make("button", { type: "button", class: "plain", text: name,
        onclick: () => element.scrollIntoView({ block: "start" }) }))));
}

/**
 * @param {HTMLButtonElement} button
 * @param {Record<string, string>} texts
 */
function copyAddress(button, texts) {
  navigator.clipboard?.writeText(location.href).then(() => {
    button.textContent = texts.copied;
    setTimeout(() => (button.textContent = texts.link), SHOWN_FOR);
  });
}

/**
 * @param {string} colour
 * @returns {HTMLElement}
 */
export function swatch(colour) {
  return make("span", { class: "swatch", style: `background:${colour}` });
}

/**
 * A text of a sheet, with the words of the glossary linked to their definitions.
 * @param {ScoreData | OptionData} sheet
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function told(sheet, text) {
  return (sheet.told[text] ?? [[text, ""]]).map(([part, term]) =>
    (term ? make("a", { href: `#term-${term}`, text: part }) : part));
}

/**
 * A section under its heading.
 * @param {string} name its label in the head
 * @param {string | (Node | string)[]} heading
 * @param {(Node | string)[]} children
 * @returns {Section}
 */
export function section(name, heading, ...children) {
  return { name, element: make("section", {}, make("h3", {}, ...[heading].flat()), ...children) };
}
