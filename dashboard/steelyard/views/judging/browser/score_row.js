// One option on one criterion: its name, its place on the scale, and the three numbers.

import { element } from "../../elements.js";
import { fillSentence, NUMBER_NAMES, SheetState } from "./sheet_state.js";
import { Track } from "./track.js";

/** @import { Criterion, NumberName, Numbers, Standing } from "./types.js" */

/** @type {Record<Standing, string>} */
const SIGNS = {
  empty: "not yet", begun: "begun", reason: "reason?", confirm: "confirm", whole: "✓", cannot: "cannot",
};
const LABELS = { low: "Low", high: "High", likely: "Likely" };

/**
 * Callbacks of a row to the sheet.
 * @typedef {object} RowActs
 * @property {(key: string) => void} chosen
 * @property {(key: string, name: NumberName, number: number | null) => void} typed
 * @property {(key: string, says: string) => void} refused
 */

/** A row of the table. */
export class ScoreRow {
  /**
   * @param {SheetState} state
   * @param {string} key
   * @param {RowActs} acts
   */
  constructor(state, key, acts) {
    this.state = state;
    this.key = key;
    this.acts = acts;
    const criterion = state.criterionOf(key);
    const [, name] = state.optionOf(key);
    this.name = element("button", { type: "button", className: "name" },
      element("span", { textContent: name }));
    if (state.data.again) {
      this.name.append(element("small", { textContent: criterion.name }));
    }
    this.name.addEventListener("click", () => acts.chosen(key));
    this.track = new Track((number, isLast) => this.point(number, isLast));
    this.track.scale(criterion.from, criterion.to, ticksOf(criterion));
    /** @type {Map<NumberName, HTMLInputElement>} */
    this.fields = new Map();
    const cells = NUMBER_NAMES.map((which) => this.numberCell(which, name));
    this.was = element("span", { className: "was" });
    this.sign = element("span", { className: "sign" });
    const inside = state.data.again ? [this.was, ...cells] : cells;
    this.root = element("div", { className: "row" }, this.name, this.track.root, ...inside, this.sign);
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", state.data.again ? `${name}, ${criterion.name}` : name);
    this.root.addEventListener("focusin", () => acts.chosen(key));
  }

  /**
   * @param {NumberName} which
   * @param {string} option
   * @returns {HTMLElement}
   */
  numberCell(which, option) {
    const field = element("input", { type: "text", inputMode: "decimal", className: "number" });
    field.setAttribute("aria-label", `${LABELS[which]}, ${option}`);
    field.autocomplete = "off";
    field.addEventListener("change", () => this.type(which));
    this.fields.set(which, field);
    const steps = [-1, 1].map((by) => {
      const button = element("button", { type: "button", className: "step", tabIndex: -1 });
      button.textContent = by < 0 ? "−" : "+";
      button.setAttribute("aria-label", `${LABELS[which]} ${by < 0 ? "down" : "up"}, ${option}`);
      button.addEventListener("click", () => this.step(which, by));
      return button;
    });
    const label = element("span", { className: "label", textContent: LABELS[which] });
    label.setAttribute("aria-hidden", "true");
    const box = element("span", { className: "box" }, .../** @type {Node[]} */ ([steps[0], field, steps[1]]));
    return element("span", { className: `cell ${which}` }, label, box);
  }

  /**
   * Commits the number in the focused field, if any.
   * @returns {boolean} whether it is a number of the scale, or nothing
   */
  takeTyped() {
    for (const [which, field] of this.fields) {
      if (field.matches(":focus")) return this.type(which);
    }
    return true;
  }

  /**
   * Commits the number in a field.
   * @param {NumberName} which
   * @returns {boolean} whether it is a number of the scale, or nothing
   */
  type(which) {
    const field = /** @type {HTMLInputElement} */ (this.fields.get(which));
    const typed = field.value.trim().replace(",", ".");
    const number = typed === "" ? null : Number(typed);
    const { from, to, ends } = this.state.criterionOf(this.key);
    const isOff = number !== null && (Number.isNaN(number) || number < from || number > to);
    field.setAttribute("aria-invalid", String(isOff));
    if (isOff) {
      const values = { what: LABELS[which], from: ends[0], to: ends[1] };
      this.acts.refused(this.key, fillSentence(this.state.data.words.off_scale ?? "", values));
    } else if (number !== this.state.entry(this.key)[which]) this.acts.typed(this.key, which, number);
    return !isOff;
  }

  /**
   * Moves a number by a step. An empty low or high starts at the end of the scale it is stepped
   * away from, an empty likely at the low or high.
   * @param {NumberName} which
   * @param {number} by
   */
  step(which, by) {
    this.acts.chosen(this.key);
    const entry = this.state.begun(this.key);
    const { from, to } = this.state.criterionOf(this.key);
    const begins = { low: by > 0 ? from : to, high: by > 0 ? from : to, likely: by > 0 ? entry.low : entry.high };
    const now = entry[which];
    const start = now === null ? begins[which] : this.track.rounded(now + by * this.track.step);
    if (start === null || (which === "likely" && SheetState.asks({ ...entry, likely: 0 }))) return;
    this.acts.typed(this.key, which, Math.max(from, Math.min(to, start)));
  }

