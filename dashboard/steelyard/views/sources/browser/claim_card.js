// The card of the claim that is being made or changed, with what still prevents saving it.

import { element } from "../../elements.js";
import { BearingGrid } from "./bearing_grid.js";

/** @import { CopiedWords } from "./copied_words.js" */
/** @import { ClaimData, ClaimFields, Draft } from "./types.js" */

const VOICES = [["assertion", "Assertion"], ["reported", "Reported"], ["quoted", "Quoted"]];

/**
 * @typedef {{
 *   changed: () => void, save: (over: boolean) => void, discard: () => void,
 *   withdraw: (reason: string) => void, restore: () => void, create: (name: string) => void,
 *   passage: () => string,
 * }} CardActions
 */

/**
 * A field with its name above it.
 * @param {string} name
 * @param {HTMLElement} field
 * @param {string} className
 * @returns {HTMLElement}
 */
export function labelled(name, field, className = "field") {
  return element("label", { className }, element("span", { textContent: name }), field);
}

/** The fields of a claim. */
export class ClaimCard {
  /** @param {CardActions} actions */
  constructor(actions) {
    this.actions = actions;
    this.title = element("h2");
    this.place = element("span", { className: "place" });
    this.kept = element("p", { className: "note" });
    this.says = element("textarea", { rows: 3, maxLength: 4000, spellcheck: true });
    this.says.setAttribute("aria-describedby", "copied");
    this.shade = element("div", { className: "shade" });
    this.shade.setAttribute("aria-hidden", "true");
    this.copied = element("p", { className: "fault", id: "copied" });
    this.copied.setAttribute("role", "status");
    this.quote = element("input", { type: "text", placeholder: "none" });
    this.quoteFault = element("p", { className: "fault" });
    this.takes = element("button", { type: "button", textContent: "Take the passage" });
    this.voices = VOICES.map(([value]) => element("input", { type: "radio", name: "voice", value }));
    this.by = element("input", { type: "text" });
    this.byFault = element("p", { className: "fault" });
    this.form = element("select");
    this.hedge = element("input", { type: "text", placeholder: "none" });
    this.note = element("input", { type: "text" });
    this.noteFault = element("p", { className: "fault" });
    this.coder = element("input", { type: "text", placeholder: "nobody named", maxLength: 80, autocomplete: "name" });
    this.grid = new BearingGrid(() => this.actions.changed());
    this.newName = element("input", { type: "text", placeholder: "Name of a new option" });
    this.newName.setAttribute("aria-label", "Name of a new option");
    this.creates = element("button", { type: "button", textContent: "Create option" });
    this.saves = element("button", { type: "button", className: "primary", textContent: "Save claim" });
    this.overwrites = element("button", { type: "button", textContent: "Save mine over it", hidden: true });
    this.discards = element("button", { type: "button", textContent: "Discard" });
    this.waits = element("span", { className: "waits" });
    this.reason = element("input", { type: "text", placeholder: "why it no longer counts" });
    this.withdraws = element("button", { type: "button", textContent: "Withdraw" });
    this.restores = element("button", { type: "button", textContent: "Let it count again" });
    this.ends = element("div", { className: "ends" });
    this.bearsLabel = element("p", { className: "over" });
    this.root = element("form", { className: "card-form" });
    this.root.noValidate = true;
    this.build();
    this.listen();
  }

  /** Puts the fields in their order. */
  build() {
    const voices = element("div", { className: "segments" }, ...this.voices.map((input, at) =>
      element("label", {}, input, element("span", { textContent: VOICES[at][1] }))));
    voices.setAttribute("role", "radiogroup");
    voices.setAttribute("aria-label", "Voice: who says so?");
    this.reason.setAttribute("aria-label", "Why this claim no longer counts");
    this.ends.append(this.reason, this.withdraws, this.restores);
    this.root.append(
      element("div", { className: "card-head" }, this.title, this.place), this.kept,
      labelled("What it says, in our own words",
        element("span", { className: "shaded" }, this.shade, this.says)),
      this.copied,
      element("div", { className: "row" },
        labelled("Quotation, if you need the very words", this.quote, "field wide"), this.takes),
      this.quoteFault,
      element("div", { className: "row" },
        element("div", { className: "field" }, element("span", { textContent: "Voice: who says so?" }), voices),
        labelled("By whom", this.by, "field wide")),
      this.byFault,
      element("div", { className: "row" }, labelled("Form", this.form),
        labelled("Hedge: words that limit it", this.hedge, "field wide")),
      this.bearsLabel,
      element("div", { className: "grid-frame" }, this.grid.table),
      element("details", { className: "new-option" },
        element("summary", { textContent: "The option is not there yet" }),
        element("div", { className: "row" }, this.newName, this.creates)),
      element("div", { className: "row" }, labelled("Note", this.note, "field wide"),
        labelled("Coded by", this.coder)),
      this.noteFault,
      this.ends,
      element("div", { className: "buttons foot" }, this.saves, this.overwrites, this.discards, this.waits),
    );
  }

