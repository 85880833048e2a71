// The judge's swings: how much the step from the worst to the best end of each criterion matters.

import { element } from "../../elements.js";
import { percents } from "../../../instrument/js/engine/wording.js";
import { Changes, fillSentence } from "./sheet_state.js";
import { Track } from "./track.js";

/** @import { SheetState } from "./sheet_state.js" */
/** @import { Step, Swing } from "./types.js" */

const MOST = 100;
const REST_OF_REASON = 900; // Milliseconds without a key before a reason is saved.

/**
 * What a row of swings tells the sheet.
 * @typedef {object} StepActs
 * @property {(id: string) => void} chosen
 * @property {(id: string, change: Partial<Swing>) => void} put
 * @property {() => void} refused
 */

/** One criterion: its step in words, its swing, its weight, the reason. */
class StepRow {
  /**
   * @param {Step} step
   * @param {StepActs} acts
   */
  constructor(step, acts) {
    this.id = step.id;
    this.acts = acts;
    this.timer = 0;
    this.isHeld = false;
    this.place = element("span");
    this.name = element("button", { type: "button", className: "name" }, this.place,
      element("span", { textContent: step.name }));
    this.name.addEventListener("click", () => acts.chosen(this.id));
    const ends = [["From", step.worst], ["to", step.best]].map(([word, text]) => element("p", { className: "note" },
      element("span", { textContent: `${word} ` }), element("b", { textContent: text })));
    this.track = new Track((number, isLast) => this.point(number, isLast));
    this.track.scale(0, MOST, []);
    this.field = element("input", { type: "text", inputMode: "decimal", className: "number", placeholder: "–" });
    this.field.setAttribute("aria-label", `Swing, ${step.name}`);
    this.field.autocomplete = "off";
    this.field.addEventListener("change", () => this.take());
    this.weight = element("span", { className: "weight" });
    this.first = element("button", { type: "button", textContent: "This one first" });
    this.first.setAttribute("aria-label", `${step.name}: this one first`);
    this.first.addEventListener("click", () => acts.put(this.id, { swing: MOST }));
    this.reason = element("textarea", { rows: 2, maxLength: 2000, placeholder: "A reason is missing" });
    this.reason.setAttribute("aria-label", `Reason, ${step.name}`);
    this.reason.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), REST_OF_REASON);
    });
    this.reason.addEventListener("change", () => this.flush());
    this.was = element("span", { className: "note" });
    const numbers = element("div", { className: "numbers" }, this.field, this.weight, this.first, this.was);
    this.root = element("div", { className: "step-row" }, element("div", {}, this.name, ...ends), this.track.root,
      numbers, this.reason);
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", step.name);
    this.root.addEventListener("focusin", () => acts.chosen(this.id));
  }

  /**
   * @param {number} number
   * @param {boolean} isLast
   */
  point(number, isLast) {
    if (this.isLocked) return;
    this.isHeld = !isLast;
    this.track.show({ low: 0, high: number, likely: number });
    if (isLast) this.acts.put(this.id, { swing: number });
  }

  /**
   * Takes what stands in the field.
   * @returns {boolean} whether it is a swing, or nothing
   */
  take() {
    const typed = this.field.value.trim().replace(",", ".");
    const swing = typed === "" ? null : Number(typed);
    const isOff = swing !== null && (Number.isNaN(swing) || swing < 0 || swing > MOST);
    this.field.ariaInvalid = String(isOff);
    if (isOff) this.acts.refused();
    else if (swing !== this.shown?.swing) this.acts.put(this.id, { swing });
    return !isOff;
  }

  /** Sends the reason as it stands. */
  flush() {
    clearTimeout(this.timer);
    if (this.shown && this.reason.value !== this.shown.reason) this.acts.put(this.id, { reason: this.reason.value });
  }

  /**
   * @param {Swing} swing
   * @param {Step} step
   * @param {{ place: number, weight: string, isHere: boolean, isLocked: boolean }} how
   */
  refresh(swing, step, { place, weight, isHere, isLocked }) {
    this.shown = swing;
    this.isLocked = isLocked;
    this.root.classList.toggle("here", isHere);
    this.name.tabIndex = isHere ? 0 : -1;
    this.name.ariaCurrent = isHere ? "true" : null;
    this.place.textContent = place ? `${place}. ` : "";
    const number = swing.swing;
    if (!this.isHeld) this.track.show({ low: number === null ? null : 0, high: number, likely: number });
    if (!this.field.matches(":focus") || this.field.dataset.shown !== String(number)) {
      this.field.dataset.shown = String(number);
      this.field.value = number === null ? "" : String(number);
      this.field.ariaInvalid = "false";
    }
    this.field.classList.toggle("empty", number === null);
    this.weight.textContent = weight;
    this.first.ariaPressed = String(number === MOST);
    if (!this.reason.matches(":focus")) this.reason.value = swing.reason;
    this.reason.classList.toggle("missing", number !== null && !swing.reason.trim() && step.was !== number);
    this.was.textContent = step.was === null ? "" : `before: ${step.was}`;
    this.field.readOnly = this.reason.readOnly = isLocked;
    this.first.hidden = isLocked;
  }
}

