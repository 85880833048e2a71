// A text being divided: its pieces at the left, its description at the right. Enter splits at
// the caret, Backspace at the start of a piece joins, x leaves out, y takes what is suggested.

import { element, onceGone } from "../../elements.js";
import { labelled } from "./claim_card.js";
import { keyLine } from "./claim_text.js";
import { keepUnder, Outbox, readKept } from "./outbox.js";
import { pieceRow, placeInRow, putCaret, suggestionBox } from "./text_pieces.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { Row, TextData } from "./types.js" */

const KEPT_TEXT = "steelyard:text:";
const KEYS_OF_DIVIDING = [
  ["j k", "next, previous piece"], ["Enter", "split at the caret"],
  ["Backspace", "at the start of a piece: join with the one above"], ["x", "leave out, or put back"],
  ["y", "take the suggestion"], ["Ctrl Z", "undo"], ["Ctrl Enter", "save"],
];

/** @type {WeakMap<Node, TextDesk>} */
const textDesks = new WeakMap();

/** The desk for one text. */
class TextDesk {
  /** @param {Element} root */
  constructor(root) {
    this.root = root;
    this.outbox = new Outbox();
    /** @type {TextData | null} */
    this.data = null;
    this.here = 0;
    this.key = "";
    this.shown = "";
    this.hasFocus = false;
    /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement>} */
    this.fields = new Map();
    this.pieces = element("div", { className: "pieces" });
    this.heading = element("h2");
    this.about = element("div", { className: "about" });
    this.facts = element("dl");
    this.said = element("p", { className: "said" });
    this.said.setAttribute("role", "status");
    this.saves = this.button("Save text", () => this.save(), "primary");
    this.takesAll = this.button("Take all", () => this.send({ kind: "take_all" }));
    this.keepsAll = this.button("Keep all", () => this.send({ kind: "keep_all" }));
    this.undoes = this.button("Undo", () => this.send({ kind: "undo" }));
    this.drops = this.button("Do not add it", () => this.drop());
    this.togo = element("span", { className: "waits" });
    const card = element("section", { className: "card" }, this.heading, this.about,
      element("h3", { textContent: "Worked out for you" }), this.facts,
      element("div", { className: "buttons foot" }, this.said, this.saves, this.togo, this.takesAll, this.keepsAll,
        this.undoes, this.drops));
    card.setAttribute("aria-label", "About this text");
    this.desk = element("div", {}, element("div", { className: "columns" }, this.pieces, card),
      keyLine(KEYS_OF_DIVIDING));
    this.kept = element("div", { className: "buttons kept" });
    root.replaceChildren(this.kept, this.desk);
    this.desk.addEventListener("keydown", (event) => this.press(event));
    this.pieces.addEventListener("focusin", (event) => this.follow(event));
    this.about.addEventListener("input", () => this.keep());
  }

  /**
   * @param {string} textContent
   * @param {() => void} act
   * @param {string} [className]
   * @returns {HTMLButtonElement}
   */
  button(textContent, act, className = "") {
    const made = element("button", { type: "button", textContent, className });
    made.addEventListener("click", act);
    return made;
  }

  /**
   * Updates the desk to the present state.
   * @param {TextData} data
   * @param {(messages: object[]) => void} send
   */
  update(data, send) {
    this.data = data;
    this.outbox.update(data.taken, send);
    this.desk.hidden = !data.key;
    this.kept.hidden = Boolean(data.key);
    if (!data.key) {
      if (this.key) keepUnder(KEPT_TEXT + data.slot, null);
      this.key = "";
      this.offerKept(data);
      return;
    }
    if (data.key !== this.key) this.buildFields(data);
    this.key = data.key;
    const rows = JSON.stringify(data.rows);
    if (rows !== this.shown) this.drawRows(data);
    this.shown = rows;
    this.drawCard(data);
    this.keep();
  }

  /**
   * Offers to resume a text that an earlier page stored and that was not saved.
   * @param {TextData} data
   */
  offerKept(data) {
    const kept = readKept(KEPT_TEXT + data.slot);
    if (!kept?.keep?.read) {
      this.kept.replaceChildren();
      return;
    }
    this.kept.replaceChildren(
      element("span", { textContent: `${data.words.kept} ${kept.keep.name}` }),
      this.button("Go on with it", () => this.send({ kind: "resume", kept: kept.keep }), "primary"),
      this.button("Forget it", () => {
        keepUnder(KEPT_TEXT + data.slot, null);
        this.offerKept(data);
      }));
  }

  /** @param {TextData} data */
  buildFields(data) {
    const kept = readKept(KEPT_TEXT + data.slot);
    const values = kept?.key === data.key ? kept.values ?? {} : {};
    this.here = 0;
    this.shown = "";
    this.fields = new Map();
    this.about.replaceChildren(...data.fields.map(([key, label, kind, value]) => {
      const field = kind === "text" ? element("textarea", { rows: 2 })
        : element("input", { type: key === "accessed" ? "date" : "text" });
      field.value = typeof values[key] === "string" ? values[key] : value;
      this.fields.set(key, field);
      return labelled(label, field, `field ${kind}`);
    }));
    this.heading.textContent = data.title;
  }

  /** @param {TextData} data */
  drawCard(data) {
    this.facts.replaceChildren(...data.facts.flatMap(([name, words]) => [
      element("dt", { textContent: name }), element("dd", { textContent: words })]));
    const places = data.open === 1 ? "1 place to go" : `${data.open} places to go`;
    this.togo.textContent = data.why || (data.open ? places : "");
    this.saves.disabled = data.open > 0 || Boolean(data.why);
    this.takesAll.textContent = data.open === 1 ? "Take it" : `Take all ${data.open}`;
    this.keepsAll.textContent = data.open === 1 ? "Keep it" : "Keep all";
    this.takesAll.hidden = this.keepsAll.hidden = data.open === 0;
    this.undoes.disabled = !data.undo;
    const { outcome } = data;
    this.said.textContent = outcome && outcome.n === this.outbox.n ? outcome.text : "";
    this.said.classList.toggle("bad", outcome?.ok === false);
  }

  /** @param {TextData} data */
  drawRows(data) {
    this.hasFocus = this.hasFocus || this.pieces.matches(":focus-within");
    this.here = Math.min(Math.max(this.here, 0), data.rows.length - 1);
    this.pieces.replaceChildren(...data.rows.flatMap((row, at) => [
      pieceRow(row, at, at === this.here, (kind) => this.act(kind)),
      ...row.suggestions.map((one) => suggestionBox(one,
        (kind) => this.send({ kind, id: one.id }))),
    ]));
    if (this.hasFocus) this.focusHere();
    this.hasFocus = false;
  }

  // --- navigation --------------------------------------------------------------------------------

  /** @returns {Row | undefined} */
  get row() {
    return this.data?.rows[this.here];
  }

  /** @returns {HTMLElement | null} */
  get words() {
    return this.pieces.querySelector(`[data-at="${this.here}"] .words`);
  }

  /**
   * Makes the row that got the focus the present one.
   * @param {Event} event
   */
  follow(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest("[data-at]");
    if (!(row instanceof HTMLElement)) return;
    this.here = Number(row.dataset.at);
    for (const one of this.pieces.querySelectorAll("[data-at]")) {
      one.classList.toggle("here", one === row);
      const words = one.querySelector(".words");
      if (words instanceof HTMLElement) words.tabIndex = one === row ? 0 : -1;
    }
  }

  /** Gives the present row the focus, with the caret at its start. */
  focusHere() {
    const { words } = this;
    if (!words) return;
    words.focus({ preventScroll: true });
    putCaret(words);
    words.scrollIntoView({ block: "nearest" });
  }

  /**
   * Goes to another row.
   * @param {number} step
   */
  go(step) {
    const count = this.data?.rows.length ?? 1;
    this.here = Math.min(Math.max(this.here + step, 0), count - 1);
    this.focusHere();
  }

  // --- steps --------------------------------------------------------------------------------------

  /** @param {import("./types.js").Message} message */
  send(message) {
    this.outbox.put(message);
  }

  /**
   * Does something to the present row.
   * @param {string} kind
   */
  act(kind) {
    const { row, words } = this;
    if (!row || !words) return;
    this.hasFocus = true;
    if (kind === "split") this.split(row, placeInRow(words));
    else if (kind === "join") {
      this.here -= 1;
      this.send({ kind: "join", part: row.parts[0].id });
    } else this.send({ kind: row.number ? "leave_out" : "put_back", part: row.parts[0].id });
  }

  /**
   * Splits at the caret: within a part, or between two that were joined.
   * @param {Row} row
   * @param {{ part: number, at: number } | null} place
   */
  split(row, place) {
    if (!place || !row.number) return;
    const part = row.parts[place.part];
    const isEnd = place.at >= part.text.length;
    const next = row.parts[place.part + (isEnd ? 1 : 0)];
    this.here += 1;
    if (place.at > 0 && !isEnd) this.send({ kind: "split", part: part.id, at: place.at });
    else if (next && next !== row.parts[0]) this.send({ kind: "apart", part: next.id });
    else this.here -= 1;
  }

  /** Takes the first suggestion of this row; without one goes to the next row that has one. */
  takeSuggestion() {
    const [first] = this.row?.suggestions ?? [];
    if (first) {
      this.hasFocus = true;
      this.send({ kind: "take", id: first.id });
      return;
    }
    const rows = this.data?.rows ?? [];
    const after = rows.findIndex((row, at) => at > this.here && row.suggestions.length);
    const next = after >= 0 ? after : rows.findIndex((row) => row.suggestions.length);
    if (next >= 0) this.go(next - this.here);
  }

  /** Sends the description of the text, to be saved. */
  save() {
    if (this.saves.disabled) return;
    const values = [...this.fields].map(([key, field]) => [key, field.value]);
    this.send({ kind: "save", ...Object.fromEntries(values) });
  }

  /** Discards the text. */
  drop() {
    if (this.data) keepUnder(KEPT_TEXT + this.data.slot, null);
    this.send({ kind: "drop" });
  }

  /** Stores the work in this browser. */
  keep() {
    const { data } = this;
    if (!data?.keep) return;
    const values = Object.fromEntries([...this.fields].map(([key, field]) => [key, field.value]));
    keepUnder(KEPT_TEXT + data.slot, { key: data.key, values, keep: data.keep });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key === "Enter") this.save();
    else if (target.matches("input, textarea, button") || event.altKey) return;
    else if (isControl) {
      if (event.key !== "z") return;
      this.hasFocus = true;
      this.send({ kind: "undo" });
    } else if (!this.pressKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {string} key
   * @returns {boolean} whether it was one of the desk's keys keys
   */
  pressKey(key) {
    /** @type {Record<string, () => void>} */
    const acts = {
      j: () => this.go(1),
      k: () => this.go(-1),
      x: () => this.act("leave_out"),
      y: () => this.takeSuggestion(),
      Enter: () => this.act("split"),
    };
    if (key === "Backspace") {
      const place = this.words && placeInRow(this.words);
      if (place?.part === 0 && place.at === 0) this.act("join");
      return true;
    }
    acts[key]?.();
    return key in acts;
  }
}

/**
 * Shows the desk.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-text-desk]"));
  const desk = textDesks.get(parentElement) ?? new TextDesk(root);
  textDesks.set(parentElement, desk);
  const read = /** @type {TextData} */ (JSON.parse(new TextDecoder().decode(data)));
  desk.update(read, (messages) => setTriggerValue("sent", messages));
  return onceGone(parentElement, () => {
    desk.outbox.end();
    textDesks.delete(parentElement);
  });
}
