// The editor on the page: the field (plain at once, CodeMirror as soon as it has been loaded),
// the hint above it, the list of problems below it, and what passes to and from the server.

import { element, onceGone } from "../elements.js";
import { PlainField } from "./plain.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */
/** @import { EditorData, Field, FieldOptions, Mark, SentText } from "./types.js" */

const SEND_AFTER = 300; // Milliseconds without a key.
const SEND_WITHIN = 3000; // Milliseconds at most, even while typing never pauses.
const MOST_LISTED = 50;
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const CTRL = MAC ? "Cmd" : "Ctrl";
let ids = 0;

/** @type {WeakMap<Node, TextEditor>} */
const editors = new WeakMap();

/** The editor of one text. */
class TextEditor {
  /**
   * @param {HTMLElement} root
   * @param {EditorData} data
   * @param {(text: SentText) => void} send
   */
  constructor(root, data, send) {
    this.root = root;
    this.data = data;
    this.sendState = send;
    /** @type {number | null} The revision of the text that is shown. */
    this.revision = null;
    this.count = 0; // Changes since the revision.
    this.saves = ""; // A new value each time Ctrl+S is pressed.
    this.timer = 0;
    this.since = 0; // When the first unsent change was made.
    this.isQuiet = false; // Whether this class is changing the text, not the visitor.
    this.listed = ""; // The problems that are listed, as text.
    this.next = -1; // The problem that F8 has gone to.
    /** @type {Mark[]} */
    this.marks = [];
    this.hint = element("p", { className: "hint", id: `hint-${ids++}` });
    this.host = element("div", { className: "field" });
    this.problems = element("div", { className: "problems" });
    this.status = element("p", { className: "spoken", role: "status" });
    root.replaceChildren(this.hint, this.host, this.problems, this.status);
    /** @type {FieldOptions} */
    this.options = {
      label: data.label,
      hint: this.hint.id,
      root: /** @type {Document | ShadowRoot} */ (root.getRootNode()),
      onChange: () => this.onChange(),
    };
    /** @type {Field} */
    this.field = new PlainField(this.host, this.options);
    this.showKeys(false);
    root.addEventListener("keydown", (event) => this.onKey(event));
    root.addEventListener("focusout", () => this.flush());
    if (data.module) this.upgrade(data.module);
  }

  /**
   * Puts CodeMirror in place of the text area, with its text, marks, focus and cursor.
   * @param {string} module
   */
  async upgrade(module) {
    const { CodeField } = await import(new URL(module, document.baseURI).href);
    const plain = this.field;
    const { place } = plain;
    const isFocused = plain.hasFocus();
    /** @type {Field} */
    const field = new CodeField(this.host, this.options);
    field.put(plain.text);
    this.field = field;
    this.showKeys(true);
    this.apply();
    field.mark(this.marks);
    if (isFocused) {
      field.place = place;
      field.focus();
    }
  }

  /**
   * Shows which keys do what.
   * @param {boolean} isFull whether the field is CodeMirror
   */
  showKeys(isFull) {
    const keys = [`${CTRL}+S saves`, "F8 goes to the next problem"];
    if (isFull) keys.push(`${CTRL}+F searches`, "Ctrl+Space completes", `${CTRL}+Z takes back`);
    keys.push("Tab indents; to leave by keyboard press Escape, then Tab");
    this.hint.textContent = keys.join(" · ");
  }

  /**
   * Takes new data: the text if the revision has changed, and the marks.
   * @param {EditorData} data
   * @param {(text: SentText) => void} send
   */
  update(data, send) {
    this.data = data;
    this.sendState = send;
    if (data.revision !== this.revision) {
      if (data.text === null) {
        // The server assumes that this page still has a text which it has lost: request it.
        send({ revision: -1, count: 0, text: "", saves: this.saves });
        return;
      }
      clearTimeout(this.timer);
      this.timer = 0;
      this.revision = data.revision;
      this.count = 0;
      this.isQuiet = true;
      this.field.put(data.text);
      this.isQuiet = false;
    }
    this.apply();
    // Marks of a text that has been typed over since are out of date; new ones will follow.
    if (data.of === this.count) {
      // The same marks sent again stay the same objects: the list below offers to mend those.
      if (JSON.stringify(data.marks) !== JSON.stringify(this.marks)) this.marks = data.marks;
      this.field.mark(this.marks);
      this.list({ ...data, marks: this.marks });
    }
  }

  /** Hands words and permissions to the field. */
  apply() {
    const { readOnly, words, keys } = this.data;
    this.field.readOnly = readOnly;
    this.field.setWords(words, keys);
    this.root.classList.toggle("read-only", readOnly);
  }

