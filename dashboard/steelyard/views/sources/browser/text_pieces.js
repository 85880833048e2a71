// The pieces of a text that is being divided, and the caret in them.

import { element } from "../../elements.js";
import { rangeIn } from "./passages.js";

/** @import { Row, Suggested } from "./types.js" */

/**
 * A piece with its number, its words, in which the caret can be placed, and its buttons.
 * @param {Row} row
 * @param {number} at
 * @param {boolean} isHere
 * @param {(kind: string) => void} act
 * @returns {HTMLElement}
 */
export function pieceRow(row, at, isHere, act) {
  const words = element("div", { className: "words", dir: "auto", contentEditable: "true", spellcheck: false,
    tabIndex: isHere ? 0 : -1 });
  words.setAttribute("role", "textbox");
  words.setAttribute("aria-multiline", "true");
  words.setAttribute("aria-readonly", "true");
  const [only] = row.parts;
  const mark = row.parts.length === 1 ? row.suggestions.find((one) => one.mark > 0)?.mark ?? 0 : 0;
  const from = Number(only.id.split(":")[1]);
  words.setAttribute("aria-label", row.number ? `Piece ${row.name}, paragraph ${row.number}`
    : `Piece ${row.name}, left out`);
  words.append(...row.parts.flatMap((part, index) => {
    const piece = element("span");
    piece.dataset.part = String(index);
    if (mark > from) {
      piece.append(part.text.slice(0, mark - from),
        element("i", { className: "mark" }), part.text.slice(mark - from));
    } else piece.append(part.text);
    return index ? [document.createTextNode(" "), piece] : [piece];
  }));
  words.addEventListener("beforeinput", (event) => {
    // The caret moves as in any text, but the words cannot be edited.
    event.preventDefault();
    if (event.inputType === "insertParagraph") act("split");
  });
  const made = element("div", { className: `piece ${row.number ? "" : "out"} ${isHere ? "here" : ""}` },
    element("div", { className: "number" }, element("b", { textContent: row.name }),
      element("span", { textContent: row.number ? `¶ ${row.number}` : "out" })),
    words, tools(row, act));
  made.dataset.at = String(at);
  if (row.suggestions.length) made.classList.add("doubtful");
  return made;
}

/**
 * @param {Row} row
 * @param {(kind: string) => void} act
 * @returns {HTMLElement} the buttons of a piece, for mouse and touch
 */
function tools(row, act) {
  const does = row.number
    ? [["split", "Split here"], ["join", "Join to the one above"], ["leave_out", "Leave out"]]
    : [["put_back", "Put back"]];
  return element("div", { className: "tools" }, ...does.map(([kind, textContent]) => {
    const button = element("button", { type: "button", textContent, tabIndex: -1 });
    // The caret stays where it is.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => act(kind));
    return button;
  }));
}

/**
 * A doubtful place: what is suggested, why, and both buttons.
 * @param {Suggested} found
 * @param {(kind: string) => void} act
 * @returns {HTMLElement}
 */
export function suggestionBox(found, act) {
  const buttons = [["take", found.does, "primary"], ["keep", found.keeps, ""]].map(([kind, textContent, className]) => {
    const button = element("button", { type: "button", textContent, className });
    button.setAttribute("aria-label", `${textContent}: ${found.asks}`);
    button.addEventListener("click", () => act(kind));
    return button;
  });
  return element("div", { className: "suggestion" }, element("span", {},
    element("b", { textContent: `${found.asks} ` }), document.createTextNode(found.why)), ...buttons);
}

/**
 * The position of the caret in a row: the part, and the offset within it.
 * @param {HTMLElement} words
 * @returns {{ part: number, at: number } | null}
 */
export function placeInRow(words) {
  const range = rangeIn(words);
  if (!range || !words.contains(range.startContainer)) return { part: 0, at: 0 };
  const node = range.startContainer;
  const own = node instanceof Element ? node : node.parentElement;
  const part = own?.closest("[data-part]");
  if (!(part instanceof HTMLElement)) return { part: 0, at: 0 };
  const before = document.createRange();
  before.setStart(part, 0);
  before.setEnd(node, range.startOffset);
  return { part: Number(part.dataset.part), at: before.toString().length };
}

/**
 * Puts the caret before the first letter.
 * @param {HTMLElement} words
 */
export function putCaret(words) {
  const first = words.querySelector("[data-part]")?.firstChild;
  if (first) document.getSelection()?.setBaseAndExtent(first, 0, first, 0);
}
