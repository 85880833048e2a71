// The editor that needs nobody else's code: a text area with line numbers. Problems have a
// sign at their line; Tab indents, and after Escape it leaves.
class PlainField {
  constructor(host, { label, hint, onChange }) {
    this.onChange = onChange;
    this.marks = [];
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
    this.area.addEventListener("keydown", (event) => this.#key(event));
  }

  get text() {
    return this.area.value;
  }

  put(text) {
    if (text !== this.area.value) this.area.value = text;
    this.#number();
  }

  set readOnly(is) {
    this.area.readOnly = is;
  }

  setWords() {}

  mark(marks) {
    this.marks = marks;
    this.#number(true);
  }

  go(mark) {
    const start = this.#offset(mark);
    this.area.focus();
    this.area.setSelectionRange(start, start + mark.length);
    const height = parseFloat(getComputedStyle(this.area).lineHeight);
    this.area.scrollTop = Math.max(0, (mark.line - 4) * height);
    this.#align();
  }

  mend(mark) {
    const start = this.#offset(mark);
    if (this.area.value.slice(start, start + mark.length) !== mark.was) return false;
    this.area.focus();
    this.area.setSelectionRange(start, start + mark.length);
    this.#type(mark.mend);
    return true;
  }

  get place() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  set place([from, to]) {
    this.area.setSelectionRange(from, to);
  }

  focus() {
    this.area.focus();
  }

  end() {}

  #changed() {
    this.#number();
    this.onChange();
  }

  // The way of putting in text that the browser's own undo knows.
  #type(text) {
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
      this.#changed();
    }
  }

  #offset(mark) {
    let start = 0;
    for (let line = 1; line < mark.line; line++) start = this.area.value.indexOf("\n", start) + 1;
    return start + mark.column - 1;
  }

  #key(event) {
    const leaves = this.leaves;
    this.leaves = event.key === "Escape" || (leaves && event.key === "Shift");
    if (this.area.readOnly || event.ctrlKey || event.metaKey || event.altKey) return;
    const before = this.area.value.slice(0, this.area.selectionStart);
    if (event.key === "Tab" && !leaves && !event.shiftKey) {
      event.preventDefault();
      this.#type("  ");
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#type("\n" + before.slice(before.lastIndexOf("\n") + 1).match(/^ */)[0]);
    }
  }

  #number(always = false) {
    let lines = 1;
    for (let at = -1; (at = this.area.value.indexOf("\n", at + 1)) >= 0; ) lines++;
    if (lines === this.lines && !always) return;
    this.lines = lines;
    const marked = new Set(this.marks.map((mark) => mark.line));
    const numbers = Array.from({ length: lines }, (_, i) => (marked.has(i + 1) ? "● " : "") + (i + 1));
    this.numbers.textContent = numbers.join("\n") + "\n\n";
    this.#align();
  }

  #align() {
    this.numbers.scrollTop = this.area.scrollTop;
  }
}