  /** Connects the fields and buttons with their actions. */
  listen() {
    this.root.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("input", (event) => {
      if (event.target !== this.newName && event.target !== this.reason) this.actions.changed();
    });
    this.says.addEventListener("scroll", () => {
      this.shade.scrollTop = this.says.scrollTop;
    });
    this.takes.addEventListener("click", () => {
      this.quote.value = this.actions.passage();
      this.actions.changed();
    });
    this.saves.addEventListener("click", () => this.actions.save(false));
    this.overwrites.addEventListener("click", () => this.actions.save(true));
    this.discards.addEventListener("click", () => this.actions.discard());
    this.withdraws.addEventListener("click", () => {
      if (this.reason.value.trim()) this.actions.withdraw(this.reason.value);
      else this.reason.focus();
    });
    this.restores.addEventListener("click", () => this.actions.restore());
    this.creates.addEventListener("click", () => {
      if (this.newName.value.trim()) this.actions.create(this.newName.value);
      else this.newName.focus();
      this.newName.value = "";
    });
  }

  /**
   * Shows a claim in the fields.
   * @param {Draft} draft
   * @param {ClaimData} data
   */
  fill(draft, data) {
    const isNew = !draft.claim;
    this.title.textContent = isNew ? `New claim ${data.next}` : `Claim ${draft.claim}`;
    const from = draft.passage ? ", from the passage you selected" : "";
    this.place.textContent = `paragraph ${draft.paragraph}${from}`;
    this.says.value = draft.says;
    this.quote.value = draft.quote;
    this.by.value = draft.by;
    this.hedge.value = draft.hedge;
    this.note.value = draft.note;
    this.coder.value = draft.coded_by ?? "";
    for (const input of this.voices) input.checked = input.value === draft.voice;
    if (this.form.options.length !== data.forms.length) {
      this.form.replaceChildren(...data.forms.map(([value, textContent]) =>
        element("option", { value, textContent })));
    }
    this.form.value = draft.form;
    this.bearsLabel.textContent = data.words.bears;
    this.grid.update(data.options, data.criteria, draft.bears);
    this.overwrites.hidden = true;
    this.ends.hidden = isNew;
    this.reason.value = "";
    const withdrawn = data.claims.find((one) => one.id === draft.claim)?.withdrawn ?? "";
    this.restores.hidden = !withdrawn;
    this.reason.hidden = Boolean(withdrawn);
    this.withdraws.hidden = Boolean(withdrawn);
  }

  /** @returns {Omit<ClaimFields, "paragraph" | "passage">} the contents of the fields */
  get fields() {
    const voice = this.voices.find((input) => input.checked)?.value ?? "assertion";
    return {
      says: this.says.value, quote: this.quote.value, voice, by: this.by.value,
      form: this.form.value, hedge: this.hedge.value, bears: this.grid.bears,
      note: this.note.value, coded_by: this.coder.value.trim(),
    };
  }

  /**
   * Shows what prevents the claim from being saved; returns the field concerned, if any.
   * @param {Draft} draft
   * @param {ClaimData} data
   * @param {CopiedWords} texts
   * @returns {HTMLElement | null}
   */
  judge(draft, data, texts) {
    const runs = texts.find(draft.says);
    const noteRuns = texts.find(draft.note);
    this.shade.replaceChildren(...shaded(draft.says, runs));
    this.copied.textContent = copiedWords(runs, data);
    this.noteFault.textContent = copiedWords(noteRuns, data);
    const text = data.paragraphs[draft.paragraph - 1]?.[0] ?? null;
    const isLost = text !== null && !folded(text).includes(folded(draft.quote));
    this.quoteFault.textContent = isLost
      ? data.words.quote_lost.replace("{number}", String(draft.paragraph)) : "";
    this.takes.disabled = text === null || draft.passage === null;
    const isUnnamed = this.judgeVoice(draft, data);
    this.waits.textContent = data.why || (runs.length + noteRuns.length > 0 ? data.words.waits : "");
    /** @type {[boolean, HTMLElement][]} */
    const faults = [[runs.length > 0 || !draft.says.trim(), this.says], [isLost, this.quote],
      [isUnnamed, this.by], [noteRuns.length > 0, this.note]];
    return faults.find(([isFaulty]) => isFaulty)?.[1] ?? null;
  }

  /**
   * Requires a name if somebody else speaks; returns whether it is missing.
   * @param {Draft} draft
   * @param {ClaimData} data
   * @returns {boolean}
   */
  judgeVoice(draft, data) {
    const isAsserted = draft.voice === "assertion";
    this.by.disabled = isAsserted;
    const isUnnamed = !isAsserted && !draft.by.trim();
    this.byFault.textContent = isUnnamed ? data.words.unnamed : "";
    return isUnnamed;
  }
}

/**
 * @param {{ words: number }[]} runs
 * @param {ClaimData} data
 * @returns {string} the warning about copied words; empty if there are none
 */
function copiedWords(runs, data) {
  const most = Math.max(0, ...runs.map((run) => run.words));
  return most ? data.words.copied.replace("{words}", String(most)) : "";
}

/**
 * @param {string} text
 * @param {{ start: number, end: number }[]} runs
 * @returns {Node[]} the text with its copied words marked, to be placed behind the field
 */
function shaded(text, runs) {
  const nodes = [];
  let at = 0;
  for (const { start, end } of runs) {
    if (start < at) continue;
    nodes.push(document.createTextNode(text.slice(at, start)),
      element("mark", { textContent: text.slice(start, end) }));
    at = end;
  }
  nodes.push(document.createTextNode(`${text.slice(at)}\n`));
  return nodes;
}

/**
 * @param {string} text
 * @returns {string} the text with single spaces, as quotations are compared
 */
function folded(text) {
  return text.replace(/\s+/g, " ").trim();
}
