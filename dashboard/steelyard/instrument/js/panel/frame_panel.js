// What the choice of criteria decides, what the other frames say, and the buttons that open
// them. Fixed: it is said for the file's own weights, and says so once something is moved.

import { make } from "./elements.js";

/** @import { Instrument } from "./instrument.js" */

/** The lines about the frame in view and the others. */
export class FramePanel {
  /** @param {Instrument} instrument */
  constructor(instrument) {
    this.instrument = instrument;
    const { line, moved, buttons, about, note } = instrument.data.frames;
    const open = instrument.around.openFrame;
    this.moved = make("span", { class: "moved", text: ` ${moved}` });
    this.element = make("section", { class: "frames", "aria-label": "Which criteria count" });
    if (line) this.element.append(make("p", {}, line, this.moved));
    if (open) {
      this.element.append(...buttons.map(({ frame, text }) =>
        make("button", { class: "chip", type: "button", text, onclick: () => open(frame) }),
      ));
    }
    if (note) {
      this.element.append(make("details", {},
        make("summary", { text: about }), make("p", { text: note }),
      ));
    }
    this.element.hidden = !this.element.childElementCount;
  }

  /** Shows whether the line still is about what is seen. */
  paint() {
    const { state, data } = this.instrument;
    const isMoved = state.swings.some((swing, i) => swing !== data.fileSwings[i]);
    this.moved.hidden = !isMoved && state.disputes.length === 0;
  }
}
