// The top of the ranking, which stays in view above the sliders on a narrow screen.

import { lead, tenth } from "../engine/wording.js";
import { make } from "../panel/elements.js";

/** @import { Instrument } from "../panel/instrument.js" */

/** @typedef {{ ahead: string, level: string, all: string }} StripTexts */

const SHOWN = 3;
const NARROW_SCREEN = matchMedia("(max-width: 760px)"); // As in the style sheet.

/** The first three options, or the first two and the one held against the leader. */
export class RankingStrip {
  /**
   * @param {Instrument} instrument
   * @param {StripTexts} texts
   */
  constructor(instrument, texts) {
    this.instrument = instrument;
    this.texts = texts;
    const all = texts.all.replace("{count}", String(instrument.base.options.length));
    this.said = make("span");
    this.rows = Array.from({ length: SHOWN }, () => {
      const [name, total] = [make("span"), make("b")];
      const fill = make("span", { class: "fill" });
      const element = make("div", { class: "strip-row" }, name, total,
        make("span", { class: "bar" }, fill));
      return { element, name, total, fill };
    });
    this.element = make("div", { class: "strip", "aria-hidden": "true" },
      make("div", { class: "strip-head" }, this.said,
        make("a", { href: "#go-ranking", tabindex: "-1", text: all })),
      ...this.rows.map(({ element }) => element));
  }

  /** Shows the current totals; hidden on a screen that has room for the table. */
  paint() {
    if (!NARROW_SCREEN.matches) return;
    const { result, base, state } = this.instrument;
    const { ranking, totals } = result;
    const rival = base.options.findIndex(({ id }) => id === state.rival);
    const isBelow = rival >= 0 && ranking.indexOf(rival) >= SHOWN;
    const shown = isBelow ? [...ranking.slice(0, SHOWN - 1), rival] : ranking.slice(0, SHOWN);
    const gap = ranking.length > 1 ? lead(totals[ranking[0]], totals[ranking[1]]) : "";
    this.said.textContent = result.leaders.length > 1 || !gap
      ? this.texts.level : this.texts.ahead.replace("{gap}", gap);
    this.rows.forEach(({ element, name, total, fill }, place) => {
      const option = shown[place];
      element.hidden = option === undefined;
      if (option === undefined) return;
      name.textContent = base.options[option].label;
      total.textContent = tenth(totals[option]);
      fill.style.width = `${totals[option]}%`;
      fill.style.background = base.options[option].colour;
    });
  }
}
