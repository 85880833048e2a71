// The instrument on the page: verdict, the weighted scorecard, and weight sliders coloured by
// the leading option. All that is shown is computed here while a weight is dragged;
// the state is sent to the server when the pointer is lifted.

import { DisputesBar } from "./disputes_bar.js";
import { movementOf } from "../engine/dragging.js";
import { make, round } from "./elements.js";
import { disputedProblem, evaluate, withReading } from "../engine/evaluation.js";
import { FramePanel } from "./frame_panel.js";
import { LensPanel } from "./lens_panel.js";
import { RankingTable } from "./ranking_table.js";
import { ScoreEditor } from "../scores/score_editor.js";
import { scoreOf, valueAt } from "../engine/scales.js";
import { simulations } from "../engine/simulations.js";
import { ToolBar } from "./tool_bar.js";
import { WeightPanel } from "./weight_panel.js";

/** @import { Dispute, InstrumentData, Problem, Simulated, State } from "../types.js" */
/** @import { Movement } from "../engine/dragging.js" */
/** @import { Part, Surroundings } from "../types.js" */

const MOST_STEPS_BACK = 100;
/** Milliseconds after the last key before a weight moved by keyboard counts as settled. */
const KEY_REST = 250;

/** One instrument on the page: its state, its history and its parts. */
export class Instrument {
  /**
   * Builds the instrument in place of whatever `root` contains.
   * @param {Element} root
   * @param {InstrumentData} data
   * @param {Surroundings} around
   */
  constructor(root, data, around) {
    this.around = around;
    this.data = data;
    this.signature = signatureOf(data);
    this.state = structuredClone(data.state);
    /** @type {State[]} */
    this.past = [];
    /** @type {State[]} */
    this.future = [];
    /** @type {State | null} The state before the present drag. */
    this.before = null;
    /** @type {Movement | null} The movement of the weight moved last. */
    this.movement = null;
    /** @type {string | null} The option whose list of scores is open. */
    this.openOption = null;
    /** @type {Set<string>} The groups of criteria whose columns are folded. */
    this.folded = new Set();
    this.frame = 0;
    this.keyTimer = 0;
    /** @type {Map<string, Problem>} Problems with the scores of other readings held here. */
    this.held = new Map();
    this.base = this.problemOf(this.reading);
    this.problem = disputedProblem(this.base, this.state.disputes);
    this.result = this.evaluate();
    this.element = make("div", { class: "sy" });
    root.replaceChildren(this.element);
    this.element.onkeydown = (event) => this.onKey(event);
    this.element.dataset.mode = data.mode;
    /** @type {Part[]} Parts that only some pages have. */
    this.beside = [];
    this.editor = new ScoreEditor(this);
    this.heading = make("h1");
    this.because = make("p", { class: "because" });
    this.packages = make("p", { class: "premium" });
    this.spoken = make("p", { class: "spoken", "aria-live": "polite" });
    this.parts = this.build();
    this.showResult();
  }

  /**
   * Takes new data from the server. Its state is adopted only if the server marks it as newer
   * (another file, a reset, an address), never if it echoes what was sent from here; and nothing
   * is rebuilt under a pointer that may still be dragging.
   * @param {InstrumentData} data
   */
  update(data) {
    const isNew = data.rev !== this.data.rev || data.key !== this.data.key;
    const signature = signatureOf(data);
    const isChanged = signature !== this.signature;
    this.data = data;
    this.signature = signature;
    if (isNew) {
      this.state = structuredClone(data.state);
      [this.past, this.future, this.before] = [[], [], null];
    }
    if (!isNew && !isChanged) return;
    this.held.clear();
    this.element.dataset.mode = data.mode;
    this.prepare();
    if (isChanged) this.parts = this.build();
    this.paint();
  }

  /** Puts the scores of the reading in use, and those disputed, into the problem. */
  prepare() {
    this.base = this.problemOf(this.reading);
    this.problem = disputedProblem(this.base, this.state.disputes);
  }

  /** The id of the reading in use; empty for the scores of the file. */
  get reading() {
    return this.state.reading ?? this.data.seen.reading;
  }

