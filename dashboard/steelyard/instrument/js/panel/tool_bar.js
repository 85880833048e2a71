// The buttons below the sliders: back, forward, back to the file, and copy.

import { hasFocus, make, writeButton } from "./elements.js";
import { lensYaml } from "./yaml_text.js";

/** @import { Instrument } from "./instrument.js" */

/** The buttons that act on all weights at once. */
export class ToolBar {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    const tool = (
      /** @type {string} */ text, /** @type {string} */ title, /** @type {() => void} */ onclick,
    ) => make("button", { class: "chip", type: "button", text, title, onclick });
    this.undo = tool("Undo", "Ctrl+Z", () => instrument.undo());
    this.redo = tool("Redo", "Ctrl+Shift+Z", () => instrument.redo());
    const reset = tool("Reset to file", "Weights and scores as in the file", () => this.reset());
    this.copy = tool("Copy as YAML", "These weights as a lens, for the file", () => {
      const text = lensYaml(instrument.base.criteria, instrument.state.swings);
      instrument.editor.copy(text, this.copy);
    });
    this.write = writeButton(instrument);
    const { texts, lenses } = instrument.data;
    // With lenses the list of them says so.
    this.moved = make("p", {
      class: "lens-note",
      text: lenses.length ? "" : `${texts.lenses} ${texts.moved.replace("{lens}", texts.fileLens)}`,
    });
    this.element = make("div", { class: "tools" }, this.undo, this.redo, reset, this.copy, this.moved);
    if (this.write) this.element.append(this.write);
  }

  /** Puts weights, scores and locks back to those of the file. */
  reset() {
    const { data, state } = this.instrument;
    this.instrument.commit({
      lens: null, swings: [...data.fileSwings], disputes: [], locks: state.locks.map(() => false),
      ...(data.readings ? { reading: "" } : {}),
    });
  }

  /**
   * Enables what the history allows, and offers to write moved weights into the file. A button
   * that is disabled while it has the keyboard passes it on to the other one: the browser would
   * lose it.
   */
  paint() {
    const isMoved = this.instrument.parts.lenses.isMoved();
    if (this.write) this.write.hidden = !isMoved;
    this.moved.hidden = !isMoved || !this.moved.textContent;
    const buttons = [this.undo, this.redo];
    const focused = buttons.find(hasFocus);
    this.undo.disabled = this.instrument.past.length === 0;
    this.redo.disabled = this.instrument.future.length === 0;
    if (focused?.disabled) buttons.find((button) => !button.disabled)?.focus();
  }
}
