// The text at the left of the claim desk: where the visitor is in it, and what is selected.

import { element } from "../../elements.js";
import { claimList, paragraphRow } from "./claim_text.js";
import { offsetOf, rangeIn, sentenceAt, sentencesOf, stretched } from "./passages.js";

/** @import { Claim, ClaimData } from "./types.js" */

/** @type {["start" | "end", number, string][]} Ends of a passage, steps by a word, their names. */
const STEPS = [["start", -1, "← Start"], ["start", 1, "Start →"], ["end", -1, "← End"], ["end", 1, "End →"]];

/**
 * @typedef {{ moved: () => void, taken: () => void, cut: () => void, edit: (claim: Claim) => void }} PaneActions
 * @typedef {{ number: number, passage: [number, number], isCut: boolean }} Pointed
 */

/** On screens this narrow a text is shown page by page, instead of scrolling in a frame. */
const NARROW = "(max-width: 760px)";

/** Most letters on a page, unless a single paragraph has more. */
const PAGE = 6000;

/** The text of a register, with one paragraph as the present one. */
export class TextPane {
  /** @param {PaneActions} actions */
  constructor(actions) {
    this.actions = actions;
    /** @type {ClaimData | null} */
    this.data = null;
    this.here = 1;
    /** @type {[number, number] | null} What is selected in the present paragraph. */
    this.passage = null;
    this.isList = false;
    /** @type {Pointed | undefined} What touch or mouse has selected, until it is used. */
    this.pointed = undefined;
    /** @type {Claim[][]} The claims of each paragraph, without withdrawn ones. */
    this.own = [];
    /** @type {string[]} The state of each paragraph as a text, to detect changes. */
    this.marks = [];
    /** @type {string[]} The state of each paragraph when it was last drawn. */
    this.drawn = [];
    /** @type {HTMLElement[]} */
    this.rows = [];
    this.shape = "";
    this.text = element("div", { className: "text", tabIndex: 0 });
    this.text.setAttribute("role", "region");
    this.ends = element("div", { className: "passage-ends", hidden: true }, ...STEPS.map(([side, step, words]) => {
      const button = element("button", { type: "button", textContent: words });
      button.setAttribute("aria-label", `${side === "end" ? "End" : "Start"} of the passage one word ${step > 0 ? "further" : "back"}`);
      button.addEventListener("click", () => this.stretch(side, step));
      return button;
    }));
    let isMouse = true;
    this.text.addEventListener("pointerup", (event) => {
      isMouse = event.pointerType === "mouse";
      if (isMouse) this.point(event, true);
    });
    // A touch acts on its click. At the lifting of the finger the card may move below it, and the
    // click that follows would press one of its buttons.
    this.text.addEventListener("click", (event) => {
      if (!isMouse) this.point(event, false);
    });
    this.turns = [-1, 1].map((step) => {
      const button = element("button", { type: "button" });
      button.addEventListener("click", () => this.turn(step));
      return button;
    });
    this.paged = element("span");
    this.pager = element("nav", { className: "pager" }, this.turns[0], this.paged, this.turns[1]);
    this.narrow = matchMedia(NARROW);
    this.onNarrow = () => this.actions.moved();
    this.narrow.addEventListener("change", this.onNarrow);
    this.onSelect = () => this.noteSelection();
    document.addEventListener("selectionchange", this.onSelect);
  }

  /** Stops listening. */
  end() {
    document.removeEventListener("selectionchange", this.onSelect);
    this.narrow.removeEventListener("change", this.onNarrow);
  }

  /** @returns {[number, number][]} numbers of the first and the last paragraph of each page */
  get pages() {
    const texts = this.data?.paragraphs ?? [];
    if (!this.narrow.matches) return [[1, texts.length]];
    /** @type {[number, number][]} */
    const found = [];
    let letters = PAGE;
    for (const [at, [text]] of texts.entries()) {
      letters += text?.length ?? 200;
      const last = found.at(-1);
      if (last && letters <= PAGE) last[1] = at + 1;
      else {
        found.push([at + 1, at + 1]);
        letters = text?.length ?? 200;
      }
    }
    return found;
  }

  /** @returns {[number, number]} the page on which the present paragraph is */
  get page() {
    return this.pages.find(([, to]) => this.here <= to) ?? [1, 1];
  }