  /**
   * The problem with the scores of a reading; the same object each time, so that its simulations
   * are drawn once.
   * @param {string} reading
   * @returns {Problem}
   */
  problemOf(reading) {
    const { problem, readings = [] } = this.data;
    const found = this.held.get(reading) ?? withReading(problem, readings, reading);
    this.held.set(reading, found);
    return found;
  }

  /**
   * @returns {Simulated} the results of the present state
   */
  evaluate() {
    const { swings, locks } = this.state;
    return evaluate(this.problem, swings, simulations(this.problem).shares(swings), locks);
  }

  /**
   * Builds all parts; once per set of data.
   * @returns {{
   *   lenses: LensPanel,
   *   weights: WeightPanel,
   *   tools: ToolBar,
   *   table: RankingTable,
   *   disputes: DisputesBar,
   *   frames: FramePanel,
   * }}
   */
  build() {
    this.parts?.table.end();
    const parts = {
      lenses: new LensPanel(this),
      weights: new WeightPanel(this),
      tools: new ToolBar(this),
      table: new RankingTable(this),
      disputes: new DisputesBar(this),
      frames: new FramePanel(this),
    };
    const { table } = parts;
    const beside = this.around.beside?.(this) ?? { strip: [], list: [], menu: [] };
    parts.frames.element.prepend(...beside.menu);
    this.beside = [...beside.strip, ...beside.list];
    const note = make("p", { class: "note", text: this.data.texts.simulations });
    const weights = make("section", { class: "weights", "aria-label": "Weights" },
      parts.lenses.element, ...parts.weights.elements, parts.tools.element,
      ...beside.list.map(({ element }) => element));
    const result = make("section", { class: "result", "aria-label": "Ranking" },
      parts.disputes.element, table.above, table.element);
    this.spoken.textContent = "";
    this.element.replaceChildren(
      this.heading, this.because, " ", this.packages, this.spoken,
      // The ranking comes before the weights, for readers and for the keyboard.
      make("div", { class: "desk whole" }, result, ...beside.strip.map(({ element }) => element),
        parts.frames.element, weights, note, parts.frames.about),
    );
    return parts;
  }

  /** Recomputes and shows the current state; called on each movement. */
  paint() {
    this.result = this.evaluate();
    this.showResult();
  }

  /** Shows the result in all parts. */
  showResult() {
    const { verdict } = this.result;
    this.parts.table.measure();
    this.heading.textContent = verdict.sentence;
    const isUnweighted = this.state.swings.every((swing) => swing === 0);
    const unweighted = isUnweighted ? `${this.data.texts.unweighted} ` : "";
    const reason = unweighted + verdict.because;
    if (reason !== this.because.textContent) {
      this.because.replaceChildren(...(this.around.reasonParts?.(this, reason) ?? [reason]));
    }
    this.packages.textContent = verdict.packages;
    const { weights, table, lenses, disputes, tools, frames } = this.parts;
    for (const part of [weights, table, lenses, disputes, tools, frames, ...this.beside]) part.paint();
    this.around.painted?.();
  }

  // --- movements ---

  /**
   * Moves a weight while it is dragged.
   * @param {number} i criterion
   * @param {number} percent 0..100
   */
  drag(i, percent) {
    this.before ??= structuredClone(this.state);
    this.movement = movementOf(this.movement, this.state, i);
    this.state.swings = this.movement.to(percent);
    this.schedule();
  }

  /**
   * Replaces a score while it is dragged or typed.
   * @param {string} option
   * @param {string} criterion
   * @param {number} value 0..100
   */
  dispute(option, criterion, value) {
    this.before ??= structuredClone(this.state);
    const others = this.state.disputes.filter(
      (d) => d.option !== option || d.criterion !== criterion,
    );
    this.state.disputes = [...others, { option, criterion, value }];
    this.prepare();
    this.schedule();
  }

