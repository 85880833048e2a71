// One score of the ranking: its number, and its bar of 0 to 100.

import { make } from "../panel/elements.js";
import { scaleWords } from "../engine/scales.js";

/** @import { Instrument } from "../panel/instrument.js" */

export const NARROW = 56; // Below this many pixels a column has no room for its name.
const WITH_UNIT = 72; // From here on a cell shows its unit.
const LETTER = 8.5; // Pixels of a letter at its widest, with the ring around a disputed score.
const POINTS = "points";

/** The cell of one option under one criterion. */
export class ScoreCell {
  /**
   * @param {Instrument} instrument
   * @param {number} i option
   * @param {number} j criterion
   * @param {(button: HTMLElement) => void} open
   */
  constructor(instrument, i, j, open) {
    this.instrument = instrument;
    this.i = i;
    this.j = j;
    const { criteria, options } = instrument.base;
    this.number = make("span");
    this.fill = make("span", { class: "fill" });
    this.fill.style.background = options[i].colour;
    this.unit = make("small", { text: ` ${criteria[j].scale.unit}` });
    this.was = make("small", { class: "was" });
    this.tick = make("span", { class: "tick" });
    this.button = make("button", { type: "button" },
      make("span", { class: "number" }, this.number, this.unit, this.was),
      make("span", { class: "bar" }, this.fill, this.tick));
    this.button.onclick = () => open(this.button);
    this.element = make("td", { class: "cell" }, this.button);
    /** What the cell shows, to be compared. */
    this.shown = "";
  }

  /**
   * Shows the score, unless it is shown already: a moved weight changes none.
   * @param {number} width of the column in pixels
   */
  paint(width) {
    const { i, j } = this;
    const { problem } = this.instrument;
    const isDisputed = Boolean(this.instrument.disputeOf(i, j));
    const [isWide, isNarrow] = [width >= WITH_UNIT, width < NARROW];
    const shown = [problem.printed[i][j], problem.likely[i][j], problem.unknown[i][j],
      problem.extents?.[i][j], isDisputed, isWide, isNarrow, isDisputed && width].join();
    if (shown === this.shown) return;
    this.shown = shown;
    this.paintScore(isDisputed, isWide, isNarrow, width);
    this.tell(isDisputed);
  }

  /**
   * @param {boolean} isDisputed
   * @param {boolean} isWide
   * @param {boolean} isNarrow
   * @param {number} width
   */
  paintScore(isDisputed, isWide, isNarrow, width) {
    const { i, j } = this;
    const { problem, base } = this.instrument;
    const isUnknown = problem.unknown[i][j];
    this.number.textContent = isUnknown && isNarrow ? "?" : problem.printed[i][j];
    this.unit.hidden = isUnknown || !isWide || base.criteria[j].scale.unit === POINTS;
    this.fill.style.width = isUnknown ? "0" : `${problem.likely[i][j]}%`;
    this.element.classList.toggle("unknown", isUnknown);
    this.element.classList.toggle("disputed", isDisputed);
    // Without room for it beside the number, the cell's title and the bar above the table say it.
    const was = ` was ${this.instrument.fileScore(i, j)}`;
    const hasRoom = (problem.printed[i][j].length + was.length) * LETTER < width;
    this.was.textContent = isDisputed && hasRoom ? was : "";
    this.tick.hidden = !isDisputed;
    this.tick.style.left = `${base.likely[i][j]}%`;
  }

  /**
   * Sets the score's label for screen readers and its tooltip.
   * @param {boolean} isDisputed
   */
  tell(isDisputed) {
    const { i, j } = this;
    const { problem, base, around } = this.instrument;
    const [text, range] = [problem.printed[i][j], problem.extents?.[i][j]];
    const { name: criterion, scale } = base.criteria[j];
    const was = isDisputed ? `, in the file ${this.instrument.fileScore(i, j)}` : "";
    const extent = !isDisputed && range ? ` (${range})` : "";
    const said = problem.unknown[i][j] ? text : `${text} ${scale.unit}`;
    const act = around.openOption ? "Open" : "Dispute";
    this.button.setAttribute("aria-label",
      `${base.options[i].label} on ${criterion}: ${said}${was}. ${act} this score`);
    this.button.title = `${criterion}: ${text}${extent}${was}; ${scaleWords(base.criteria[j])}`;
  }
}
