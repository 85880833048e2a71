// The head of a sheet, which stays while the rest scrolls, and what all sections are made of.

import { make } from "../../instrument/js/panel/elements.js";

/** @import { ClaimGroup, ClaimLine, OptionData, ScoreData, Sending } from "./types.js" */

const SHOWN_FOR = 1500; // Milliseconds.

/**
 * A part of a sheet with its entry in the head.
 * @typedef {{ name: string, element: HTMLElement }} Section
 */

/**
 * The title, the ways to the sheets before and after, and one button for each section.
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
 * A text of a sheet, in which the words of the glossary lead to what they mean.
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
 * @param {string} name how the head calls it
 * @param {string | (Node | string)[]} heading
 * @param {(Node | string)[]} children
 * @returns {Section}
 */
export function section(name, heading, ...children) {
  return { name, element: make("section", {}, make("h3", {}, ...[heading].flat()), ...children) };
}

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
 * @param {string} heading
 * @param {ClaimLine[]} lines
 * @param {Record<string, string>} texts
 * @returns {HTMLElement}
 */
function claimSide(heading, lines, texts) {
  const list = lines.length ? claimList(lines) : make("p", { class: "sub", text: texts.nobody });
  return make("div", {}, make("h5", { text: heading }), list);
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
