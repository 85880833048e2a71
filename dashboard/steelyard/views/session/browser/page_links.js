// Follows a link to another page again if its click was lost. Streamlit merges waiting requests
// into one for the page of the last: what this page sends just after the click (a text that was
// typed, the state of a component) takes the visitor back to it.

/** @import { Component } from "../../../instrument/js/streamlit.js" */

const WAIT = 1100; // Milliseconds within which the server starts another page.
const MOST = 5;

const going = { path: "", timer: 0, times: 0 };

/**
 * @param {Element} link
 * @returns {string} the path of the page that it leads to; the first page's address is empty
 */
function pathOf(link) {
  return new URL(link.getAttribute("href") || ".", document.baseURI).pathname.replace(/\/$/, "");
}

/** @returns {HTMLElement[]} the links to pages */
const pageLinks = () => [...document.querySelectorAll(".st-key-pages a")].filter(
  (link) => link instanceof HTMLElement,
);

/** Clicks the link again if the other page has not started. */
function followAgain() {
  if (location.pathname.replace(/\/$/, "") === going.path || going.times >= MOST) return;
  going.times++;
  going.timer = setTimeout(followAgain, WAIT);
  pageLinks().find((link) => pathOf(link) === going.path)?.click();
}

/**
 * Takes note of a click on a link; any other click ends the wait for its page.
 * @param {MouseEvent} event
 */
function noteClick(event) {
  // A click of this script.
  if (!event.isTrusted) return;
  clearTimeout(going.timer);
  const link = event.target instanceof Element ? event.target.closest(".st-key-pages a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  Object.assign(going, { path: pathOf(link), times: 0 });
  going.timer = setTimeout(followAgain, WAIT);
}

/** Ends the wait: the visitor goes through the history. */
const forget = () => clearTimeout(going.timer);

/**
 * Watches the links of the page. A page that has started ends the watch of the previous one;
 * the wait for it ends because the address is its own.
 * @param {Component<object>} _component
 * @returns {() => void} the cleanup function
 */
export default function (_component) {
  window.addEventListener("click", noteClick, true);
  window.addEventListener("popstate", forget);
  return () => {
    window.removeEventListener("click", noteClick, true);
    window.removeEventListener("popstate", forget);
  };
}
