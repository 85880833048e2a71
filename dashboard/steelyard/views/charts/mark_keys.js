// Makes the marks of a chart that can be clicked reachable with the keyboard, and lets Enter
// click them. Vega draws such marks, names them for screen readers, and gives them no focus.

/** @import { Component } from "../../instrument/js/streamlit.js" */

/**
 * `layer`: the class that Vega gives the layer of the marks. `basis`: what a click leads to.
 * @typedef {{ layer: string, basis: string }} Told
 */

/** @type {WeakSet<Element>} The charts that already have listeners. */
const heard = new WeakSet();

/**
 * Makes every mark of a layer a button that the Tab key reaches.
 * @param {Element} chart
 * @param {Told} told
 */
function dress(chart, { layer, basis }) {
  for (const mark of chart.querySelectorAll(`svg .${layer} > [aria-label]`)) {
    if (mark.getAttribute("role") === "button") continue;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-description", basis);
    mark.setAttribute("tabindex", "0");
  }
}

/**
 * Clicks the middle of a mark, as a pointer would.
 * @param {Event} event
 */
function click(event) {
  const { target } = event;
  if (!(event instanceof KeyboardEvent) || (event.key !== "Enter" && event.key !== " ")) return;
  if (!(target instanceof SVGElement) || target.getAttribute("tabindex") !== "0") return;
  event.preventDefault();
  const { left, top, width, height } = target.getBoundingClientRect();
  const place = { clientX: left + width / 2, clientY: top + height / 2 };
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, view: window, ...place }));
}

/**
 * Adds keyboard access to the chart in the same container, also after it is redrawn.
 * @param {Component<Told>} component
 */
export default function ({ data, parentElement }) {
  if (!(parentElement instanceof Element)) return;
  const chart = parentElement.closest("[class*='st-key-chart_'], [class*='st-key-moving_']");
  if (!chart || heard.has(chart)) return;
  heard.add(chart);
  dress(chart, data);
  chart.addEventListener("keydown", click);
  const watch = { subtree: true, childList: true, attributes: true, attributeFilter: ["role"] };
  new MutationObserver(() => dress(chart, data)).observe(chart, watch);
}
