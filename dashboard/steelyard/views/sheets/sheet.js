// What Streamlit calls to show a score or an option beside the page. All text is set as text.

import { isNew } from "../elements.js";
import { headOf } from "./sheet_head.js";
import { optionSections } from "./option_sections.js";
import { scoreSections } from "./score_sections.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */
/** @import { OptionData, ScoreData, Sending } from "./types.js" */

/**
 * Shows a sheet. While nothing has changed, nothing is rebuilt; otherwise a button that had the
 * focus gets it back, if it is marked for that.
 * @param {Component<Uint8Array>} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const text = new TextDecoder().decode(data);
  const root = /** @type {HTMLElement} */ (parentElement.querySelector("[data-beside]"));
  const isFirst = !root.firstElementChild;
  if (!isNew(root, text)) return;
  /** @type {ScoreData | OptionData} */
  const sheet = JSON.parse(text);
  // Each message names its score or option: the sheet may be closed by the time it arrives.
  const score = sheet.kind === "score" ? `${sheet.option}.${sheet.criterion}` : "";
  /** @type {Sending} */
  const send = {
    open: (target) => setTriggerValue("open", target),
    dispute: (value, reason, name) => setTriggerValue("dispute", { score, value, reason, name }),
    save: (value, reason, name) => setTriggerValue("save", { score, value, reason, name }),
    rival: () => setTriggerValue("rival", sheet.option),
    write: () => setTriggerValue("write", true),
  };
  const focused = document.activeElement;
  const kept = focused instanceof HTMLElement ? focused.dataset.keeps : undefined;
  const sections =
    sheet.kind === "score" ? scoreSections(sheet, send) : optionSections(sheet, send);
  root.replaceChildren(headOf(sheet, sections, send), ...sections.map(({ element }) => element));
  const again = kept ? root.querySelector(`[data-keeps="${kept}"]`) : null;
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  nameDialog(root, sheet.title, isFirst);
}

/**
 * Gives the window around a sheet its name, and lets the keyboard scroll it.
 * @param {HTMLElement} root
 * @param {string} title
 * @param {boolean} isFirst whether it has just been opened
 */
function nameDialog(root, title, isFirst) {
  /** @type {Element | null} */
  let node = root;
  while (node && node.getAttribute("role") !== "dialog") {
    if (isFirst && /auto|scroll/.test(getComputedStyle(node).overflowY)) {
      /** @type {HTMLElement} */ (node).tabIndex = 0;
    }
    node = node.parentElement;
  }
  if (!node) return;
  node.removeAttribute("aria-labelledby");
  node.setAttribute("aria-label", title);
}
