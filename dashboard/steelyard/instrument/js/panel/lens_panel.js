// The list that chooses whose weights are used.

import { make } from "./elements.js";

/** @import { Instrument } from "./instrument.js" */

/** A list of the file's own weights and all lenses, and the reason of the chosen one. */
export class LensPanel {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    const { texts, fileSwings, lenses } = instrument.data;
    const own = { id: null, name: texts.fileLens, reason: "", swings: fileSwings };
    this.lenses = [own, ...lenses];
    this.moved = make("option", { disabled: "" });
    this.list = make("select", { class: "lens-list" },
      this.moved,
      ...this.lenses.map(({ name }) => make("option", { text: name })));
    this.list.onchange = () => this.choose();
    this.note = make("p", { class: "lens-note" });
    const label = make("label", { class: "lens" }, make("span", { text: texts.lenses }), this.list);
    this.element = make("div", {}, label, this.note);
    this.element.hidden = !lenses.length;
  }

  /** Puts the weights of the entry just chosen in force. */
  choose() {
    const chosen = this.lenses[this.list.selectedIndex - 1];
    if (chosen) this.instrument.commit({ lens: chosen.id, swings: [...chosen.swings] });
  }

  /**
   * The place of the chosen entry in the list of lenses; -1 where it is none of them.
   * @returns {number}
   */
  chosen() {
    const { lens } = this.instrument.state;
    return this.lenses.findIndex(({ id }) => id === (lens ?? null));
  }

  /**
   * Whether weights have been moved since they were those of the chosen entry.
   * @returns {boolean}
   */
  isMoved() {
    const { swings } = this.lenses[Math.max(this.chosen(), 0)];
    return this.instrument.state.swings.some((swing, i) => Math.abs(swing - swings[i]) >= 1e-9);
  }

  /** Shows whose weights are in force, and whether they have been moved since. */
  paint() {
    const { data } = this.instrument;
    const index = this.chosen();
    if (index < 0) return;
    const { name, reason } = this.lenses[index];
    const isMoved = this.isMoved();
    this.moved.hidden = !isMoved;
    this.moved.textContent = data.texts.moved.replace("{lens}", name);
    this.list.selectedIndex = isMoved ? 0 : index + 1;
    this.note.textContent = reason;
    this.note.hidden = !reason;
  }
}
