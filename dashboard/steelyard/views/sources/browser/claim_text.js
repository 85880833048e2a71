// The left side of the claim desk: coverage, paragraphs with their passages, the list.

import { element } from "../../elements.js";

/** @import { Claim, ClaimData } from "./types.js" */

const KEYS_OF_DESK = [
  ["j k", "next, previous paragraph"], ["← →", "sentence"], ["Shift ← →", "end by a word"],
  ["Shift ↑ ↓", "start by a word"], ["n", "new claim"], ["x", "no claim here"], ["e", "edit"],
  ["1 2 3", "voice"], ["g", "grid: arrows move, + for, − against, 0 clear"],
  ["Ctrl Enter", "save"], ["Esc", "back to the text"], ["Ctrl Z", "undo"],
];

/** Without a keyboard, no keys are mentioned. */
const TOUCHED = matchMedia("(max-width: 760px), (hover: none) and (pointer: coarse)");

/**
 * The hint for beginning a claim: from a passage if the text is here, with keys if any.
 * @param {ClaimData} data
 * @returns {string}
 */
export function beginWords({ gone, words }) {
  if (gone) return words.begin_whole;
  return TOUCHED.matches ? words.begin_by_hand : words.begin;
}

/**
 * The line of keys below a desk.
 * @param {string[][]} [keys]
 * @returns {HTMLElement}
 */
export function keyLine(keys = KEYS_OF_DESK) {
  return element("p", { className: "keys" }, ...keys.map(([key, does]) => element("span", {},
    ...key.split(" ").map((one) => element("kbd", { textContent: one })),
    document.createTextNode(does))));
}

/**
 * Shows how many claims each paragraph has.
 * @param {HTMLElement} bar
 * @param {ClaimData} data
 * @param {Claim[][]} own the claims of each paragraph
 */
export function coverageBar(bar, data, own) {
  bar.classList.toggle("many", data.paragraphs.length > 16);
  bar.replaceChildren(...data.paragraphs.map(([text, seen], at) => {
    const count = own[at].length;
    const words = count ? String(count) : seen ? "seen" : "none";
    const place = element("span", { className: count ? "has" : seen ? "seen" : "none" },
      element("b", { textContent: words }), element("i", { textContent: `¶ ${at + 1}` }));
    place.dataset.n = String(at + 1);
    place.style.flexGrow = String(Math.max(text?.length ?? 200, 60));
    return place;
  }));
}

/**
 * A paragraph with its number and the passages of its claims.
 * @param {{
 *   number: number, text: string | null, seen: string, isHere: boolean,
 *   passage: [number, number] | null, claims: Claim[], edit: (claim: Claim) => void,
 * }} row
 * @returns {HTMLElement}
 */
export function paragraphRow({ number, text, seen, isHere, passage, claims, edit }) {
  const words = element("p", { className: "words", dir: "auto" });
  if (text === null) words.append(element("span", { className: "note", textContent: "The paragraph is not here." }));
  else words.append(...pieces(text, passage, claims, edit));
  words.append(...claims.filter((one) => !one.passage || text === null).map((one) => reference(one, edit)));
  const has = claims.length === 1 ? "1 claim" : claims.length ? `${claims.length} claims` : seen ? "seen" : "no claim";
  const made = element("div", { className: isHere ? "paragraph here" : "paragraph" },
    element("div", { className: "number" }, element("b", { textContent: String(number) }),
      element("span", { textContent: has })), words);
  made.dataset.n = String(number);
  return made;
}

/**
 * The text cut where a passage begins or ends; a claim's number is placed where its passage ends.
 * @param {string} text
 * @param {[number, number] | null} selected
 * @param {Claim[]} claims
 * @param {(claim: Claim) => void} edit
 * @returns {Node[]}
 */
function pieces(text, selected, claims, edit) {
  const spans = claims.flatMap((one) => one.passage ? [one.passage] : []);
  const cuts = [0, text.length, ...spans.flat(), ...(selected ?? [])].filter((at) => at <= text.length);
  const sorted = [...new Set(cuts)].sort((one, other) => one - other);
  return sorted.slice(0, -1).flatMap((from, at) => {
    const to = sorted[at + 1];
    const isIn = (/** @type {[number, number]} */ [start, end]) => start <= from && to <= end;
    const className = `${spans.some(isIn) ? "claimed" : ""} ${selected && isIn(selected) ? "selected" : ""}`;
    const piece = element("span", { className, textContent: text.slice(from, to) });
    piece.dataset.from = String(from);
    const ending = claims.filter((one) => one.passage?.[1] === to);
    return [piece, ...ending.map((one) => reference(one, edit))];
  });
}

/**
 * @param {Claim} claim
 * @param {(claim: Claim) => void} edit
 * @returns {HTMLElement} the small number that opens a claim
 */
function reference(claim, edit) {
  const number = claim.id.match(/(\d+)$/)?.[1].replace(/^0+/, "") ?? claim.id;
  const button = element("button", { type: "button", className: "reference", tabIndex: -1, textContent: number });
  button.setAttribute("aria-label", `Claim ${claim.id}`);
  button.title = `${claim.id} ${claim.says}`;
  button.addEventListener("click", () => edit(claim));
  return button;
}

/**
 * A claim in a list, with the button that opens it.
 * @param {Claim} claim
 * @param {string} facts
 * @param {(claim: Claim) => void} edit
 * @returns {HTMLElement}
 */
export function claimRow(claim, facts, edit) {
  const button = element("button", { type: "button", textContent: "Edit" });
  button.setAttribute("aria-label", `Edit ${claim.id}`);
  button.addEventListener("click", () => edit(claim));
  return element("li", { className: claim.withdrawn ? "withdrawn" : "" }, element("span", {},
    element("b", { textContent: claim.id }), document.createTextNode(` ${claim.says} `),
    element("small", { textContent: facts })), button);
}

/**
 * Claims of a text, in the order of the register.
 * @param {Claim[]} claims
 * @param {(claim: Claim) => void} edit
 * @returns {HTMLElement}
 */
export function claimList(claims, edit) {
  return element("ul", { className: "list" }, ...claims.map((claim) => {
    const facts = [`¶ ${claim.paragraph}`, claim.facts, claim.withdrawn && `withdrawn: ${claim.withdrawn}`];
    return claimRow(claim, facts.filter(Boolean).join(", "), edit);
  }));
}

/**
 * The claims of one paragraph, below a note about it.
 * @param {number} number
 * @param {Claim[]} own
 * @param {string} told
 * @param {(claim: Claim) => void} edit
 * @returns {HTMLElement[]}
 */
export function paragraphClaims(number, own, told, edit) {
  const title = `Paragraph ${number}: ${own.length || "no"} ${own.length === 1 ? "claim" : "claims"}`;
  return [element("h2", { textContent: title }), element("p", { className: "note", textContent: told }),
    element("ul", {}, ...own.map((claim) => claimRow(claim, "", edit)))];
}
