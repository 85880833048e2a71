// The picture of why one option is ahead of another: a staircase of weighted differences.

import { make } from "../../instrument/js/panel/elements.js";
import { fill, signedTenth } from "../../instrument/js/engine/wording.js";
import {
  differenceQuestion, differenceRows, differenceSubtitle, differenceTitle,
} from "./why.js";

/** @import { Evaluation, Option, Problem } from "../../instrument/js/types.js" */
/** @import { DifferenceRow, PageWords } from "./types.js" */

const HEADS = ["Criterion", "Difference", "Points", "Values and weight"];

/** The section with the choice of a rival, the sentence and the picture. */
export class WhyPanel {
  /**
   * @param {PageWords} words
   * @param {HTMLElement} section
   * @param {(rival: string) => void} choose takes the id of another rival
   */
  constructor(words, section, choose) {
    this.words = words;
    this.section = section;
    /** Which options the choice was built for. */
    this.key = "";
    this.heading = make("h2", { id: "why-title" });
    const select = make("select", { id: "why-rival" });
    select.onchange = () => choose(select.value);
    this.select = select;
    /** The chosen name. It can wrap, unlike a closed select, which is laid over it invisibly. */
    this.shown = make("span", { "aria-hidden": "true" });
    this.sentence = make("p", { class: "finding" });
    this.note = make("p", { class: "note" });
    this.body = make("tbody");
    const heads = HEADS.map((text) => make("th", { scope: "col", text }));
    this.table = make("table", { class: "stairs" },
      make("caption", { class: "spoken", text: "Weighted differences" }),
      make("thead", { class: "spoken" }, make("tr", {}, ...heads)),
      this.body);
    section.replaceChildren(this.heading,
      make("p", { class: "chooser" },
        make("label", { for: "why-rival", text: fill(words, "hold_against") }),
        make("span", { class: "list" }, this.shown, select)),
      this.sentence, this.note, this.table);
  }

  /**
   * Compares the leader with the chosen rival, or with the second if none is chosen.
   * @param {Problem} problem
   * @param {Evaluation} result
   * @param {string | null} chosen
   */
  paint(problem, result, chosen) {
    const { words } = this;
    const { options } = problem;
    this.section.hidden = options.length < 2;
    if (this.section.hidden) return;
    const [leader, runnerUp] = result.ranking;
    const found = options.findIndex(({ id }) => id === chosen);
    const rival = found < 0 || found === leader ? runnerUp : found;
    this.heading.textContent = differenceQuestion(words, problem, result, leader, rival);
    this.sentence.textContent = differenceTitle(words, problem, result, leader, rival);
    this.note.textContent = differenceSubtitle(words, problem, result, leader, rival);
    this.paintChoice(options, leader, rival);
    this.paintRows(options, differenceRows(words, problem, result, leader, rival));
  }

  /**
   * Shows the rivals in the order of the file; rebuilt only if the leader has changed.
   * @param {Option[]} options
   * @param {number} leader
   * @param {number} rival
   */
  paintChoice(options, leader, rival) {
    const key = `${leader} ${options.length}`;
    if (this.key !== key) {
      const others = options.filter((_, i) => i !== leader);
      this.select.replaceChildren(
        ...others.map(({ id, name }) => make("option", { value: id, text: name })));
      this.key = key;
    }
    this.select.value = options[rival].id;
    this.shown.textContent = options[rival].name;
  }

  /**
   * Draws the rows.
   * @param {Option[]} options
   * @param {DifferenceRow[]} rows
   */
  paintRows(options, rows) {
    const ends = rows.flatMap(({ begin, end }) => [begin, end, 0]);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const place = (/** @type {number} */ points) =>
      high > low ? ((points - low) / (high - low)) * 100 : 0;
    this.body.replaceChildren(...rows.map((row) => {
      const bar = make("span", { class: "stair" });
      const [left, right] = [row.begin, row.end].map(place).sort((a, b) => a - b);
      bar.style.left = `${left}%`;
      bar.style.width = `${right - left}%`;
      bar.style.background = options[row.winner].colour;
      const zero = make("span", { class: "zero" });
      zero.style.left = `${place(0)}%`;
      return make("tr", row.isNet ? { class: "net" } : {},
        make("th", { scope: "row", text: row.name }),
        make("td", { class: "steps" }, make("span", { class: "lane" }, zero, bar)),
        make("td", { class: "points", text: signedTenth(row.difference) }),
        make("td", { class: "values-note", text: row.note }));
    }));
  }
}
