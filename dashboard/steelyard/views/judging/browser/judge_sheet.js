// One judge's sheet: one criterion at a time over all options, by keyboard, mouse or finger.
// Letters and arrow keys are shortcuts of the sheet while no text field has the focus.

import { element, onceGone } from "../../elements.js";
import { AnswerCard } from "./answer_card.js";
import { scoreHead, ScoreRow } from "./score_row.js";
import { sendLeft } from "./sheet_left.js";
import { fillSentence, SheetState } from "./sheet_state.js";
import { keysOf } from "./sheet_keys.js";
import { SheetSteps } from "./sheet_steps.js";
import { SwingSheet } from "./swing_sheet.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { NumberName, SheetData } from "./types.js" */

const NARROW = 700; // Pixels below which one option is shown at a time.

/** @type {WeakMap<Node, JudgeSheet>} */
const judgeSheets = new WeakMap();

/** The sheet of one judge. */
class JudgeSheet {
  /**
   * @param {Element} root
   * @param {SheetData} data
   */
  constructor(root, data) {
    this.root = root;
    this.state = new SheetState(data);
    /** @type {Map<string, ScoreRow>} */
    this.rows = new Map();
    this.shape = "";
    /** Whether the focus is to move to the swings once they are shown. */
    this.isGoing = false;
    this.card = new AnswerCard({
      reasoned: (reason) => this.put({ reason }, this.card.key),
      sure: (confidence) => this.put({ confidence }),
      saved: () => this.saveNext(),
      unable: () => this.giveUp(),
      kept: () => this.keep(),
      turned: (by) => this.go(this.state.neighbour(by), true),
    });
    this.card.isOpen = root.getBoundingClientRect().width > NARROW;
    this.steps = new SheetSteps((criterion) => this.goToCriterion(criterion));
    this.heading = element("h1");
    this.asked = element("span", { className: "asked" });
    this.who = element("span", { className: "who" });
    const about = element("p", { className: "head" }, this.asked, this.who);
    this.head = element("div", { className: "scale" });
    this.list = element("div", { className: "rows" });
    this.how = element("p", { className: "note how" });
    this.table = element("div", { className: "table" }, this.head, this.list, this.how);
    this.saved = element("span", { className: "saved" });
    this.saved.setAttribute("role", "status");
    this.digest = element("span");
    this.alert = element("p", { className: "fault" });
    this.alert.role = "alert";
    this.keys = element("span", { className: "names" });
    const foot = element("p", { className: "keys" }, this.keys,
      element("span", { className: "state" }, this.saved, this.digest));
    this.swings = new SwingSheet(this.state, () => this.draw());
    this.columns = element("div", { className: "columns" }, this.steps.root, this.table, this.card.root);
    root.replaceChildren(this.steps.top, this.heading, about, this.alert, this.columns, this.swings.root, foot);
    /** Commits input that is still in a field. */
    this.leave = () => {
      if (!this.isSwings) this.rows.get(this.state.key)?.takeTyped();
      this.card.flush();
      this.swings.leave();
    };
    root.addEventListener("keydown", (event) => this.press(/** @type {KeyboardEvent} */ (event)));
  }

  /**
   * @param {SheetData} data
   * @param {(messages: object[]) => void} send
   */
  update(data, send) {
    this.state.update(data);
    this.state.outbox.update(data.taken, send);
    sendLeft(this.state, this.swings);
    this.draw();
    if (!this.isGoing || !this.isSwings) return;
    this.isGoing = false;
    this.focusNumber();
  }

  /** Draws what has changed. */
  draw() {
    const { state } = this;
    const isSwings = state.data.view === "swings";
    this.columns.hidden = this.steps.top.hidden = isSwings;
    this.swings.root.hidden = !isSwings;
    if (isSwings) {
      const { words, who } = state.data;
      this.heading.textContent = words.heading_swings ?? "";
      this.asked.textContent = "";
      this.who.textContent = `${words.swings_ask} ${who}`;
      this.swings.show();
    } else this.drawScores();
    this.root.classList.toggle("locked", state.isLocked);
    this.drawFoot(keysOf(state.isLocked, isSwings, this.swings.isOrder));
  }

  /** Draws the scores; rows are rebuilt only if the cells shown have changed. */
  drawScores() {
    const { state } = this;
    const { data } = state;
    const shape = JSON.stringify([state.shown, data.criteria, data.options, data.again, state.isLocked]);
    if (shape !== this.shape) this.build(shape);
    this.drawHeading();
    for (const [key, row] of this.rows) row.refresh(key === state.key);
    this.steps.show(state);
    this.card.show(state);
  }

