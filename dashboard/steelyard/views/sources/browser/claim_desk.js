// A text with its claims at the left and the card of a claim at the right. Keys work while the
// text has the focus; letter keys do nothing while a field has it.

import { element, onceGone } from "../../elements.js";
import { ClaimCard } from "./claim_card.js";
import { TextPane } from "./claim_pane.js";
import { beginWords, coverageBar, keyLine, paragraphClaims } from "./claim_text.js";
import { CopiedWords } from "./copied_words.js";
import { PassageBar } from "./passage_bar.js";
import { keepUnder, Outbox, readKept } from "./outbox.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { Claim, ClaimData, Draft } from "./types.js" */

const KEPT = "steelyard:claim:";
const CODER = "steelyard:coder";

/** @type {WeakMap<Node, ClaimDesk>} */
const claimDesks = new WeakMap();

/** The desk for the claims of one text. */
class ClaimDesk {
  /** @param {Element} root */
  constructor(root) {
    this.outbox = new Outbox();
    /** @type {ClaimData | null} */
    this.data = null;
    /** @type {Draft | null} */
    this.draft = null;
    this.texts = new CopiedWords([]);
    this.textsKey = "";
    this.saving = 0;
    this.shown = "";
    this.card = new ClaimCard({
      changed: () => this.takeFields(),
      save: (over) => this.save(over),
      discard: () => this.close("Discarded."),
      withdraw: (reason) => this.send({ kind: "withdraw", claim: this.draft?.claim, reason }),
      restore: () => this.send({ kind: "restore", claim: this.draft?.claim }),
      create: (name) => this.send({ kind: "create", section: "options", name }),
      passage: () => this.wordsOf(this.draft?.passage ?? null),
    });
    this.picker = new PassageBar({
      passage: () => {
        this.pane.takePointed();
        return this.wordsOf(this.pane.passage);
      },
      place: () => ({ paragraph: this.pane.here }),
      send: (message) => this.send(message),
    });
    this.bar = element("div", { className: "bar", ariaHidden: "true" });
    this.barSays = element("span");
    this.pane = new TextPane({
      moved: () => this.draw(),
      taken: () => this.takePassage(),
      cut: () => this.say(this.data?.words.cut ?? ""),
      edit: (claim) => this.edit(claim),
    });
    this.views = [false, true].map((isList) => {
      const button = element("button", { type: "button" });
      button.addEventListener("click", () => this.showList(isList));
      return button;
    });
    this.begins = element("button", { type: "button", className: "primary", textContent: "New claim" });
    this.looks = element("button", { type: "button", textContent: "No claim here" });
    this.undoes = element("button", { type: "button", textContent: "Undo" });
    this.idle = element("div", { className: "idle" });
    this.said = element("p", { className: "said" });
    this.said.setAttribute("role", "status");
    this.begins.addEventListener("click", () => this.begin());
    this.looks.addEventListener("click", () => this.look());
    this.undoes.addEventListener("click", () => this.send({ kind: "undo" }));
    this.frame = element("section", { className: "card" },
      element("div", { className: "buttons" }, this.begins, this.looks, this.undoes),
      this.pane.ends, this.said, this.idle, this.card.root);
    this.frame.setAttribute("aria-label", "Claim");
    this.keyLine = keyLine();
    this.columns = element("div", { className: "columns" },
      element("div", { className: "left" }, this.bar,
        element("div", { className: "bar-foot" }, this.barSays,
          element("div", { className: "segments views" }, ...this.views)),
        this.pane.text, this.pane.pager, this.picker.root),
      this.frame);
    root.replaceChildren(this.columns, this.keyLine);
    root.addEventListener("keydown", (event) => this.press(/** @type {KeyboardEvent} */ (event)));
    this.bar.addEventListener("click", (event) => this.goFrom(event));
  }

  /**
   * Updates the desk to the present state of the register.
   * @param {ClaimData} data
   * @param {(messages: object[]) => void} send
   */
  update(data, send) {
    const isFirst = this.data === null;
    this.data = data;
    this.barSays.textContent = data.words.strip;
    this.pane.update(data);
    this.outbox.update(data.taken, send);
    this.takeTexts(data);
    const reads = data.picks !== null;
    this.frame.hidden = this.keyLine.hidden = reads;
    this.columns.classList.toggle("alone", reads);
    if (isFirst && !reads) this.reopen(data);
    if (data.outcome && data.outcome.n === this.saving) this.takeOutcome(data.outcome);
    this.draw();
  }

  /**
   * Updates the texts that our words are compared with, if they have changed.
   * @param {ClaimData} data
   */
  takeTexts(data) {
    const texts = [data.paragraphs.map(([text]) => text ?? ""), ...data.others];
    const key = JSON.stringify([data.sha256, data.gone, texts.map((one) => one.join("").length)]);
    if (key !== this.textsKey) this.texts = new CopiedWords(texts);
    this.textsKey = key;
  }

