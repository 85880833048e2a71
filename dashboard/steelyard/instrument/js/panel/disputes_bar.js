// The scores that differ from the file, each with a button that undoes the change.

import { make, writeButton } from "./elements.js";
import { readingYaml } from "./yaml_text.js";

/** @import { Instrument } from "./instrument.js" */
/** @import { Dispute } from "../types.js" */

/** One button per disputed score, and what can be done with all of them. */
export class DisputesBar {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    this.element = make("div", {
      class: "disputes", role: "group", "aria-label": "Disputed scores",
    });
  }

  /** Shows the present disputes; nothing at all where there are none. */
  paint() {
    const { instrument } = this;
    const { disputes } = instrument.state;
    this.element.hidden = disputes.length === 0;
    this.element.style.display = disputes.length ? "" : "none";
    const count = disputes.length === 1 ? "1 score differs" : `${disputes.length} scores differ`;
    const all = make("button", {
      class: "chip", type: "button", text: "Undo all",
      onclick: () => instrument.commit({ disputes: [] }),
    });
    const copy = make("button", { class: "chip", type: "button", text: "Copy as a reading" });
    copy.onclick = () =>
      instrument.editor.copy(readingYaml(instrument.base.criteria, instrument.state.disputes), copy);
    const write = writeButton(instrument);
    this.element.replaceChildren(
      make("span", { text: `${count} from the file:` }),
      ...disputes.map((dispute) => this.buildItem(dispute)),
      all, ...(write ? [write] : []), copy,
    );
  }

  /**
   * Builds the button that undoes one dispute.
   * @param {Dispute} dispute
   * @returns {HTMLButtonElement}
   */
  buildItem({ option, criterion }) {
    const { base, problem } = this.instrument;
    const i = base.options.findIndex(({ id }) => id === option);
    const j = base.criteria.findIndex(({ id }) => id === criterion);
    const text =
      `${base.options[i].label} on ${base.criteria[j].name}: ` +
      `${this.instrument.fileScore(i, j)} → ${problem.printed[i][j]}`;
    return make("button", {
      class: "chip", type: "button", text: `${text} ✕`, "aria-label": `Undo: ${text}`,
      onclick: () => this.instrument.undispute(i, j),
    });
  }
}
