// What the choice of criteria decides and the verdicts in other frames; the words that name
// another frame open it. Always about the file's own weights, also while something is moved.

import { make } from "./elements.js";
import { Menu } from "./menu.js";

/** @import { Instrument } from "./instrument.js" */

/** The lines about the frame in view and the others. */
export class FramePanel {
  /** @param {Instrument} instrument */
  constructor(instrument) {
    this.instrument = instrument;
    const { decided, moved, others, about, note } = instrument.data.frames;
    this.moved = make("li", { class: "moved", text: moved });
    const menu = this.buildMenu();
    const lines = others.map((other) => this.buildLine(other));
    const said = make("div");
    if (decided || lines.length) {
      said.append(make("ul", {},
        ...(decided ? [make("li", { text: decided })] : []), ...lines, this.moved,
      ));
    }
    /** Stands below the ranking. */
    this.about = make("details", { class: "about" },
      make("summary", { text: about }), make("p", { text: note }));
    this.about.hidden = !note;
    this.element = make("section", { class: "frames", "aria-label": "Which criteria count" },
      ...menu, said);
    this.element.hidden = !menu.length && !said.childElementCount;
  }

  /** @returns {HTMLElement[]} the list of frames; nothing where only one can be shown */
  buildMenu() {
    const { around, data } = this.instrument;
    const [entries, open] = [data.menus.frame, around.openView];
    if (!open || entries.length < 2) return [];
    const menu = new Menu(data.texts.frames, entries, data.problem.options,
      (place) => open({ frame: entries[place].id }), data.terms?.frame);
    const index = entries.findIndex(({ id }) => id === data.seen.frame);
    menu.show(index, entries[index]?.name ?? "");
    return [menu.element];
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
    const isMoved = state.swings.some((swing, i) => swing !== data.fileSwings[i]);
    this.moved.hidden = !isMoved && state.disputes.length === 0;
  }
}