  /**
   * Opens what an earlier page left unsaved.
   * @param {ClaimData} data
   */
  reopen(data) {
    const kept = /** @type {Draft | null} */ (readKept(KEPT + data.slot));
    if (!kept || typeof kept.says !== "string" || !Array.isArray(kept.bears)) return;
    const isOther = kept.sha256 !== data.sha256;
    this.draft = isOther ? { ...kept, passage: null, sha256: data.sha256 } : kept;
    this.pane.here = Math.min(Math.max(kept.paragraph, 1), data.paragraphs.length);
    this.pane.passage = this.draft.passage;
    this.card.fill(this.draft, data);
    this.card.kept.textContent = isOther ? data.words.other_text : data.words.kept;
  }

  /** @param {import("./types.js").Outcome} outcome */
  takeOutcome(outcome) {
    this.saving = 0;
    if (this.data?.picks) return this.picker.took(outcome);
    if (outcome.made && this.draft) this.card.grid.at[0] = (this.data?.options.length ?? 1) - 1;
    if (outcome.ok && !outcome.made && this.draft) this.close(outcome.text);
    else this.say(outcome.text, outcome.ok);
    this.card.overwrites.hidden = !outcome.clash;
    if (this.draft && this.data) this.card.grid.update(this.data.options, this.data.criteria, this.draft.bears);
  }

  // --- what is shown ------------------------------------------------------------------------------

  /** Shows the present state. */
  draw() {
    const data = this.data;
    if (!data) return;
    const { here, own, marks, isList } = this.pane;
    const covered = marks.join(" ");
    if (covered !== this.shown) coverageBar(this.bar, data, own);
    this.shown = covered;
    for (const [at, place] of [...this.bar.children].entries()) place.classList.toggle("here", at + 1 === here);
    this.pane.draw();
    for (const [at, words] of ["Text", `List of ${data.claims.length}`].entries()) {
      this.views[at].textContent = words;
      this.views[at].setAttribute("aria-pressed", String(isList === (at === 1)));
    }
    this.picker.draw(data.picks, data.why);
    const [, seen] = data.paragraphs[here - 1];
    this.drawButtons(data, seen);
    if (this.draft) {
      const isFaulty = this.card.judge(this.draft, data, this.texts) !== null;
      this.card.saves.disabled = isFaulty || Boolean(data.why) || this.saving > 0;
    } else this.drawIdle(data, own[here - 1] ?? [], seen);
  }

  /**
   * @param {ClaimData} data
   * @param {string} seen why the paragraph has no claim
   */
  drawButtons(data, seen) {
    const isOpen = this.draft !== null;
    this.looks.textContent = seen ? "Look again" : "No claim here";
    this.looks.disabled = Boolean(data.why);
    this.undoes.title = data.undo;
    this.undoes.hidden = !data.undo || isOpen;
    this.begins.hidden = this.looks.hidden = this.idle.hidden = isOpen;
    this.card.root.hidden = !isOpen;
  }

  /**
   * @param {ClaimData} data
   * @param {Claim[]} own the claims of the paragraph
   * @param {string} seen why the paragraph has no claim
   */
  drawIdle(data, own, seen) {
    const told = data.why || (seen ? `${data.words.looked} ${seen}` : beginWords(data));
    this.idle.replaceChildren(...paragraphClaims(this.pane.here, own, told, (one) => this.edit(one)));
  }

  /**
   * Shows a message below the buttons.
   * @param {string} text
   * @param {boolean} isGood
   */
  say(text, isGood = true) {
    this.said.textContent = text;
    this.said.classList.toggle("bad", !isGood);
  }

  /** @param {boolean} isList */
  showList(isList) {
    this.pane.isList = isList;
    this.draw();
  }

  // --- navigation --------------------------------------------------------------------------------

  /** @param {Event} event */
  goFrom(event) {
    const place = /** @type {HTMLElement} */ (event.target).closest("[data-n]");
    if (place instanceof HTMLElement) this.pane.go(Number(place.dataset.n));
  }

  /**
   * @param {[number, number] | null} passage
   * @returns {string}
   */
  wordsOf(passage) {
    const number = this.draft?.paragraph ?? this.pane.here;
    const text = this.data?.paragraphs[number - 1]?.[0] ?? "";
    return passage ? text.slice(passage[0], passage[1]) : "";
  }

  /** Gives an open claim the passage that is selected. */
  takePassage() {
    if (!this.draft || !this.data || !this.pane.passage) return;
    this.draft = { ...this.draft, paragraph: this.pane.here, passage: this.pane.passage };
    this.card.place.textContent = `paragraph ${this.pane.here}, from the passage you selected`;
    this.keep();
  }

  // --- claims -------------------------------------------------------------------------------------