  /**
   * Goes to the page before or after.
   * @param {number} step
   */
  turn(step) {
    const { isList } = this;
    const at = this.pages.findIndex(([, to]) => this.here <= to);
    const next = this.pages[at + step];
    if (!next) return;
    this.go(next[0]);
    this.isList = isList;
    if (isList) this.actions.moved();
    this.text.scrollIntoView({ block: "start" });
  }

  /** @param {ClaimData} data */
  drawPager(data) {
    const [from, to] = this.page;
    this.pager.hidden = this.pages.length < 2;
    this.turns[0].textContent = data.words.page_before;
    this.turns[1].textContent = data.words.page_after;
    this.turns[0].disabled = from === 1;
    this.turns[1].disabled = to === data.paragraphs.length;
    this.paged.textContent = data.words.page.replace("{from}", String(from)).replace("{to}", String(to))
      .replace("{count}", String(data.paragraphs.length));
  }

  /**
   * Updates the pane to the present state of the register.
   * @param {ClaimData} data
   */
  update(data) {
    this.data = data;
    this.here = Math.min(this.here, data.paragraphs.length);
    this.own = data.paragraphs.map(() => /** @type {Claim[]} */ ([]));
    for (const claim of data.claims) if (!claim.withdrawn) this.own[claim.paragraph - 1]?.push(claim);
    this.marks = data.paragraphs.map(([text, seen], at) => JSON.stringify([text === null, seen, this.own[at]]));
  }

  /** Shows the text, or the list of its claims; only paragraphs that differ are rebuilt. */
  draw() {
    const { data } = this;
    if (!data) return;
    const number = this.own[this.here - 1]?.length ?? 0;
    this.text.setAttribute("aria-label", `Text, paragraph ${this.here} of ${data.paragraphs.length}, `
      + `${number} claims. j and k go on and back, arrows choose a sentence, n begins a claim.`);
    this.ends.hidden = !this.passage;
    const [from, to] = this.page;
    this.drawPager(data);
    const listed = data.claims.filter((one) => from <= one.paragraph && one.paragraph <= to);
    const shape = `${data.sha256} ${data.gone} ${this.isList ? JSON.stringify(listed) : ""}`;
    if (shape !== this.shape) {
      this.shape = shape;
      this.drawn = [];
      this.rows = data.paragraphs.map(() => element("div"));
      const gone = data.gone ? [element("p", { className: "note", textContent: data.gone })] : [];
      this.text.replaceChildren(...(this.isList ? [claimList(listed, this.actions.edit)] : [...gone, ...this.rows]));
    }
    if (this.isList) return;
    for (const [at, row] of this.rows.entries()) {
      if (from <= at + 1 && at + 1 <= to) this.drawParagraph(data, at);
      else if (row.hasChildNodes()) {
        this.drawn[at] = "";
        this.rows[at] = element("div");
        row.replaceWith(this.rows[at]);
      }
    }
  }

  /**
   * @param {ClaimData} data
   * @param {number} at
   */
  drawParagraph(data, at) {
    const isHere = at + 1 === this.here;
    const passage = isHere ? this.passage : null;
    const mark = `${this.marks[at]} ${isHere} ${passage}`;
    if (this.drawn[at] === mark) return;
    this.drawn[at] = mark;
    const [text, seen] = data.paragraphs[at];
    const row = paragraphRow({ number: at + 1, text, seen, isHere, passage, claims: this.own[at],
      edit: this.actions.edit });
    this.rows[at].replaceWith(row);
    this.rows[at] = row;
  }

  /**
   * Goes to a paragraph.
   * @param {number} number
   * @param {[number, number] | null} [passage]
   */
  go(number, passage = null) {
    const count = this.data?.paragraphs.length ?? 1;
    this.here = Math.min(Math.max(number, 1), count);
    this.passage = passage;
    this.isList = false;
    this.actions.moved();
    this.text.querySelector(".here")?.scrollIntoView({ block: "nearest" });
  }

  /** @returns {Claim | undefined} the claim whose passage has the selection, else the first here */
  get claim() {
    const own = this.own[this.here - 1] ?? [];
    const at = this.passage?.[0] ?? -1;
    return own.find((one) => one.passage && one.passage[0] <= at && at < one.passage[1]) ?? own[0];
  }

