// Reports whether the screen is narrow, if the server has guessed wrong, and prints pages of the
// dark theme in the colours of the light one.

import { toPaper } from "./paper.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { Paper } from "./paper.js" */

/** @type {WeakMap<Node, () => void>} The cleanup function of each watch. */
const watches = new WeakMap();

/**
 * Watches the width and reports it if it differs from the server's value.
 * @param {Component<{ narrow: boolean, phone: string, paper: Paper | null }>} component `phone`
 *   is the largest width of a phone, as style sheets write it; `paper` is null on a light screen
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setStateValue }) {
  watches.get(parentElement)?.();
  const query = matchMedia(`(max-width: ${data.phone})`);
  const report = () => {
    if (query.matches !== data.narrow) setStateValue("narrow", query.matches);
  };
  const { paper } = data;
  /** @type {(() => void) | undefined} */
  let takeBack;
  const endPrint = () => {
    takeBack?.();
    takeBack = undefined;
  };
  const print = () => {
    endPrint();
    takeBack = paper ? toPaper(paper) : undefined;
  };
  query.addEventListener("change", report);
  window.addEventListener("beforeprint", print);
  window.addEventListener("afterprint", endPrint);
  const stop = () => {
    endPrint();
    query.removeEventListener("change", report);
    window.removeEventListener("beforeprint", print);
    window.removeEventListener("afterprint", endPrint);
  };
  watches.set(parentElement, stop);
  report();
  return stop;
}