  /** Begins a claim from what is selected, else from the whole paragraph. */
  begin() {
    const { data } = this;
    if (!data || this.draft) return;
    this.pane.takePointed();
    const text = this.pane.paragraph;
    const passage = this.pane.passage ?? (text ? /** @type {[number, number]} */ ([0, text.length]) : null);
    this.open({
      claim: "", sha256: data.sha256, was: null, paragraph: this.pane.here, passage, says: "", quote: "",
      voice: "assertion", by: "", form: "generalisation", hedge: "", bears: [], note: "",
      coded_by: String(readKept(CODER) ?? ""),
    });
  }

  /** @param {Claim} claim */
  edit(claim) {
    const { data } = this;
    if (!data || data.picks || this.draft) return;
    const { id, withdrawn: _withdrawn, facts: _facts, ...fields } = claim;
    this.pane.go(claim.paragraph, claim.passage);
    this.open({ ...fields, claim: id, sha256: data.sha256, was: fields });
  }

  /** @param {Draft} draft */
  open(draft) {
    const { data } = this;
    if (!data) return;
    this.draft = draft;
    this.pane.passage = draft.passage;
    this.card.fill(draft, data);
    this.card.kept.textContent = "";
    this.say("");
    this.keep();
    this.draw();
    this.card.says.focus();
  }

  /** Takes over the contents of the fields. */
  takeFields() {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...this.card.fields };
    this.keep();
    this.draw();
  }

  /** Keeps the open claim in this browser. */
  keep() {
    if (this.data) keepUnder(KEPT + this.data.slot, this.draft);
  }

  /** @param {string} said */
  close(said) {
    const passage = this.draft?.passage;
    this.draft = null;
    this.keep();
    this.say(said);
    this.draw();
    this.pane.text.focus({ preventScroll: true });
    if (passage) {
      this.pane.passage = passage;
      this.pane.stepSentence(1);
    }
  }

  /** @param {boolean} over */
  save(over) {
    const { data, draft } = this;
    if (!data || !draft || this.saving) return;
    const fault = this.card.judge(draft, data, this.texts);
    if (fault || data.why) {
      this.say(data.why || (draft.says.trim() ? data.words.waits : data.words.unsaid), false);
      fault?.focus();
      return;
    }
    // The next new claim gets the same name, or none, by default.
    if (!draft.claim) keepUnder(CODER, draft.coded_by || null);
    this.send({ kind: "save", ...draft, over });
  }

  /** @param {import("./types.js").Message} message */
  send(message) {
    this.saving = this.outbox.put(message);
    this.draw();
  }

  /** Marks the paragraph as having no claim, or removes that mark. */
  look() {
    const seen = this.data?.paragraphs[this.pane.here - 1]?.[1];
    const reason = seen ? "" : this.data?.words.no_claim;
    this.send({ kind: "no_claim", paragraph: this.pane.here, reason });
  }

  // --- keys ---------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  press(event) {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const { text } = this.pane;
    const hasLetters = target.matches("textarea, select, input:not([type=radio])");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") this.save(false);
    else if (event.key === "Escape") text.focus({ preventScroll: true });
    else if (hasLetters || event.altKey) return;
    else if (event.ctrlKey || event.metaKey) {
      if (event.key !== "z") return;
      this.send({ kind: "undo" });
    } else if (!this.pressLetter(event.key) && !(target === text && this.pane.press(event))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {string} key
   * @returns {boolean} whether it was one of the desk's keys keys
   */
  pressLetter(key) {
    const moves = { j: () => this.pane.go(this.pane.here + 1), k: () => this.pane.go(this.pane.here - 1) };
    if (this.data?.picks && this.picker.press(key)) return true;
    /** @type {Record<string, () => void>} */
    const acts = this.data?.picks ? moves : {
      ...moves, n: () => this.begin(), x: () => this.look(),
      e: () => this.pane.claim && this.edit(this.pane.claim),
      g: () => this.card.grid.focus(), 1: () => this.speak(0), 2: () => this.speak(1), 3: () => this.speak(2),
    };
    acts[key]?.();
    return key in acts;
  }

  /**
   * Sets the voice; for somebody else's words, moves the focus to the field for the name.
   * @param {number} at
   */
  speak(at) {
    if (!this.draft) return;
    this.card.voices[at].checked = true;
    this.takeFields();
    if (at > 0) this.card.by.focus();
  }

  /** Stops listening. */
  end() {
    this.pane.end();
    this.outbox.end();
  }
}

/**
 * Shows the desk.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-claim-desk]"));
  const desk = claimDesks.get(parentElement) ?? new ClaimDesk(root);
  claimDesks.set(parentElement, desk);
  const read = /** @type {ClaimData} */ (JSON.parse(new TextDecoder().decode(data)));
  desk.update(read, (messages) => setTriggerValue("sent", messages));
  return onceGone(parentElement, () => {
    desk.end();
    claimDesks.delete(parentElement);
  });
}