  /** @returns {string | null} */
  get paragraph() {
    return this.data?.paragraphs[this.here - 1]?.[0] ?? null;
  }

  /**
   * Selects the next or previous sentence, also of the next or previous paragraph.
   * @param {number} step
   */
  stepSentence(step) {
    const sentences = sentencesOf(this.paragraph ?? "");
    const [start, end] = this.passage ?? (step > 0 ? [-1, 0] : [Infinity, Infinity]);
    const next = step > 0 ? sentences.find((one) => one[0] >= end)
      : sentences.findLast((one) => one[1] <= start);
    if (next) this.go(this.here, next);
    else {
      const number = this.here + step;
      const beyond = this.data?.paragraphs[number - 1]?.[0];
      if (beyond) this.go(number, sentencesOf(beyond).at(step > 0 ? 0 : -1) ?? null);
    }
    this.actions.taken();
  }

  /**
   * Moves one end of the passage by a word.
   * @param {"start" | "end"} side
   * @param {number} step
   */
  stretch(side, step) {
    const text = this.paragraph;
    if (!text) return;
    const passage = this.passage ?? sentencesOf(text)[0];
    if (passage) this.go(this.here, stretched(text, passage, side, step));
    this.actions.taken();
  }

  /** Records what touch or mouse has selected, without changing anything on the page. */
  noteSelection() {
    const range = rangeIn(this.text);
    if (!range || range.collapsed || !this.text.contains(range.startContainer)) return;
    const found = this.selectedIn(range);
    if (found) this.pointed = found;
  }

  /**
   * @param {StaticRange | Range} range
   * @returns {Pointed | null}
   */
  selectedIn(range) {
    const node = range.startContainer;
    const words = (node instanceof Element ? node : node.parentElement)?.closest(".words");
    const row = words?.closest("[data-n]");
    if (!words || !(row instanceof HTMLElement)) return null;
    const number = Number(row.dataset.n);
    const text = this.data?.paragraphs[number - 1]?.[0] ?? "";
    const end = offsetOf(words, range.endContainer, range.endOffset);
    const passage = trimmed(text, offsetOf(words, node, range.startOffset), end < 0 ? text.length : end);
    return passage && { number, passage, isCut: end < 0 };
  }

  /**
   * @param {MouseEvent} event
   * @param {boolean} isMouse
   */
  point(event, isMouse) {
    const row = /** @type {HTMLElement} */ (event.target).closest("[data-n]");
    const range = rangeIn(this.text);
    if (range && !range.collapsed) {
      // A finger may still be moving the ends; they are read when the claim begins.
      if (isMouse) this.takePointed();
    } else if (row instanceof HTMLElement && !(/** @type {HTMLElement} */ (event.target).closest("button"))) {
      this.pointed = undefined;
      // A touch selects the sentence; with the mouse, a passage is selected by dragging.
      const number = Number(row.dataset.n);
      const text = this.data?.paragraphs[number - 1]?.[0] ?? "";
      const words = row.querySelector(".words");
      const sentence = !isMouse && words ? sentenceAt(words, text, event) : null;
      this.go(number, sentence);
      if (sentence) this.actions.taken();
    }
  }

  /** Makes what touch or mouse has selected the present passage. */
  takePointed() {
    const { pointed } = this;
    if (!pointed) return;
    this.pointed = undefined;
    document.getSelection()?.removeAllRanges();
    this.go(pointed.number, pointed.passage);
    if (pointed.isCut) this.actions.cut();
    this.actions.taken();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was one of the text's
   */
  press(event) {
    const { key, shiftKey } = event;
    if (key === "ArrowRight") shiftKey ? this.stretch("end", 1) : this.stepSentence(1);
    else if (key === "ArrowLeft") shiftKey ? this.stretch("end", -1) : this.stepSentence(-1);
    else if (key === "ArrowDown" && shiftKey) this.stretch("start", 1);
    else if (key === "ArrowUp" && shiftKey) this.stretch("start", -1);
    else return false;
    return true;
  }
}

/**
 * A passage without the spaces at its ends; null where nothing is left.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {[number, number] | null}
 */
function trimmed(text, from, to) {
  if (from < 0 || from >= to) return null;
  const inside = text.slice(from, to);
  const start = from + inside.length - inside.trimStart().length;
  const end = from + inside.trimEnd().length;
  return start < end ? [start, end] : null;
}
