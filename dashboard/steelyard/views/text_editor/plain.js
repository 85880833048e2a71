// The editor without CodeMirror: a text area with line numbers. Lines with problems have a sign;
// Tab indents, and after Escape it leaves the field.

/** @import { Field, FieldOptions, Mark } from "./types.js" */

/**
 * A text area with line numbers.
 * @implements {Field}
 */
export class PlainField {
  /**
   * @param {Element} host
   * @param {FieldOptions} options
   */
  constructor(host, { label, hint, root, onChange }) {
    this.root = root;
    this.onChange = onChange;
    /** @type {Mark[]} */
    this.marks = [];
    this.lines = 0;
    /** Whether the next Tab leaves the field. */
    this.leaves = false;
    this.numbers = document.createElement("pre");
    this.numbers.setAttribute("aria-hidden", "true");
    this.area = document.createElement("textarea");
    this.area.setAttribute("aria-label", label);
    this.area.setAttribute("aria-describedby", hint);
    Object.assign(this.area, { spellcheck: false, wrap: "off", autocapitalize: "off" });
    this.area.setAttribute("autocorrect", "off");
    this.box = document.createElement("div");
    this.box.className = "plain";
    this.box.append(this.numbers, this.area);
    host.replaceChildren(this.box);
    this.area.addEventListener("input", () => this.#changed());
    this.area.addEventListener("scroll", () => this.#align());
    this.area.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** @returns {string} the text as typed */
  get text() {
    return this.area.value;
  }

  /**
   * Replaces the text.
   * @param {string} text
   */
  put(text) {
    if (text !== this.area.value) this.area.value = text;
    this.#number();
  }

  /** @returns {boolean} whether nothing can be typed */
  get readOnly() {
    return this.area.readOnly;
  }

  /** @param {boolean} is whether nothing can be typed */
  set readOnly(is) {
    this.area.readOnly = is;
  }

  /** Takes words for completion, which this field does not offer. */
  setWords() {}

  /**
   * Marks lines with problems.
   * @param {Mark[]} marks
   */
  mark(marks) {
    this.marks = marks;
    this.#number(true);
  }

  /**
   * Goes to a problem.
   * @param {Mark} mark
   */
  go(mark) {
    const start = this.#offset(mark);
    this.area.focus();
    this.area.setSelectionRange(start, start + mark.length);
    const height = parseFloat(getComputedStyle(this.area).lineHeight);
    this.area.scrollTop = Math.max(0, (mark.line - 4) * height);
    this.#align();
  }

  /**
   * Mends a problem.
   * @param {Mark} mark
   * @returns {boolean} whether the text was still as marked
   */
  mend(mark) {
    const start = this.#offset(mark);
    if (this.area.value.slice(start, start + mark.length) !== mark.was) return false;
    this.area.focus();
    this.area.setSelectionRange(start, start + mark.length);
    this.#type(mark.mend ?? "");
    return true;
  }

  /** @returns {[number, number]} start and end of the selection */
  get place() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  /** @param {[number, number]} place start and end of what is to be selected */
  set place([from, to]) {
    this.area.setSelectionRange(from, to);
  }

  /** @returns {boolean} whether the field has the focus */
  hasFocus() {
    return this.root.activeElement === this.area;
  }

  /** Gives the field the focus. */
  focus() {
    this.area.focus();
  }

  /** Ends the field; there is nothing to clean up. */
  end() {}

  /** Shows and reports a change. */
  #changed() {
    this.#number();
    this.onChange();
  }

  /**
   * Puts text in place of the selection, in the only way that the browser's own undo covers.
   * @param {string} text
   */
  #type(text) {
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
      this.#changed();
    }
  }

  /**
   * @param {Mark} mark
   * @returns {number} characters before a mark
   */
  #offset(mark) {
    let start = 0;
    for (let line = 1; line < mark.line; line++) start = this.area.value.indexOf("\n", start) + 1;
    return start + mark.column - 1;
  }

  /**
   * Indents with Tab and keeps the indent with Enter.
   * @param {KeyboardEvent} event
   */
  #onKey(event) {
    const leaves = this.leaves;
    this.leaves = event.key === "Escape" || (leaves && event.key === "Shift");
    if (this.area.readOnly || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab" && !leaves && !event.shiftKey) {
      event.preventDefault();
      this.#type("  ");
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#type(`\n${this.#indent()}`);
    }
  }

  /**
   * @returns {string} the spaces at the beginning of the present line
   */
  #indent() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    return line.slice(0, line.length - line.replace(/^ */, "").length);
  }

  /**
   * Writes the line numbers, if there are more or fewer than before.
   * @param {boolean} [always]
   */
  #number(always = false) {
    let lines = 1;
    for (let at = -1; (at = this.area.value.indexOf("\n", at + 1)) >= 0; ) lines++;
    if (lines === this.lines && !always) return;
    this.lines = lines;
    const marked = new Set(this.marks.map((mark) => mark.line));
    const numbers = Array.from(
      { length: lines }, (_, i) => (marked.has(i + 1) ? "● " : "") + (i + 1));
    this.numbers.textContent = numbers.join("\n") + "\n\n";
    this.#align();
  }

  /** Scrolls the line numbers along with the text. */
  #align() {
    this.numbers.scrollTop = this.area.scrollTop;
  }
}
