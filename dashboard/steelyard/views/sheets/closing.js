// Tells the server that a sheet has been closed in the browser. Streamlit's own message is lost
// while the page is being drawn, and a sheet drawn at that moment opens again.

import { onceGone } from "../elements.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

const PAUSE = 400; // Milliseconds until the message is repeated.

/** The state of the sheet. `isClosing`: from a key or click that closes it until the server no
 * longer holds it open and it is gone, whatever is drawn in between.
 * @type {{ isOpen: boolean, isClosing: boolean, tell: () => void, timer: number }} */
const sheetWatch = { isOpen: false, isClosing: false, tell: () => {}, timer: 0 };

/** @returns {boolean} whether a sheet is on the page */
const isShown = () => document.querySelector("[role=dialog]") !== null;

/**
 * Tells the server repeatedly until it no longer holds the sheet open. A sheet that was being drawn
 * when it was closed may still be shown then; after one more message the server draws the page.
 */
function tellThatItIsGone() {
  if (!sheetWatch.isOpen && !isShown()) {
    sheetWatch.isClosing = false;
    return;
  }
  sheetWatch.tell();
  sheetWatch.timer = setTimeout(tellThatItIsGone, PAUSE);
}

/**
 * Takes note of a key or a click that closes the sheet.
 * @param {KeyboardEvent | MouseEvent} event
 */
function noteClosing(event) {
  if (!sheetWatch.isOpen || sheetWatch.isClosing) return;
  if (event instanceof KeyboardEvent ? !isEscape(event) : !closes(event.target)) return;
  sheetWatch.isClosing = true;
  // After the page has handled the event, which removes the sheet at once.
  sheetWatch.timer = setTimeout(tellThatItIsGone);
}

/**
 * @param {KeyboardEvent} event
 * @returns {boolean} whether the key closes the sheet; the definition of a word is closed first
 */
function isEscape({ key }) {
  return key === "Escape" && !document.querySelector(".sy-definition:popover-open");
}

/**
 * @param {EventTarget | null} target
 * @returns {boolean} whether a click there closes the sheet
 */
function closes(target) {
  if (!(target instanceof Element) || !isShown()) return false;
  return target.closest("[role=dialog]") === null || target.closest("[aria-label=Close]") !== null;
}

/**
 * Takes over from the server whether it holds a sheet open.
 * @param {Component<{ open: boolean }>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  sheetWatch.tell = () => setTriggerValue("closed", true);
  if (data.open !== sheetWatch.isOpen) {
    clearTimeout(sheetWatch.timer);
    sheetWatch.isClosing = sheetWatch.isClosing && !data.open;
    if (sheetWatch.isClosing) sheetWatch.timer = setTimeout(tellThatItIsGone, PAUSE);
  }
  sheetWatch.isOpen = data.open;
  window.addEventListener("keydown", noteClosing, true);
  window.addEventListener("click", noteClosing, true);
  return onceGone(parentElement, () => {
    window.removeEventListener("keydown", noteClosing, true);
    window.removeEventListener("click", noteClosing, true);
  });
}
