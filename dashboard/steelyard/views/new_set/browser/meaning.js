// What the numbers of each criterion mean: one row each, in which a click sets which end is best or
// confirms the guess. On a row the keys l and h set low or high as best, y confirms.

import { element, onceGone } from "../../elements.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { Answer, MeaningCriterion, MeaningData } from "./types.js" */

const KEYS = "On a row: l low is best, h high is best, y takes it as it stands; arrow keys move.";
const ENDS = /** @type {const} */ ([["lower", "Low"], ["higher", "High"]]);

/** @type {WeakMap<Node, MeaningTable>} */
const meaningTables = new WeakMap();

/**
 * Parses a number as people type it; `null` for anything else.
 * @param {string} text
 * @returns {number | null}
 */
function typedNumber(text) {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(plain) ? Number(plain) : null;
}

/** The table of what numbers mean. */
class MeaningTable {
  /** @param {Element} root */
  constructor(root) {
    this.count = 0;
    this.shape = "";
    /** @type {(answer: Answer) => void} */
    this.send = () => {};
    /** @type {MeaningData} */
    this.data = { criteria: [], hasWeights: false };
    this.hint = element("p", { className: "hint", textContent: KEYS });
    this.rows = element("div", { className: "rows" });
    root.replaceChildren(this.hint, this.rows);
    this.rows.addEventListener("keydown", (event) => this.press(event));
  }

  /**
   * Takes new data and keeps the focus where it is.
   * @param {MeaningData} data
   * @param {(answer: Answer) => void} send
   */
  update(data, send) {
    this.send = send;
    this.data = data;
    const shape = JSON.stringify(data);
    if (shape === this.shape) return;
    this.shape = shape;
    const focused = /** @type {HTMLElement | null} */ (this.rows.querySelector(":focus"));
    const key = focused?.dataset.key;
    const before = focused instanceof HTMLInputElement ? focused.value : undefined;
    const isTyping = focused instanceof HTMLInputElement && focused.dataset.was !== focused.value;
    this.rows.replaceChildren(...data.criteria.map((criterion) => this.buildRow(criterion)));
    if (!key) return;
    const keyed = /** @type {HTMLElement[]} */ ([...this.rows.querySelectorAll("[data-key]")]);
    const row = `${key.split("|")[0]}|row`;
    const again = keyed.find((one) => one.dataset.key === key) ??
      keyed.find((one) => one.dataset.key === row);
    if (isTyping && again instanceof HTMLInputElement) again.value = before ?? "";
    again?.focus();
  }

  /**
   * Builds the row of a criterion.
   * @param {MeaningCriterion} criterion
   * @returns {HTMLElement}
   */
  buildRow(criterion) {
    const { id, name } = criterion;
    const row = element("section", { className: criterion.isOpen ? "row open" : "row", tabIndex: 0 });
    row.dataset.row = id;
    row.dataset.key = `${id}|row`;
    row.setAttribute("aria-label", `${name}: ${criterion.isOpen ? "to be confirmed" : "confirmed"}`);
    const ends = element("div", { className: "ends" }, ...ENDS.map(([better, words]) => {
      const button = element("button", { type: "button", textContent: words });
      button.setAttribute("aria-pressed", String(criterion.better === better));
      button.setAttribute("aria-label", `${name}: ${words.toLowerCase()} is best`);
      button.dataset.key = `${id}|${better}`;
      button.addEventListener("click", () => this.say({ kind: "better", id, better }));
      return button;
    }));
    row.append(
      element("div", { className: "name" }, element("b", { textContent: name }),
        element("span", { textContent: criterion.group })),
      element("div", { className: "found" }, element("span", { textContent: criterion.inSheet }),
        element("span", { textContent: criterion.unit })),
      element("div", {}, element("small", { textContent: "Best is" }), ends,
        element("span", { textContent: criterion.whyBetter || "confirmed" })),
      this.buildScale(criterion),
      element("div", { className: "sure" }, ...this.buildState(criterion)),
    );
    if (criterion.swing) {
      row.append(element("div", { className: "weight" }, element("small", { textContent: "Swing" }),
        element("span", { textContent: criterion.swing })));
    }
    if (criterion.words.length) row.append(this.buildWords(criterion));
    return row;
  }

