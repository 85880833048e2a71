// The function that Streamlit calls: once per mount, and for each change of data or theme.

import { Instrument } from "./instrument.js";

/** @import { Component } from "../streamlit.js" */
/** @import { InstrumentData, Surroundings } from "../types.js" */

/** @type {WeakMap<Node, Instrument>} */
const instruments = new WeakMap();

/**
 * Shows the instrument, or hands new data to the one that is there.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} a function that ends it
 */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  /** @type {InstrumentData} */
  const read = JSON.parse(new TextDecoder().decode(data));
  const { options, criteria } = read.problem;
  /** @type {Surroundings} */
  const around = {
    send: (state) => setStateValue("state", state),
    basisOf: (i, j) => () =>
      setTriggerValue("cell", { option: options[i].id, criterion: criteria[j].id }),
    write: () => setTriggerValue("write", true),
    openFrame: (frame) => setTriggerValue("frame", { frame }),
  };
  const instrument = instruments.get(parentElement);
  if (instrument) {
    instrument.around = around;
    instrument.update(read);
  } else {
    const root = /** @type {Element} */ (parentElement.querySelector("[data-instrument]"));
    instruments.set(parentElement, new Instrument(root, read, around));
  }
  return () => void instruments.delete(parentElement);
}
