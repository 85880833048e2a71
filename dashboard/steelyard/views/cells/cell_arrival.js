// Scrolls to the panel of a single score when it has been called for, and gives it the keyboard.

/** @import { Component } from "../../instrument/js/streamlit.js" */

/** Frames in which the panel is kept in view: what is drawn above it pushes it down. */
const FRAMES = 20;

/** @type {number | null} How often a score had been called for when the page was last drawn. */
let callsBefore = null;

/**
 * Brings the panel into view where the number of calls has grown since the last time.
 * @param {Component<{ calls: number, name: string }>} component
 */
export default function ({ data }) {
  const isCalled = callsBefore !== null && data.calls > callsBefore;
  callsBefore = data.calls;
  /** @type {HTMLElement | null} */
  const panel = document.querySelector(".st-key-cell");
  const choosers = document.querySelector(".st-key-cell_choosers");
  if (!isCalled || !panel || !choosers) return;
  let frames = FRAMES;
  const bring = () => {
    const { top } = choosers.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.5) choosers.scrollIntoView({ block: "start" });
    if (frames--) requestAnimationFrame(bring);
  };
  bring();
  panel.tabIndex = -1;
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", data.name);
  panel.focus({ preventScroll: true });
}
