// Reports whether the screen is narrow, where the server has guessed otherwise.

/** @import { Component } from "../../instrument/js/streamlit.js" */

/** @type {WeakMap<Node, () => void>} What ends the watch that was begun before. */
const watches = new WeakMap();

/**
 * Watches the width and reports it where it differs from what the server holds to be true.
 * @param {Component<{ narrow: boolean, phone: string }>} component `phone` is the largest
 *   width of a phone, as style sheets write it
 * @returns {() => void} what ends the watch
 */
export default function ({ data, parentElement, setStateValue }) {
  watches.get(parentElement)?.();
  const query = matchMedia(`(max-width: ${data.phone})`);
  const report = () => {
    if (query.matches !== data.narrow) setStateValue("narrow", query.matches);
  };
  query.addEventListener("change", report);
  const stop = () => query.removeEventListener("change", report);
  watches.set(parentElement, stop);
  report();
  return stop;
}