  /** Counts a change, and sends it after a pause. */
  onChange() {
    if (this.isQuiet) return;
    this.count++;
    if (!this.timer) this.since = Date.now();
    clearTimeout(this.timer);
    const left = this.since + SEND_WITHIN - Date.now();
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(SEND_AFTER, left)));
  }

  /** Sends a waiting change at once. */
  flush() {
    if (this.timer) this.send();
  }

  /** Sends the text. */
  send() {
    clearTimeout(this.timer);
    this.timer = 0;
    const { revision, count, saves } = this;
    const { text } = this.field;
    // The component that keeps unsaved work in this browser listens for this event, so that
    // the work is kept also while the server is away.
    const typed = new CustomEvent("steelyard-typed", {
      bubbles: true, composed: true, detail: text,
    });
    this.root.dispatchEvent(typed);
    this.sendState({ revision: revision ?? -1, count, text, saves });
  }

  /**
   * Saves with Ctrl+S, and goes to the next problem with F8.
   * @param {KeyboardEvent} event
   */
  onKey(event) {
    // Streamlit's own keys (r runs the page again) must not see what is typed here.
    event.stopPropagation();
    if (isSaveKey(event)) {
      event.preventDefault();
      if (this.data.readOnly || event.repeat) return;
      this.saves = `${Date.now()}-${Math.random()}`;
      this.send();
    } else if (event.key === "F8" && !event.defaultPrevented && this.marks.length) {
      event.preventDefault();
      this.next = (this.next + 1) % this.marks.length;
      this.field.go(this.marks[this.next]);
    }
  }

  /**
   * Lists the problems, if they have changed.
   * @param {EditorData} data
   */
  list({ marks, elsewhere, more }) {
    const listed = JSON.stringify([marks, elsewhere, more]);
    if (listed === this.listed) return;
    this.listed = listed;
    const count = marks.length + elsewhere.length + more;
    const words = count === 1 ? "1 problem" : `${count} problems`;
    const first = marks[0] ? ` Line ${marks[0].line}: ${marks[0].title}.` : "";
    this.status.textContent = count ? `${words}.${first}` : "No problems.";
    const items = marks.slice(0, MOST_LISTED).map((mark) => this.buildItem(mark));
    items.push(...elsewhere.map((text) => element("li", {}, element("span", { textContent: text }))));
    const left = count - items.length;
    if (left > 0) items.push(element("li", { textContent: `and ${left} more` }));
    this.problems.replaceChildren(
      element("p", { className: "count", textContent: count ? words : "No problems" }),
      ...(count ? [element("ol", {}, ...items)] : []),
    );
    this.problems.classList.toggle("none", count === 0);
  }

  /**
   * Builds the entry of one problem.
   * @param {Mark} mark
   * @returns {HTMLLIElement}
   */
  buildItem(mark) {
    const go = element("button", {
      type: "button", className: "go", textContent: `Line ${mark.line}`,
    });
    go.setAttribute("aria-label", `Go to line ${mark.line}: ${mark.title}`);
    go.addEventListener("click", () => this.field.go(mark));
    const words = element("span", { className: "words" }, element("b", { textContent: mark.title }));
    for (const line of mark.words.split("\n")) words.append(element("span", { textContent: line }));
    const item = element("li", {}, go, words);
    if (mark.mend && !this.data.readOnly) item.append(this.buildMend(mark));
    return item;
  }

  /**
   * Builds the button that mends one problem.
   * @param {Mark} mark
   * @returns {HTMLButtonElement}
   */
  buildMend(mark) {
    const mend = element("button", {
      type: "button", className: "mend", textContent: `Change to ${mark.mend}`,
    });
    mend.setAttribute("aria-label", `Change ${mark.was} in line ${mark.line} to ${mark.mend}`);
    mend.addEventListener("click", () => {
      if (this.field.mend(mark)) this.send();
    });
    return mend;
  }

  /** Ends the editor. */
  end() {
    clearTimeout(this.timer);
    this.field.end();
  }
}

/**
 * @param {KeyboardEvent} event
 * @returns {boolean} whether a key means to save
 */
const isSaveKey = ({ ctrlKey, metaKey, altKey, shiftKey, key }) =>
  (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "s";

/**
 * Shows the editor of the text that is open.
 * @param {Component<EditorData>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector("[data-text-editor]"));
  const send = (/** @type {SentText} */ text) => setTriggerValue("sent", text);
  const editor = editors.get(parentElement) ?? new TextEditor(root, data, send);
  editors.set(parentElement, editor);
  editor.update(data, send);
  return onceGone(parentElement, () => {
    editor.end();
    editors.delete(parentElement);
  });
}
