// Tells the server that a sheet has been closed in the browser. Streamlit's own word of that is
// lost while the page is being drawn.

/** @import { Component } from "../../instrument/js/streamlit.js" */

const PAUSE = 400; // Milliseconds a sheet is gone for good; a page that is drawn anew takes less.

/** @type {{ isOpen: boolean, wasSeen: boolean, tell: () => void, timer: number }} */
const sheetWatch = { isOpen: false, wasSeen: false, tell: () => {}, timer: 0 };

/** Looks whether a sheet that the server holds open has gone from the page. */
function lookForSheet() {
  if (document.querySelector("[role=dialog]") !== null) {
    sheetWatch.wasSeen = true;
    clearTimeout(sheetWatch.timer);
    sheetWatch.timer = 0;
  } else if (sheetWatch.isOpen && sheetWatch.wasSeen && !sheetWatch.timer) {
    sheetWatch.timer = setTimeout(tellThatItIsGone, PAUSE);
  }
}

/** Tells the server, again and again until it holds the sheet open no longer. */
function tellThatItIsGone() {
  sheetWatch.timer = 0;
  if (!sheetWatch.isOpen || document.querySelector("[role=dialog]") !== null) return;
  sheetWatch.tell();
  sheetWatch.timer = setTimeout(tellThatItIsGone, PAUSE);
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
