// The function that Streamlit calls: once per mount, and for each change of data or theme.

import { ChangesList } from "../beside/changes_list.js";
import { frameMenu } from "../beside/frame_menu.js";
import { RankingStrip } from "../beside/ranking_strip.js";
import { reasonParts } from "../beside/reason.js";
import { focusedBeside } from "./elements.js";
import { Instrument } from "./instrument.js";

/** @import { Component } from "../streamlit.js" */
/** @import { InstrumentData, Surroundings } from "../types.js" */

/** @type {WeakMap<Node, Instrument>} */
const instruments = new WeakMap();

/**
 * Shows the instrument, or hands new data to the one that is there.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} a function that removes it
 */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  /** @type {InstrumentData} */
  const read = JSON.parse(new TextDecoder().decode(data));
  const { options, criteria } = read.problem;
  const open = (/** @type {string} */ kind, /** @type {Record<string, string>} */ target) => {
    focusAfterDialog(parentElement);
    setTriggerValue(kind, target);
  };
  /** @type {Surroundings} */
  const around = {
    send: (state) => setStateValue("state", state),
    basisOf: (i, j) => () => open("cell", { option: options[i].id, criterion: criteria[j].id }),
    openOption: (i) => open("option", { option: options[i].id }),
    write: () => setTriggerValue("write", true),
    openView: (view) => setTriggerValue("view", view),
    beside: (built) => ({
      strip: built.data.strip ? [new RankingStrip(built, built.data.strip)] : [],
      list: [new ChangesList(built)],
      menu: frameMenu(built),
    }),
    reasonParts,
  };
  const instrument = instruments.get(parentElement);
  if (instrument) {
    instrument.around = around;
    instrument.update(read);
  } else {
    const root = /** @type {Element} */ (parentElement.querySelector("[data-instrument]"));
    instruments.set(parentElement, new Instrument(root, read, around));
  }
  // Also called if newer data arrived while this module was loading: then nothing is removed.
  return () => {
    if (!parentElement.isConnected) instruments.delete(parentElement);
  };
}

/**
 * Restores the focus once the dialog that opens next is closed again. Streamlit does so itself
 * only for elements outside a shadow tree.
 * @param {Node} parent
 */
function focusAfterDialog(parent) {
  const inner = parent instanceof Element ? parent.querySelector("[data-instrument] *") : null;
  const focused = focusedBeside(inner ?? /** @type {Element} */ (parent.firstChild));
  if (!(focused instanceof HTMLElement)) return;
  let wasOpen = false;
  const watch = new MutationObserver(() => {
    const isOpen = document.querySelector("[role=dialog]") !== null;
    if (wasOpen && !isOpen) {
      watch.disconnect();
      setTimeout(() => {
        if (document.activeElement === document.body) focused.focus({ preventScroll: true });
      });
    }
    wasOpen = isOpen;
  });
  watch.observe(document.body, { childList: true });
}