/** All criteria at their worst, and which step would be taken first. */
export class SwingSheet {
  /** @param {SheetState} state */
  constructor(state) {
    this.state = state;
    /** @type {Changes<Swing>} */
    this.changes = new Changes();
    /** @type {Map<string, StepRow>} */
    this.rows = new Map();
    this.here = "";
    this.shape = "";
    this.list = element("div", { className: "steps-list" });
    this.told = element("p", { className: "next" });
    this.told.setAttribute("role", "status");
    this.how = element("p", { className: "note" });
    this.root = element("div", { className: "swings" }, this.list, this.told, this.how);
  }

  /** @param {Step} step */
  swingOf(step) {
    return this.changes.get(step.id, { swing: step.swing, reason: step.reason });
  }

  /** Draws what has changed; rows keep their order while the judge is on the page. */
  show() {
    const { data } = this.state;
    this.changes.update(data.taken);
    const shape = data.steps.map(({ id }) => id).toSorted().join(" ");
    if (shape !== this.shape) this.build(shape);
    const known = new Map(data.steps.map((step) => [step.id, step]));
    const swings = [...this.rows.keys()].map((id) => {
      const step = /** @type {Step} */ (known.get(id));
      return { step, swing: this.swingOf(step) };
    });
    const numbers = swings.map(({ swing }) => swing.swing);
    const sum = numbers.reduce((all, one) => (all ?? 0) + (one ?? 0), 0) ?? 0;
    const isWhole = sum > 0 && numbers.every((one) => one !== null);
    const weights = isWhole ? percents(numbers.map((one) => (one ?? 0) / sum)) : [];
    swings.forEach(({ step, swing }, at) => {
      const larger = numbers.filter((one) => one !== null && one > (swing.swing ?? MOST)).length;
      this.rows.get(step.id)?.refresh(swing, step, {
        place: swing.swing === null ? 0 : larger + 1,
        weight: weights[at] ?? "",
        isHere: step.id === this.here,
        isLocked: this.state.isLocked,
      });
    });
    const hasFirst = numbers.includes(MOST);
    this.told.textContent = (hasFirst ? "" : data.words.no_first) ?? "";
    this.how.textContent = isWhole ? fillSentence(data.words.swings_how ?? "", { sum }) : "";
  }

  /** @param {string} shape */
  build(shape) {
    this.shape = shape;
    const { steps, words } = this.state.data;
    this.rows = new Map(steps.map((step) => [step.id, new StepRow(step, {
      chosen: (id) => this.choose(id),
      put: (id, change) => this.put(id, change),
      refused: () => {
        this.told.textContent = words.swing_fault ?? "";
      },
    })]));
    this.here = (steps.find((step) => step.swing === null) ?? steps[0])?.id ?? "";
    this.list.replaceChildren(...[...this.rows.values()].map((row) => row.root));
  }

  /** @param {string} id */
  choose(id) {
    if (id === this.here) return;
    this.here = id;
    this.show();
  }

  /**
   * @param {string} id
   * @param {Partial<Swing>} change
   */
  put(id, change) {
    const step = this.state.data.steps.find((one) => one.id === id);
    if (!step || this.state.isLocked) return;
    const swing = { ...this.swingOf(step), ...change };
    this.changes.put(id, swing, this.state.outbox.put({ kind: "swing", criterion: id, ...swing }));
    this.show();
  }

  /** Sends what is typed and not yet sent. */
  flush() {
    for (const row of this.rows.values()) row.flush();
  }

  /**
   * Goes to another row, with the keyboard.
   * @param {number} by
   */
  go(by) {
    const ids = [...this.rows.keys()];
    const at = Math.max(0, Math.min(ids.length - 1, ids.indexOf(this.here) + by));
    this.choose(ids[at] ?? this.here);
    this.rows.get(this.here)?.name.focus();
  }

  /** Saves the row; goes to its reason where that is missing, else to the next without a swing. */
  saveNext() {
    const row = this.rows.get(this.here);
    if (!row?.take()) return;
    row.flush();
    if (row.field.value === "") row.field.focus();
    else if (row.reason.classList.contains("missing")) row.reason.focus();
    else {
      const ids = [...this.rows.keys()];
      const at = ids.indexOf(this.here);
      const next = [...ids.slice(at + 1), ...ids.slice(0, at)].find((id) => this.rows.get(id)?.field.value === "");
      if (next) {
        this.choose(next);
        this.rows.get(next)?.field.focus();
      } else if (at === ids.length - 1) this.state.outbox.put({ kind: "go", tab: "hand_in" });
      else this.go(1);
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} target
   * @returns {boolean} whether the key was one of the sheet's
   */
  press(event, target) {
    const row = this.rows.get(this.here);
    if (!row) return false;
    const isField = target.matches("input");
    if (isField && event.key === "Enter") this.saveNext();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.go(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "r") row.reason.focus();
    else if (isField) return false;
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.move(event.key === "ArrowRight" ? 1 : -1);
    else if (target.matches(".name") && (/^[\d.,]$/.test(event.key) || event.key === "Enter")) {
      row.field.focus();
      row.field.select();
      return event.key === "Enter";
    } else return false;
    return true;
  }

  /** @param {number} by */
  move(by) {
    const row = this.rows.get(this.here);
    const now = row?.shown?.swing;
    if (!row || now === null || now === undefined) return;
    this.put(this.here, { swing: Math.max(0, Math.min(MOST, now + by * row.track.step)) });
  }
}