  /** Shows the question, and how much of it is answered. */
  drawHeading() {
    const { state } = this;
    const { again, words, who, round, view } = state.data;
    const { name, question } = state.criterionOf();
    const keys = state.shown;
    const changed = keys.filter((key) => state.isChange(key)).length;
    const values = { name, done: state.done(keys), count: keys.length, round, changed };
    const kind = view === "others" ? "_others" : again ? "_again" : "";
    this.heading.textContent = fillSentence(words[`heading${kind}`] ?? "", values);
    this.asked.textContent = again ? "" : `${question} `;
    this.who.textContent = again ? `${who} ${words[kind.slice(1)]}` : who;
  }

  /**
   * Shows the keys, whether everything is saved, and if not, why.
   * @param {import("./sheet_keys.js").SheetKeys} keys
   */
  drawFoot(keys) {
    this.keys.replaceChildren(...keys.map(([names, does]) => element("span", {},
      ...names.map((name) => element("kbd", { textContent: name })), element("span", { textContent: does }))));
    const { why, outcome, words, unchanged, digest } = this.state.data;
    const refused = outcome?.why ? fillSentence(words.not_saved ?? "", { why: outcome.why }) : "";
    this.alert.textContent = why || refused;
    this.alert.hidden = !this.alert.textContent;
    const saved = this.state.outbox.waiting.length ? words.saving : words.saved;
    this.saved.textContent = refused || this.state.isLocked ? "" : saved ?? "";
    this.digest.textContent = fillSentence((unchanged ? words.digest : words.digest_changed) ?? "", { digest });
  }

  /** @param {string} shape */
  build(shape) {
    this.shape = shape;
    const { state } = this;
    const { data } = state;
    this.root.classList.toggle("again", data.again);
    this.rows = new Map(state.shown.map((key) => [key, new ScoreRow(state, key, {
      chosen: (one) => this.choose(one),
      typed: (one, name, number) => this.put({ [name]: number, cannot: false }, one),
      refused: (one, says) => {
        this.choose(one);
        this.card.next.textContent = says;
      },
    })]));
    this.list.replaceChildren(...[...this.rows.values()].map((row) => row.root));
    this.head.replaceChildren(...scoreHead(state));
    const criterion = state.criterionOf();
    const better = (criterion?.isHigh ? data.words.high : data.words.low) ?? "";
    const ask = state.isLocked ? better : `${better} ${data.words.ask}`;
    this.how.textContent = data.again ? data.words.legend ?? "" : ask;
  }

  // --- what the judge does -----------------------------------------------------------------------

  /** @param {string} key */
  choose(key) {
    if (key === this.state.key) return;
    this.card.flush();
    this.state.go(key);
    this.draw();
  }

  /**
   * Goes to a cell; with `isFocused` the focus moves there too.
   * @param {string} key
   * @param {boolean} isFocused
   */
  go(key, isFocused) {
    this.choose(key);
    if (isFocused) this.focusName();
  }

  /** @param {string} criterion */
  goToCriterion(criterion) {
    const keys = this.state.cellsOf(criterion);
    const key = keys.find((one) => !this.state.isDone(one)) ?? keys[0];
    if (key) this.go(key, true);
  }

  /**
   * @param {Partial<import("./types.js").Entry>} change
   * @param {string} key
   */
  put(change, key = this.state.key) {
    if (this.state.isLocked) return;
    this.state.put(key, change);
    this.draw();
  }

  /** Toggles “cannot judge” for the current cell; goes on if it is now set. */
  giveUp() {
    const { state } = this;
    const { cannot } = state.entry(state.key);
    this.put(cannot ? { cannot: false } : { cannot: true, low: null, high: null, likely: null });
    if (!cannot) this.goOn();
  }

  /** Keeps the answer of the previous round. */
  keep() {
    const mine = this.state.before(this.state.key)?.mine;
    if (!mine) return;
    this.put({ ...mine, reason: "" });
    this.goOn();
  }

  /** Saves the answer; goes to the next cell if it is complete, else to what is missing. */
  saveNext() {
    const { state } = this;
    if (this.isSwings) {
      this.swings.saveNext();
      return;
    }
    this.rows.get(state.key)?.takeTyped();
    this.card.flush();
    const standing = state.standing(state.key);
    if (standing === "confirm" || state.isRefused(state.key)) this.put({});
    if (standing === "reason") this.card.reason.focus();
    else if (standing === "empty" || standing === "begun") this.focusNumber();
    else this.goOn();
  }

