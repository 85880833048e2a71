// The buttons that choose whose weights are used.

import { make } from "./elements.js";

/** @import { Instrument } from "./instrument.js" */
/** @import { Lens } from "../types.js" */

/** One button per lens, the file's own weights first, and the reason of the chosen one. */
export class LensPanel {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    const { texts, fileSwings, lenses } = instrument.data;
    const own = { id: null, name: texts.fileLens, reason: "", swings: fileSwings };
    this.buttons = [own, ...lenses].map((lens) => ({ lens, button: this.buildButton(lens) }));
    this.note = make("p", { class: "lens-note" });
    const group = make("div", { class: "lenses", role: "group", "aria-label": texts.lenses },
      ...this.buttons.map(({ button }) => button));
    this.element = lenses.length ? make("div", {}, group, this.note) : make("div");
  }

  /**
   * @param {Omit<Lens, "id"> & { id: string | null }} lens
   * @returns {HTMLButtonElement}
   */
  buildButton({ id, name, swings }) {
    return make("button", {
      class: "chip", type: "button", text: name,
      onclick: () => this.instrument.commit({ lens: id, swings: [...swings] }),
    });
  }

  /** Shows which lens is chosen, and whether its weights have been moved since. */
  paint() {
    const { state, data } = this.instrument;
    const chosenId = state.lens ?? null;
    for (const { lens, button } of this.buttons) {
      button.setAttribute("aria-pressed", String(chosenId === lens.id));
    }
    const chosen = this.buttons.find(({ lens }) => lens.id === chosenId);
    if (!chosen) return;
    const own = chosen.lens.swings;
    const isOwn = state.swings.every((swing, i) => Math.abs(swing - own[i]) < 1e-9);
    this.note.textContent = (isOwn ? "" : `${data.texts.moved} `) + chosen.lens.reason;
  }
}