  /**
   * Handles the pointer: sets the first missing number, or moves the nearest one.
   * @param {number} number
   * @param {boolean} isLast
   */
  point(number, isLast) {
    if (this.state.isLocked) return;
    const entry = this.state.begun(this.key);
    if (this.held === undefined) {
      this.acts.chosen(this.key);
      const asked = SheetState.asks(entry);
      const nearest = NUMBER_NAMES.toSorted(
        (a, b) => Math.abs((entry[a] ?? 0) - number) - Math.abs((entry[b] ?? 0) - number),
      );
      this.held = asked || /** @type {NumberName} */ (nearest[0]);
    }
    const held = this.held;
    this.track.show({ ...entry, [held]: number });
    if (!isLast) return;
    this.held = undefined;
    this.acts.typed(this.key, held, number);
  }

  /**
   * Shows the current answer, and whether this is the current row.
   * @param {boolean} isHere
   */
  refresh(isHere) {
    const { state, key } = this;
    const { all = [], mine = null } = state.before(key) ?? {};
    const isMoved = state.isChange(key);
    const marks = `${isHere ? " here" : ""}${isMoved ? " moved" : ""}`;
    this.root.className = `row ${state.standing(key)}${marks}`;
    this.name.tabIndex = isHere ? 0 : -1;
    this.name.ariaCurrent = isHere ? "true" : null;
    for (const [which, field] of this.fields) this.refreshField(which, field, isHere);
    this.track.show(state.entry(key));
    this.track.showMarks(all, mine && mine.likely);
    this.was.textContent = mine ? asWritten(mine) : "";
    this.sign.textContent = this.signOf(isHere, mine !== null && !isMoved);
  }

  /**
   * @param {NumberName} which
   * @param {HTMLInputElement} field
   * @param {boolean} isHere
   */
  refreshField(which, field, isHere) {
    const { state, key } = this;
    const entry = state.entry(key);
    const mine = state.before(key)?.mine;
    const number = entry[which];
    field.tabIndex = isHere ? 0 : -1;
    field.readOnly = state.isLocked;
    field.classList.toggle("waits", which === "likely" && !mine && (entry.low === null || entry.high === null));
    field.classList.toggle("empty", number === null);
    field.placeholder = mine && !mine.cannot ? String(mine[which] ?? "") : "–";
    // Do not overwrite what is being typed.
    if (field.matches(":focus") && field.dataset.shown === String(number)) return;
    field.dataset.shown = String(number);
    field.value = number === null ? "" : String(number);
    field.ariaInvalid = "false";
  }

  /**
   * @param {boolean} isHere
   * @param {boolean} isKept whether the answer is that of the previous round
   * @returns {string} the state of the row in a word or two
   */
  signOf(isHere, isKept) {
    const standing = this.state.standing(this.key);
    if (standing === "whole" && isKept) return "kept";
    const { isLocked, data } = this.state;
    if (standing === "empty" && data.view === "others") return "as it was";
    if (standing === "empty" && isLocked) return "no answer";
    return isHere && standing === "empty" ? "now" : SIGNS[standing];
  }
}

/**
 * @param {Numbers & { cannot: boolean }} answer
 * @returns {string} an earlier answer on one line
 */
function asWritten({ low, high, likely, cannot }) {
  return cannot ? SIGNS.cannot : `${low} / ${likely} / ${high}`;
}

/**
 * @param {Criterion} criterion
 * @returns {number[]} the positions of the tick marks of a scale
 */
export function ticksOf({ from, to, anchors }) {
  return anchors.length > 1 ? anchors.map(([number]) => number) : [from, to];
}

/**
 * @param {Criterion} criterion
 * @returns {Criterion["anchors"]} the words on a scale; where it has none, its two ends
 */
export function anchorsOf({ from, to, ends, unit, anchors }) {
  return anchors.length ? anchors : [[from, ends[0], ""], [to, ends[1], unit]];
}

/**
 * The head of the table.
 * @param {SheetState} state
 * @returns {Node[]} the names of the columns, and the words of the scale above it
 */
export function scoreHead(state) {
  const criterion = state.criterionOf();
  const names = NUMBER_NAMES.map((name) => element("span", {
    className: "label", textContent: LABELS[name],
  }));
  if (state.data.again || !criterion) {
    return [element("span", { textContent: "Cell" }), element("span"),
      element("span", { className: "was", textContent: "Round before" }), ...names, element("span")];
  }
  const { from, to } = criterion;
  const all = anchorsOf(criterion);
  const gaps = all.slice(1).map(([at], before) => at - (all[before]?.[0] ?? from));
  const room = Math.min(40, (Math.min(...gaps, to - from) / (to - from)) * 100);
  const words = all.map(([at, written, text]) => {
    const made = element("span", { className: "anchor" }, element("b", { textContent: written }),
      element("span", { textContent: text }));
    made.style.width = `${room}%`;
    made.style.marginLeft = `${((at - from) / (to - from)) * 100 - room / 2}%`;
    return made;
  });
  return [element("span", { textContent: "Option" }), element("span", { className: "anchors-above" }, ...words),
    ...names, element("span")];
}