  /** Goes to the next unanswered cell; after the last, to the swings or to handing in. */
  goOn() {
    const next = this.state.next();
    if (!next) {
      this.isGoing = true;
      this.state.outbox.put({ kind: "go", tab: this.state.data.hasSwings ? "swings" : "hand_in" });
      return;
    }
    this.choose(next);
    this.focusNumber();
  }

  /** Focuses the field of the next number to be given. */
  focusNumber() {
    if (this.isSwings) {
      this.swings.rows.get(this.swings.here)?.field.focus();
      return;
    }
    const row = this.rows.get(this.state.key);
    const entry = this.state.entry(this.state.key);
    const asked = SheetState.asks(entry) || "likely";
    const field = row?.fields.get(/** @type {NumberName} */ (asked));
    field?.focus();
    field?.select();
  }

  /**
   * Moves the likely number, or widens or narrows the range.
   * @param {number} by
   * @param {boolean} isRange
   */
  move(by, isRange) {
    const { state } = this;
    const row = this.rows.get(state.key);
    const entry = state.begun(state.key);
    const { low, high, likely } = entry;
    const { from, to } = state.criterionOf();
    if (!row || low === null || high === null) return;
    const { step } = row.track;
    if (isRange) {
      const middle = likely ?? (low + high) / 2;
      const wide = { low: Math.max(from, low - by * step), high: Math.min(to, high + by * step) };
      this.put({ low: Math.min(wide.low, middle), high: Math.max(wide.high, middle) });
    } else if (likely !== null) {
      this.put({ likely: Math.max(low, Math.min(high, row.track.rounded(likely + by * step))) });
    }
  }

  /** Whether the swings are shown. */
  get isSwings() {
    return this.state.data.view === "swings";
  }

  /** Focuses the name of the current row, or on a phone, which shows no names, its number field. */
  focusName() {
    const rows = this.isSwings ? this.swings.rows : this.rows;
    const row = rows.get(this.isSwings ? this.swings.here : this.state.key);
    if (row?.name.checkVisibility()) row.name.focus();
    else this.focusNumber();
  }

  // --- keys --------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  press(event) {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key === "Enter") this.saveNext();
    else if (isControl || event.altKey || !this.pressKey(event, target)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} target
   * @returns {boolean} whether the key was one of the sheet's
   */
  pressKey(event, target) {
    if (target.matches("textarea, select")) {
      if (event.key === "Escape") this.focusName();
      return event.key === "Escape";
    }
    if (this.isSwings) return this.swings.press(event, target);
    return target.matches("input") ? this.pressInField(event) : this.pressOutside(event, target);
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was one of the sheet's
   */
  pressInField(event) {
    if (event.key === "Escape") this.focusName();
    else if (event.key === "Enter") {
      if (!this.rows.get(this.state.key)?.takeTyped()) return true;
      if (SheetState.asks(this.state.entry(this.state.key))) this.focusNumber();
      else this.card.reason.focus();
    } else return this.pressAnywhere(event);
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} target
   * @returns {boolean} whether the key was one of the sheet's
   */
  pressOutside(event, target) {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      this.move(event.key === "ArrowRight" ? 1 : -1, event.shiftKey);
      return true;
    }
    const isRow = target.matches(".name");
    if (event.key === "Enter" && isRow) {
      if (this.state.before(this.state.key)?.mine && this.state.standing(this.state.key) === "empty") this.keep();
      else this.focusNumber();
      return true;
    }
    if (isRow && /^[\d.,-]$/.test(event.key)) {
      // The digit itself goes into the field, which has the focus by then.
      this.focusNumber();
      return false;
    }
    return this.pressAnywhere(event);
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was one of the sheet's
   */
  pressAnywhere(event) {
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowDown: () => this.go(this.state.neighbour(1), true),
      ArrowUp: () => this.go(this.state.neighbour(-1), true),
      r: () => this.card.reason.focus(),
      v: () => this.card.toggle(),
      u: () => this.giveUp(),
    };
    acts[event.key]?.();
    return event.key in acts;
  }
}

/**
 * Shows the sheet.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-judge-sheet]"));
  const read = /** @type {SheetData} */ (JSON.parse(new TextDecoder().decode(data)));
  const known = judgeSheets.get(parentElement);
  const sheet = known?.state.data.slot === read.slot ? known : new JudgeSheet(root, read);
  judgeSheets.set(parentElement, sheet);
  sheet.update(read, (messages) => setTriggerValue("sent", messages));
  addEventListener("pagehide", sheet.leave);
  return onceGone(parentElement, () => {
    removeEventListener("pagehide", sheet.leave);
    sheet.leave();
    sheet.state.outbox.end();
    judgeSheets.delete(parentElement);
  });
}