  /**
   * Builds the mark of a confirmed criterion, or the button that confirms it.
   * @param {MeaningCriterion} criterion
   * @returns {HTMLElement[]}
   */
  buildState({ id, name, isOpen }) {
    if (!isOpen) return [element("span", { className: "done", textContent: "✓ confirmed" })];
    const button = element("button", { type: "button", className: "confirm", textContent: "Confirm" });
    button.setAttribute("aria-label", `Confirm ${name} as it stands`);
    button.dataset.key = `${id}|confirm`;
    button.addEventListener("click", () => this.say({ kind: "confirm", id }));
    return [button];
  }

  /**
   * Builds the two ends of a scale, the worst first.
   * @param {MeaningCriterion} criterion
   * @returns {HTMLElement}
   */
  buildScale(criterion) {
    const { id, name, better } = criterion;
    const [worst, best] = better === "lower" ? ["to", "from"] : ["from", "to"];
    const values = { from: criterion.from, to: criterion.to };
    const fields = [worst, best].map((end, at) => {
      const input = this.buildField(`${id}|${end}`, String(values[/** @type {"from" | "to"} */ (end)]),
        `${name}: ${at ? "best" : "worst"} end of the scale`);
      input.addEventListener("change", () => {
        const number = typedNumber(input.value);
        input.setAttribute("aria-invalid", String(number === null));
        if (number !== null) this.say({ kind: "scale", id, ...values, [end]: number });
      });
      return input;
    });
    return element("div", { className: "scale" },
      element("small", { textContent: "Scale: worst to best" }),
      element("div", {}, fields[0], element("span", { textContent: "to" }), fields[1]),
      element("span", { textContent: criterion.whyScale }));
  }

  /**
   * Builds a field for each word of a criterion, with the number that it stands for.
   * @param {MeaningCriterion} criterion
   * @returns {HTMLElement}
   */
  buildWords({ id, name, words, areWordsOpen }) {
    const fields = words.map(([word, worth]) => {
      const input = this.buildField(`${id}|word|${word}`, worth === null ? "unknown" : String(worth),
        `${name}: what “${word}” is worth`);
      input.addEventListener("change", () => {
        const isUnknown = /^(unknown|\?)?$/i.test(input.value.trim());
        const number = isUnknown ? null : typedNumber(input.value);
        const isWrong = !isUnknown && number === null;
        input.setAttribute("aria-invalid", String(isWrong));
        if (!isWrong) this.say({ kind: "word", id, word, number });
      });
      return element("label", {}, element("span", { textContent: word }), input);
    });
    const says = areWordsOpen ? "What its words are worth, as guessed:" : "What its words are worth:";
    return element("div", { className: "words" }, element("small", { textContent: says }), ...fields);
  }

  /**
   * Builds a field for a number.
   * @param {string} key
   * @param {string} value
   * @param {string} label
   * @returns {HTMLInputElement}
   */
  buildField(key, value, label) {
    const input = element("input", { type: "text", value, autocomplete: "off" });
    input.dataset.key = key;
    input.dataset.was = value;
    input.setAttribute("aria-label", label);
    input.setAttribute("inputmode", "decimal");
    return input;
  }

  /**
   * Sends an answer.
   * @param {Omit<Answer, "n">} answer
   */
  say(answer) {
    this.count += 1;
    this.send({ n: this.count, ...answer });
  }

  /**
   * Handles a key on a row; letter keys do nothing while a field has the focus.
   * @param {KeyboardEvent} event
   */
  press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest(".row"));
    if (!row || target instanceof HTMLInputElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = row.dataset.row ?? "";
    const near = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling };
    if (event.key === "l") this.say({ kind: "better", id, better: "lower" });
    else if (event.key === "h") this.say({ kind: "better", id, better: "higher" });
    else if (event.key === "y") this.say({ kind: "confirm", id });
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      /** @type {HTMLElement | null} */ (near[event.key])?.focus();
    } else return;
    event.preventDefault();
  }
}

/**
 * Shows what the numbers mean.
 * @param {Component<MeaningData>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-meaning]"));
  const table = meaningTables.get(parentElement) ?? new MeaningTable(root);
  meaningTables.set(parentElement, table);
  table.update(data, (answer) => setTriggerValue("sent", answer));
  return onceGone(parentElement, () => meaningTables.delete(parentElement));
}
