// One criterion among the swings: its step in words, its swing or its rank, its weight, the reason.

import { element } from "../../elements.js";
import { fillSentence } from "./sheet_state.js";
import { Track } from "./track.js";

/** @import { Step, Swing } from "./types.js" */

export const LARGEST_SWING = 100;
const REST_OF_REASON = 900; // Milliseconds without a key before a reason is saved.

/**
 * Callbacks of a row of swings to the sheet.
 * @typedef {object} StepActs
 * @property {(id: string) => void} chosen
 * @property {(id: string, change: Partial<Swing>) => void} put
 * @property {() => void} refused
 */

/**
 * How a row is shown: its rank by size, its weight, whether it is the current row.
 * @typedef {object} StepView
 * @property {number} place
 * @property {string} weight
 * @property {boolean} isHere
 * @property {boolean} isLocked
 * @property {boolean} isOrder whether ranks are given in place of numbers
 * @property {boolean} hasFirst whether a step has been put first
 * @property {number} count
 * @property {Record<string, string>} words
 */

/** A row of the swings. */
export class StepRow {
  /**
   * @param {Step} step
   * @param {StepActs} acts
   */
  constructor(step, acts) {
    this.id = step.id;
    this.step = step;
    this.acts = acts;
    this.timer = 0;
    this.isHeld = false;
    /** @type {StepView} */
    this.view = { place: 0, weight: "", isHere: false, isLocked: true, isOrder: false, hasFirst: false,
      count: 0, words: {} };
    /** @type {Swing} */
    this.shown = step;
    this.place = element("span");
    this.name = element("button", { type: "button", className: "name" }, this.place,
      element("span", { textContent: step.name }));
    this.name.addEventListener("click", () => acts.chosen(this.id));
    const ends = [["From", step.worst], ["to", step.best]].map(([word, text]) => element("p", { className: "note" },
      element("span", { textContent: `${word} ` }), element("b", { textContent: text })));
    this.track = new Track((number, isLast) => this.point(number, isLast));
    this.track.scale(0, LARGEST_SWING, []);
    this.field = element("input", { type: "text", inputMode: "decimal", className: "number", placeholder: "–" });
    this.field.autocomplete = "off";
    this.field.addEventListener("change", () => this.take());
    this.weight = element("span", { className: "weight" });
    this.first = element("button", { type: "button", textContent: "This one first" });
    this.first.ariaLabel = `This one first: ${step.name}`;
    this.first.addEventListener("click", () => acts.put(this.id, { swing: LARGEST_SWING }));
    this.reason = element("textarea", { rows: 2, maxLength: 2000 });
    this.reason.ariaLabel = `Reason, ${step.name}`;
    this.reason.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), REST_OF_REASON);
    });
    this.reason.addEventListener("change", () => this.flush());
    this.was = element("span", { className: "note" });
    this.keep = element("button", { type: "button" });
    this.keep.addEventListener("click", () => acts.put(this.id, { swing: this.step.was, reason: "" }));
    const numbers = element("div", { className: "numbers" }, this.field, this.weight, this.first, this.keep, this.was);
    this.root = element("div", { className: "step-row" }, element("div", {}, this.name, ...ends), this.track.root,
      numbers, this.reason);
    this.root.role = "group";
    this.root.ariaLabel = step.name;
    this.root.addEventListener("focusin", () => acts.chosen(this.id));
  }

  /**
   * @param {number} number
   * @param {boolean} isLast
   */
  point(number, isLast) {
    if (this.view.isLocked) return;
    this.isHeld = !isLast;
    this.track.show({ low: 0, high: number, likely: number });
    if (isLast) this.acts.put(this.id, { swing: number });
  }

  /** What the field holds: a swing, or a rank. */
  get number() {
    return this.view.isOrder ? this.shown.rank : this.shown.swing;
  }

  /** Why the number is what it is. */
  get said() {
    return this.view.isOrder ? this.shown.why : this.shown.reason;
  }

  /**
   * Commits the content of the field.
   * @returns {boolean} whether it is a swing or a rank, or nothing
   */
  take() {
    const { isOrder, count } = this.view;
    const typed = this.field.value.trim().replace(",", ".");
    const number = typed === "" ? null : Number(typed);
    const [least, most] = isOrder ? [1, count] : [0, LARGEST_SWING];
    const isOff = number !== null && !(number >= least && number <= most && (!isOrder || Number.isInteger(number)));
    this.field.ariaInvalid = String(isOff);
    if (isOff) this.acts.refused();
    else if (number !== this.number) this.acts.put(this.id, isOrder ? { rank: number } : { swing: number });
    return !isOff;
  }

  /** Sends the current reason if it has changed. */
  flush() {
    clearTimeout(this.timer);
    const { value } = this.reason;
    if (value === this.said) return;
    this.acts.put(this.id, this.view.isOrder ? { why: value } : { reason: value });
  }

  /**
   * @param {Swing} swing
   * @param {Step} step as the server has it
   * @param {StepView} view
   */
  refresh(swing, step, view) {
    this.shown = swing;
    this.step = step;
    this.view = view;
    const { place, weight, isHere, isLocked, isOrder, hasFirst, words } = view;
    this.root.classList.toggle("here", isHere);
    this.name.tabIndex = isHere ? 0 : -1;
    this.name.ariaCurrent = isHere ? "true" : null;
    this.place.textContent = place ? `${place}. ` : "";
    this.track.root.hidden = isOrder;
    if (!this.isHeld) this.track.show({ low: swing.swing === null ? null : 0, high: swing.swing, likely: swing.swing });
    this.refreshField();
    this.weight.textContent = weight;
    this.refreshBefore();
    this.first.hidden = isLocked || isOrder || hasFirst || step.was !== null;
    this.reason.placeholder = (this.isMissing ? words.no_reason : words.reason) ?? "";
    if (!this.reason.matches(":focus")) this.reason.value = this.said;
    this.reason.classList.toggle("missing", this.isMissing);
    this.reason.readOnly = isLocked;
  }

  /** The swing of the previous round: to be kept until another is given, then for comparison. */
  refreshBefore() {
    const { step, view, shown } = this;
    const isAsked = step.was !== null && !view.isOrder;
    this.keep.hidden = view.isLocked || !isAsked || shown.swing !== null;
    this.was.hidden = !isAsked || !this.keep.hidden;
    const was = { was: step.was ?? "" };
    this.keep.textContent = fillSentence(view.words.keep ?? "", was);
    this.keep.ariaLabel = `${this.keep.textContent}: ${step.name}`;
    this.was.textContent = fillSentence(view.words.was ?? "", was);
  }

  /** Whether a number is given but its reason is missing. */
  get isMissing() {
    const isKept = !this.view.isOrder && this.step.was !== null && this.step.was === this.number;
    return this.number !== null && !isKept && !this.reason.value.trim();
  }

  /** Shows the number, unless it is being typed. */
  refreshField() {
    const { number, field } = this;
    field.ariaLabel = `${this.view.isOrder ? "Rank" : "Swing"}, ${this.step.name}`;
    field.readOnly = this.view.isLocked;
    field.classList.toggle("empty", number === null);
    const shown = `${this.view.isOrder} ${number}`;
    if (field.matches(":focus") && field.dataset.shown === shown) return;
    field.dataset.shown = shown;
    field.value = number === null ? "" : String(number);
    field.ariaInvalid = "false";
  }
}
