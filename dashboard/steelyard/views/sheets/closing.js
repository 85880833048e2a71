// Tells the server that a sheet has been closed in the browser. Streamlit's own word of that is
// lost while the page is being drawn, and a sheet drawn in that moment opens again.

/** @import { Component } from "../../instrument/js/streamlit.js" */

const PAUSE = 400; // Milliseconds a sheet is gone for good; a page that is drawn anew takes less.

/** What is known of the sheet. `isClosing` from a key or a click that closes it until the server
 * holds it open no longer and it is gone, whatever is drawn in between.
 * @type {{ isOpen: boolean, wasSeen: boolean, isClosing: boolean, tell: () => void,
 *   timer: number }} */
const sheetWatch = { isOpen: false, wasSeen: false, isClosing: false, tell: () => {}, timer: 0 };

/** @returns {boolean} whether a sheet stands on the page */
const isShown = () => document.querySelector("[role=dialog]") !== null;

/** Looks whether a sheet that the server holds open has gone from the page. */
function lookForSheet() {
  if (sheetWatch.isClosing) return;
  if (isShown()) {
    sheetWatch.wasSeen = true;
    clearTimeout(sheetWatch.timer);
    sheetWatch.timer = 0;
  } else if (sheetWatch.isOpen && sheetWatch.wasSeen && !sheetWatch.timer) {
    sheetWatch.timer = setTimeout(tellThatItIsGone, PAUSE);
  }
}

/**
 * Tells the server, again and again until it holds the sheet open no longer. A sheet that was
 * being drawn when it was closed may stand even then: told once more, the server draws the page.
 */
function tellThatItIsGone() {
  sheetWatch.timer = 0;
  if (sheetWatch.isOpen ? isShown() && !sheetWatch.isClosing : !isShown()) {
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
  if (!sheetWatch.isOpen || sheetWatch.isClosing || !sheetWatch.wasSeen) return;
  if (event instanceof KeyboardEvent ? event.key !== "Escape" : !closes(event.target)) return;
  sheetWatch.isClosing = true;
  clearTimeout(sheetWatch.timer);
  // After the page has had the event: it takes the sheet away at once.
  sheetWatch.timer = setTimeout(tellThatItIsGone);
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
 * Takes whether the server holds a sheet open.
 * @param {Component<{ open: boolean }>} component
 * @returns {() => void} what ends the watch
 */
export default function ({ data, setTriggerValue }) {
  sheetWatch.tell = () => setTriggerValue("closed", true);
  if (data.open !== sheetWatch.isOpen) {
    sheetWatch.wasSeen = false;
    clearTimeout(sheetWatch.timer);
    sheetWatch.timer =
      sheetWatch.isClosing && !data.open ? setTimeout(tellThatItIsGone, PAUSE) : 0;
    sheetWatch.isClosing = sheetWatch.timer !== 0;
  }
  sheetWatch.isOpen = data.open;
  const watch = new MutationObserver(lookForSheet);
  watch.observe(document.body, { childList: true });
  window.addEventListener("keydown", noteClosing, true);
  window.addEventListener("click", noteClosing, true);
  lookForSheet();
  return () => {
    watch.disconnect();
    window.removeEventListener("keydown", noteClosing, true);
    window.removeEventListener("click", noteClosing, true);
  };
}