  /** Repaints once per frame, however many events arrive. */
  schedule() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  /** Repaints at once. */
  flush() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.paint();
  }

  /** Ends a movement: adds the state before it to the history, sends and announces the new one. */
  settle() {
    clearTimeout(this.keyTimer);
    if (!this.before) return;
    this.past.push(this.before);
    this.past = this.past.slice(-MOST_STEPS_BACK);
    this.future = [];
    this.before = null;
    if (this.frame) this.flush();
    else this.parts.tools.paint();
    this.report();
  }

  /** Ends a movement made by keyboard, unless another key follows at once. */
  settleSoon() {
    clearTimeout(this.keyTimer);
    this.keyTimer = setTimeout(() => this.settle(), KEY_REST);
  }

  /**
   * Changes the state in one step.
   * @param {Partial<State>} change
   */
  commit(change) {
    this.editor.close();
    this.past.push(structuredClone(this.state));
    this.future = [];
    this.show({ ...this.state, ...change });
  }

  /**
   * Takes a state, shows it and sends it.
   * @param {State} state
   */
  show(state) {
    const isRescored = state.reading !== this.state.reading ||
      JSON.stringify(state.disputes) !== JSON.stringify(this.state.disputes);
    this.state = structuredClone(state);
    if (isRescored) this.prepare();
    this.flush();
    this.report();
  }

  /** Goes one step back. */
  undo() {
    const state = this.past.pop();
    if (!state) return;
    this.future.push(structuredClone(this.state));
    this.show(state);
  }

  /** Undoes the last undo. */
  redo() {
    const state = this.future.pop();
    if (!state) return;
    this.past.push(structuredClone(this.state));
    this.show(state);
  }

  /**
   * Escape closes the editor; Ctrl+Z and Ctrl+Y go through the history, but not where a
   * number is being typed.
   * @param {KeyboardEvent} event
   */
  onKey(event) {
    if (event.key === "Escape") this.editor.leave();
    const [target] = event.composedPath();
    const isTyping = target instanceof HTMLInputElement && target.type === "number";
    if (isTyping || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.redo();
    else this.undo();
  }

  /** Sends the state and announces the verdict to screen readers. */
  report() {
    this.spoken.textContent = this.result.verdict.sentence;
    const { criteria } = this.base;
    const { lens, swings, locks, disputes, rival } = this.state;
    this.around.send({
      key: this.data.key,
      rev: this.data.rev,
      lens: lens ?? null,
      swings: Object.fromEntries(criteria.map(({ id }, i) => [id, swings[i]])),
      locks: criteria.filter((_, i) => locks[i]).map(({ id }) => id),
      disputes,
      rival: rival ?? null,
    });
  }

  // --- single scores ---

  /**
   * @param {number} i option
   * @param {number} j criterion
   * @returns {Dispute | undefined} the dispute about a score
   */
  disputeOf(i, j) {
    const [option, criterion] = [this.base.options[i].id, this.base.criteria[j].id];
    return this.state.disputes.find((d) => d.option === option && d.criterion === criterion);
  }

  /**
   * Withdraws a dispute.
   * @param {number} i option
   * @param {number} j criterion
   */
  undispute(i, j) {
    const dispute = this.disputeOf(i, j);
    this.commit({ disputes: this.state.disputes.filter((d) => d !== dispute) });
  }

  /**
   * Replaces a score by a typed one; anything but a number on its scale is ignored.
   * @param {number} i option
   * @param {number} j criterion
   * @param {string} text
   * @returns {boolean} whether it is on the scale
   */
  disputeScore(i, j, text) {
    const criterion = this.base.criteria[j];
    const typed = Number(text);
    const { from, to } = criterion.scale;
    if (text.trim() === "" || !(typed >= from && typed <= to)) return false;
    this.dispute(this.base.options[i].id, criterion.id, round(valueAt(criterion, typed), 6));
    return true;
  }

  /**
   * @param {number} i option
   * @param {number} j criterion
   * @returns {string} the present score as a field shows it
   */
  scoreAt(i, j) {
    const criterion = this.base.criteria[j];
    const score = scoreOf(criterion, this.problem.likely[i][j]);
    return String(round(score, criterion.scale.digits));
  }

  /**
   * @param {number} i option
   * @param {number} j criterion
   * @returns {string} the score in the file, in writing
   */
  fileScore(i, j) {
    return this.base.printed[i][j];
  }
}

/**
 * All data but the state and its number, in a form that can be compared.
 * @param {InstrumentData} data
 * @returns {string}
 */
function signatureOf({ state: _state, rev: _rev, ...rest }) {
  return JSON.stringify(rest);
}
