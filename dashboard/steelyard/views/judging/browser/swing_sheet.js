// The judge's swings: how much the step from the worst to the best end of each criterion matters.

import { element } from "../../elements.js";
import { percents } from "../../../instrument/js/engine/wording.js";
import { Changes, fillSentence } from "./sheet_state.js";
import { LARGEST_SWING, StepRow } from "./step_row.js";
import { SwingChecks } from "./swing_checks.js";

/** @import { SheetState } from "./sheet_state.js" */
/** @import { Check, Step, Swing } from "./types.js" */

/** @type {Record<string, number>} */
const ROWS = { ArrowUp: -1, ArrowDown: 1 };
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** All criteria at their worst, and which step would be taken first. */
export class SwingSheet {
  /**
   * @param {SheetState} state
   * @param {() => void} turned what draws the sheet when numbers give way to an order, or it to them
   */
  constructor(state, turned) {
    this.state = state;
    this.isOrder = state.data.isOrder;
    /** @type {Changes<Swing>} */
    this.changes = new Changes();
    /** @type {Map<string, StepRow>} */
    this.rows = new Map();
    this.here = "";
    this.shape = "";
    this.isAwaiting = false;
    this.list = element("div", { className: "steps-list" });
    this.told = element("p", { className: "next" });
    this.told.role = "status";
    this.how = element("p", { className: "note" });
    this.turn = element("button", { type: "button", className: "link" });
    this.turn.addEventListener("click", () => {
      this.isOrder = !this.isOrder;
      turned();
    });
    this.lead = element("p", { className: "note" });
    this.checks = new SwingChecks((check, answer) => this.answer(check, answer));
    const side = element("div", { className: "side" }, this.checks.root, this.turn, this.lead);
    this.root = element("div", { className: "swings" },
      element("div", {}, this.list, this.told, this.how), side);
  }

  /** @param {Step} step */
  swingOf(step) {
    return this.changes.get(step.id, step);
  }

  /** Draws what has changed; rows keep their order while the judge is on the page. */
  show() {
    const { data } = this.state;
    this.changes.update(data);
    const shape = data.steps.map(({ id }) => id).toSorted().join(" ");
    if (shape !== this.shape) this.build(shape);
    const steps = [...this.rows.keys()].map((id) => /** @type {Step} */ (data.steps.find((one) => one.id === id)));
    const swings = steps.map((step) => this.swingOf(step));
    const numbers = swings.map(({ swing }) => swing);
    const sum = numbers.reduce((all, one) => (all ?? 0) + (one ?? 0), 0) ?? 0;
    const isWhole = sum > 0 && numbers.every((one) => one !== null);
    const weights = isWhole ? percents(numbers.map((one) => (one ?? 0) / sum)) : [];
    steps.forEach((step, at) => {
      const swing = /** @type {Swing} */ (swings[at]);
      this.rows.get(step.id)?.refresh(swing, step, {
        place: this.isOrder ? swing.rank ?? 0 : placeOf(swing.swing, numbers),
        weight: this.isOrder ? step.span : weights[at] ?? "",
        isHere: step.id === this.here,
        isLocked: this.state.isLocked,
        isOrder: this.isOrder,
        hasFirst: numbers.includes(LARGEST_SWING),
        count: steps.length,
        words: data.words,
      });
    });
    this.drawWords(isWhole ? sum : 0, this.isOrder || numbers.includes(LARGEST_SWING));
  }

  /**
   * @param {number} sum of the swings; 0 as long as one is missing
   * @param {boolean} hasFirst
   */
  drawWords(sum, hasFirst) {
    const { data, isLocked } = this.state;
    const { words } = data;
    this.told.textContent = (hasFirst || isLocked ? "" : words.no_first) ?? "";
    this.how.textContent = sum && !this.isOrder ? fillSentence(words.swings_how ?? "", { sum }) : "";
    this.turn.textContent = (this.isOrder ? words.numbers_too : words.only_order) ?? "";
    this.turn.hidden = isLocked;
    this.list.classList.toggle("order", this.isOrder);
    this.lead.textContent = (this.isOrder ? words.ranks_lead : "") ?? "";
    this.checks.show({ ...data, isOrder: this.isOrder });
    if (this.isAwaiting) this.goToChecks();
  }

