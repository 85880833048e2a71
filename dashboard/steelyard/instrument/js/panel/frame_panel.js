// What depends on the choice of criteria, and the verdicts in other frames; the name of another
// frame opens it. Always about the file's own weights, even while something is moved.

import { make } from "./elements.js";

/** @import { Instrument } from "./instrument.js" */

/** The lines about the frame in view and the others. */
export class FramePanel {
  /** @param {Instrument} instrument */
  constructor(instrument) {
    this.instrument = instrument;
    const { decided, moved, others, about, note } = instrument.data.frames;
    this.moved = make("li", { class: "moved", text: moved });
    const lines = others.map((other) => this.buildLine(other));
    const said = make("div");
    if (decided || lines.length) {
      said.append(make("ul", {},
        ...(decided ? [make("li", { text: decided })] : []), ...lines, this.moved,
      ));
    }
    /** Shown below the ranking. */
    this.about = make("details", { class: "about" },
      make("summary", { text: about }), make("p", { text: note }));
    this.about.hidden = !note;
    this.element = make("section", { class: "frames", "aria-label": "Which criteria count" },
      said);
    this.element.hidden = !said.childElementCount;
  }

  /**
   * The sentence about one other frame; its first words open that frame where a page can.
   * @param {{ frame: string, criteria: string, says: string }} other
   * @returns {HTMLLIElement}
   */
  buildLine({ frame, criteria, says }) {
    const open = this.instrument.around.openView;
    const words = open
      ? make("button", {
        class: "link", type: "button", text: criteria, onclick: () => open({ frame }),
      })
      : criteria;
    return make("li", {}, words, says);
  }

  /** Shows whether the lines are about other weights and scores than those in view. */
  paint() {
    const { state, data } = this.instrument;
    const isMoved = state.swings.some((swing, i) => swing !== data.fileSwings[i]) ||
      this.instrument.reading !== data.seen.reading;
    this.moved.hidden = !isMoved && state.disputes.length === 0;
  }
}
