// The card of the judge's current cell: the question, the reason, and the evidence.

import { element, isNew } from "../../elements.js";
import { claimSide } from "../../sheets/claim_list.js";
import { anchorsOf } from "./score_row.js";
import { fillSentence } from "./sheet_state.js";

/** @import { SheetState } from "./sheet_state.js" */

const REST = 900; // Milliseconds without a keystroke before a reason is saved.

/**
 * Callbacks of the card to the sheet.
 * @typedef {object} CardActs
 * @property {(reason: string) => void} reasoned
 * @property {(confidence: string) => void} sure
 * @property {() => void} saved
 * @property {() => void} unable
 * @property {() => void} kept
 * @property {(by: number) => void} turned
 */

/** The card at the right; on a phone its parts are placed above and below the numbers. */
export class AnswerCard {
  /** @param {CardActs} acts */
  constructor(acts) {
    this.acts = acts;
    this.key = "";
    this.isOpen = true;
    this.timer = 0;
    this.title = element("h2");
    this.about = element("p", { className: "about" });
    this.asks = element("p", { className: "asks" });
    this.anchors = element("ul", { className: "anchors" });
    this.others = element("div", { className: "reasons" });
    this.next = element("p", { className: "next" });
    this.next.setAttribute("role", "status");
    this.reasonName = element("span");
    this.needed = element("span", { className: "needed" });
    this.reason = element("textarea", { rows: 3, maxLength: 2000 });
    this.reason.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), REST);
    });
    this.reason.addEventListener("change", () => this.flush());
    const named = element("label", { className: "field" },
      element("span", { className: "over" }, this.reasonName, this.needed), this.reason);
    this.sure = element("select");
    for (const [value, name] of [["", "–"], ["low", "low"], ["moderate", "moderate"], ["high", "high"]]) {
      this.sure.append(element("option", { value, textContent: name }));
    }
    this.sure.addEventListener("change", () => acts.sure(this.sure.value));
    this.sureName = element("span", { className: "over" });
    const sureness = element("label", { className: "field sure" }, this.sureName, this.sure);
    this.save = element("button", { type: "button", className: "primary", textContent: "Save, next" });
    this.save.addEventListener("click", () => acts.saved());
    this.keep = element("button", { type: "button", textContent: "Keep as it was" });
    this.keep.addEventListener("click", () => acts.kept());
    this.unable = element("button", { type: "button", textContent: "Cannot judge" });
    this.unable.addEventListener("click", () => acts.unable());
    this.buttons = element("div", { className: "buttons" }, this.save, this.keep, this.unable);
    this.fold = element("button", { type: "button", className: "fold" });
    this.fold.addEventListener("click", () => this.toggle());
    this.evidence = element("div", { className: "claims" });
    this.turns = [-1, 1].map((by) => {
      const button = element("button", { type: "button", className: "link" });
      button.addEventListener("click", () => acts.turned(by));
      return button;
    });
    const turning = element("div", { className: "turns" }, ...this.turns);
    this.blind = element("p", { className: "note blind" });
    this.root = element("section", { className: "card" }, this.title, this.about, this.asks, this.anchors,
      this.others, this.next, named, sureness, this.buttons, this.fold, this.evidence, this.blind, turning);
    this.root.setAttribute("aria-label", "The answer");
  }

  /** Sends the current reason if it has changed. */
  flush() {
    clearTimeout(this.timer);
    const { state } = this;
    if (!state || this.reason.value === state.entry(this.key).reason) return;
    this.acts.reasoned(this.reason.value);
  }

  /** Folds the evidence in or out. */
  toggle() {
    this.isOpen = !this.isOpen;
    this.draw();
  }

  /**
   * Shows a cell.
   * @param {SheetState} state
   */
  show(state) {
    if (this.key !== state.key) this.flush();
    this.state = state;
    const isOther = this.key !== state.key;
    this.key = state.key;
    this.draw(isOther);
  }

  /** @param {boolean} isOther whether another cell was shown before */
  draw(isOther = false) {
    const { state, key } = this;
    if (!state) return;
    const { data } = state;
    const criterion = state.criterionOf(key);
    const [, name, about] = state.optionOf(key);
    this.title.textContent = name;
    this.about.textContent = about;
    const better = (criterion.isHigh ? data.words.high : data.words.low) ?? "";
    this.asks.textContent = data.again
      ? [`${criterion.name}.`, criterion.question, better].filter(Boolean).join(" ") : criterion.question;
    this.asks.hidden = !this.asks.textContent;
    this.sureName.textContent = data.words.sure ?? "";
    this.next.hidden = state.isLocked;
    this.next.textContent = data.isOpen ? data.words[state.prompt(key)] ?? "" : "";
    this.drawAnchors();
    this.drawOthers();
    this.drawFields(state, isOther);
    this.drawEvidence();
    this.blind.textContent = data.words.blind ?? "";
    const around = [state.neighbour(-1), state.neighbour(1)];
    this.turns.forEach((button, at) => {
      const other = around[at] ?? key;
      button.hidden = other === key;
      button.textContent = at ? `${state.nameOf(other)} ›` : `‹ ${state.nameOf(other)}`;
    });
  }

  /**
   * @param {SheetState} state
   * @param {boolean} isOther
   */
  drawFields(state, isOther) {
    const { key } = this;
    const entry = state.entry(key);
    const isAgain = Boolean(state.before(key)?.mine);
    const { isLocked } = state;
    this.reasonName.textContent = isAgain ? "Reason for a change" : "Your reason";
    const isNeeded = !isLocked && !entry.cannot && (!isAgain || state.isChange(key));
    this.needed.textContent = isNeeded ? "needed" : "";
    if (isOther || !this.reason.matches(":focus")) this.reason.value = entry.reason;
    this.reason.readOnly = isLocked;
    this.sure.value = entry.confidence;
    this.sure.disabled = isLocked || entry.cannot;
    this.buttons.hidden = isLocked;
    this.keep.hidden = !isAgain;
    this.unable.setAttribute("aria-pressed", String(entry.cannot));
  }

  /** The words on the scale, best on top; those within the range are marked. */
  drawAnchors() {
    const { state, key } = this;
    if (!state) return;
    const criterion = state.criterionOf(key);
    const { low, high } = state.entry(key);
    const rows = anchorsOf(criterion).map(([number, written, text]) => {
      const isIn = low !== null && high !== null && low <= number && number <= high;
      return element("li", { className: isIn ? "in" : "" },
        element("b", { textContent: written }), element("span", { textContent: text }));
    });
    this.anchors.replaceChildren(...(criterion.isHigh ? rows.toReversed() : rows));
  }

  /** The reasons of all judges in the previous round, without names. */
  drawOthers() {
    const reasons = this.state?.before(this.key)?.reasons ?? [];
    this.others.hidden = !reasons.length;
    const rows = reasons.map(([, written, text, isMine]) => {
      const row = element("li", {}, element("b", { textContent: written }), element("span", { textContent: text }));
      if (isMine) row.append(element("em", { textContent: "yours" }));
      return row;
    });
    this.others.replaceChildren(element("h3", { textContent: "Reasons without names" }), element("ul", {}, ...rows));
  }

  /** The claims that bear on the cell; unfolded ones stay so until another cell is shown. */
  drawEvidence() {
    const { state, key } = this;
    if (!state) return;
    const { claims, evidence, words } = state.data;
    const sides = (evidence[key] ?? []).map((side) => side.flatMap((claim) => claims[claim] ?? []));
    const [for_ = [], against = []] = sides;
    const count = new Set((evidence[key] ?? []).flat()).size;
    this.fold.textContent = count ? fillSentence(words.claims ?? "", { count }) : words.no_claims ?? "";
    this.fold.disabled = !count;
    this.fold.setAttribute("aria-expanded", String(this.isOpen && count > 0));
    this.evidence.hidden = !this.isOpen || !count;
    if (!isNew(this.evidence, JSON.stringify([key, sides]))) return;
    this.evidence.replaceChildren(
      claimSide(`${words.for} (${for_.length})`, for_, words, "h3"),
      claimSide(`${words.against} (${against.length})`, against, words, "h3"),
    );
  }
}
