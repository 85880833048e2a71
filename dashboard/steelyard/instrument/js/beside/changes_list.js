// What would change the leader, below the weights. The server sends the sentences after each
// movement; until they arrive the list is dimmed.

import { make, term } from "../panel/elements.js";

/** @import { Instrument } from "../panel/instrument.js" */

/**
 * Lines as pieces of text, each with its definition or "", and the verdict that they are about.
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
   * Shows the lines the server sent last.
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

  /** Dims the list if it is about another verdict than the one in view. */
  paint() {
    this.wasShown ||= this.element.isConnected;
    const isOld = this.verdict !== this.instrument.heading.textContent;
    this.element.classList.toggle("old", isOld);
    this.element.setAttribute("aria-busy", String(isOld));
  }
}
