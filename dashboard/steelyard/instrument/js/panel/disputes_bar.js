// The scores that differ from the file, each with a way back.

import { make } from "./elements.js";
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
    const { writeTo } = instrument.data;
    this.element.replaceChildren(
      make("span", { text: `${count} from the file:` }),
      ...disputes.map((dispute) => this.buildItem(dispute)),
      all, ...(writeTo ? [writeLink(writeTo)] : []), copy,
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

/**
 * The link to the page that writes files, with all that has been moved. It goes through
 * Streamlit's own link to that page where there is one, because that keeps the session.
 * @param {{ page: string, text: string }} target
 * @returns {HTMLAnchorElement}
 */
function writeLink({ page, text }) {
  const link = make("a", { class: "chip", href: page, text });
  link.onclick = (event) => {
    /** @type {HTMLAnchorElement[]} */
    const links = [...document.querySelectorAll("[data-testid=stPageLink] a")].filter(
      (node) => node instanceof HTMLAnchorElement,
    );
    const own = links.find(({ href }) => new URL(href).pathname.endsWith(`/${page}`));
    if (!own) link.href = page + location.search;
    else {
      event.preventDefault();
      own.click();
    }
  };
  return link;
}
