// Reports whether the screen is narrow, where the server has guessed otherwise, and has whatever
// is printed from a dark screen printed in the colours of the light one.

import { toPaper } from "./paper.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { Paper } from "./paper.js" */

/** @type {WeakMap<Node, () => void>} What ends the watch that was begun before. */
const watches = new WeakMap();

/**
 * Watches the width and reports it where it differs from what the server holds to be true.
 * @param {Component<{ narrow: boolean, phone: string, paper: Paper | null }>} component `phone`
 *   is the largest width of a phone, as style sheets write it; `paper` is null on a light screen
 * @returns {() => void} what ends the watch
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
