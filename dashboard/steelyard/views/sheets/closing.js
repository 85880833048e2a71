// Tells the server that a sheet has been closed in the browser. Streamlit's own word of that is
// lost while the page is being drawn.

/** @import { Component } from "../../instrument/js/streamlit.js" */

const AGAIN = 400; // Milliseconds after which an unanswered word is said again.

/** @type {{ isOpen: boolean, wasSeen: boolean, tell: () => void, timer: number }} */
const sheetWatch = { isOpen: false, wasSeen: false, tell: () => {}, timer: 0 };

/** Looks whether a sheet that the server holds open has gone from the page. */
function lookForSheet() {
  clearTimeout(sheetWatch.timer);
  if (!sheetWatch.isOpen) return;
  const isSeen = document.querySelector("[role=dialog]") !== null;
  if (isSeen) sheetWatch.wasSeen = true;
  else if (sheetWatch.wasSeen) {
    sheetWatch.tell();
    sheetWatch.timer = setTimeout(lookForSheet, AGAIN);
  }
}

/**
 * Takes whether the server holds a sheet open.
 * @param {Component<{ open: boolean }>} component
 * @returns {() => void} what ends the watch
 */
export default function ({ data, setTriggerValue }) {
  sheetWatch.tell = () => setTriggerValue("closed", true);
  if (data.open !== sheetWatch.isOpen) sheetWatch.wasSeen = false;
  sheetWatch.isOpen = data.open;
  const watch = new MutationObserver(lookForSheet);
  watch.observe(document.body, { childList: true });
  lookForSheet();
  return () => watch.disconnect();
}