  /** @param {string} shape */
  build(shape) {
    this.shape = shape;
    const { steps } = this.state.data;
    this.rows = new Map(steps.map((step) => [step.id, new StepRow(step, {
      chosen: (id) => this.choose(id),
      put: (id, change) => this.put(id, change),
      refused: () => this.refuse(),
    })]));
    this.here = (steps.find((step) => step.swing === null) ?? steps[0])?.id ?? "";
    this.list.replaceChildren(...[...this.rows.values()].map((row) => row.root));
  }

  /** Reports that the input is not a valid swing or rank. */
  refuse() {
    const { words } = this.state.data;
    const says = (this.isOrder ? words.rank_fault : words.swing_fault) ?? "";
    this.told.textContent = fillSentence(says, { count: this.rows.size });
  }

  /** @param {string} id */
  choose(id) {
    if (id === this.here) return;
    this.isAwaiting = false;
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
    const given = { ...this.swingOf(step), ...change };
    const { swing, rank, reason, why } = given;
    const isRank = "rank" in change || "why" in change;
    const message = isRank ? { kind: "rank", rank, reason: why } : { kind: "swing", swing, reason };
    this.changes.put(id, { swing, rank, reason, why }, this.state.outbox.put({ criterion: id, ...message }));
    this.show();
  }

  /**
   * @param {Check} check
   * @param {string} answer
   */
  answer({ first, second }, answer) {
    this.state.outbox.put({ kind: "check", first, second, answer });
  }

  /** Sends input that has not been sent yet. */
  leave() {
    this.rows.get(this.here)?.take();
    for (const row of this.rows.values()) row.flush();
  }

  /**
   * Moves to another row, with the focus.
   * @param {number} by
   */
  go(by) {
    const ids = [...this.rows.keys()];
    const at = Math.max(0, Math.min(ids.length - 1, ids.indexOf(this.here) + by));
    this.choose(ids[at] ?? this.here);
    this.rows.get(this.here)?.name.focus();
  }

  /** Saves the row; goes to its reason where that is missing, else to the next without a number. */
  saveNext() {
    const row = this.rows.get(this.here);
    if (!row?.take()) return;
    row.flush();
    if (row.number === null) row.field.focus();
    else if (row.isMissing) row.reason.focus();
    else this.goOn();
  }

  /** Goes to the next row that is not whole; to the cross-checks, then on, after the last. */
  goOn() {
    const ids = [...this.rows.keys()];
    const at = ids.indexOf(this.here);
    const next = [...ids.slice(at + 1), ...ids.slice(0, at)].find((id) => {
      const row = this.rows.get(id);
      return row && (row.number === null || row.isMissing);
    });
    if (next) {
      this.choose(next);
      this.rows.get(next)?.field.focus();
    } else if (this.isOrder || this.hasAnsweredChecks) {
      this.state.outbox.put({ kind: "go", tab: "hand_in" });
    } else this.goToChecks();
  }

  /** Whether there are cross-checks, all of them answered. */
  get hasAnsweredChecks() {
    const { checks } = this.state.data;
    return checks.length > 0 && checks.every(({ answer }) => answer);
  }

  /** Goes to the cross-checks, as soon as they are available. */
  goToChecks() {
    this.isAwaiting = !this.checks.focus();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} target
   * @returns {boolean} whether the key was one of the sheet's
   */
  press(event, target) {
    const row = this.rows.get(this.here);
    if (event.key === "x") this.goToChecks();
    else if (!row || target.closest(".side")) return false;
    else if (event.key === "r") row.reason.focus();
    else if (event.key in ROWS) this.go(ROWS[event.key] ?? 0);
    else if (target.matches("input")) return this.pressInSwing(event);
    else if (event.key in STEPS) this.move(STEPS[event.key] ?? 0);
    else if (target.matches(".name") && /^([\d.,]|Enter)$/.test(event.key)) {
      row.field.focus();
      row.field.select();
      return event.key === "Enter";
    } else return false;
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was one of the sheet's
   */
  pressInSwing(event) {
    if (event.key !== "Enter") return false;
    this.saveNext();
    return true;
  }

  /** @param {number} by */
  move(by) {
    const row = this.rows.get(this.here);
    const now = row?.shown.swing ?? null;
    if (!row || now === null || this.isOrder) return;
    this.put(this.here, { swing: Math.max(0, Math.min(LARGEST_SWING, now + by * row.track.step)) });
  }
}

/**
 * @param {number | null} swing
 * @param {(number | null)[]} all
 * @returns {number} the place of a swing by size, 1 the largest; 0 where there is none
 */
function placeOf(swing, all) {
  return swing === null ? 0 : all.filter((one) => one !== null && one > swing).length + 1;
}
