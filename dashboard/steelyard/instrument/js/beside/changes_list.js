// What would change the leader, below the weights. The sentences are the server's and come after
// each movement; until then the list is dimmed.

import { make, term } from "../panel/elements.js";

/** @import { Instrument } from "../panel/instrument.js" */

/**
 * Lines in pieces of text, of which some are words with a definition, and the verdict that they
 * are about.
 * @typedef {{ heading: string, meaning: string, verdict: string,
 *   lines: { what: string, pieces: [string, string][], isOnTop: boolean }[] }} Told
 */

export const TOLD = "steelyard-changes";
export const WANTED = "steelyard-changes-wanted";

/** The list; empty until it is given its lines. */
export class ChangesList {
  /** @param {Instrument} instrument */
  constructor(instrument) {
    this.instrument = instrument;
    this.element = make("section", { class: "changes" });
    this.verdict = "";
    this.wasShown = false;
    /** @type {EventListener} */
    const take = (event) => {
      if (this.wasShown && !this.element.isConnected) removeEventListener(TOLD, take);
      else if (event instanceof CustomEvent) this.show(event.detail);
    };
    addEventListener(TOLD, take);
    dispatchEvent(new CustomEvent(WANTED));
  }

  /**
   * Shows what the server said last.
   * @param {Told} told
   */
  show({ heading, meaning, verdict, lines }) {
    this.verdict = verdict;
    this.element.replaceChildren(...(lines.length ? [
      make("h2", {}, term("span", "", heading, meaning)),
      make("ul", {}, ...lines.map(({ what, pieces, isOnTop }) => make("li", { class: isOnTop ? "top" : null },
        make("b", { text: what }), ": ",
        ...pieces.map(([text, found]) => (found ? term("span", "", text, found) : text))))),
    ] : []));
    this.paint();
  }

  /** Dims what is about another verdict than the one in view. */
  paint() {
    this.wasShown ||= this.element.isConnected;
    const isOld = this.verdict !== this.instrument.heading.textContent;
    this.element.classList.toggle("old", isOld);
    this.element.setAttribute("aria-busy", String(isOld));
  }
}
