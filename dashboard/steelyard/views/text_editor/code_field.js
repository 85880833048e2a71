// The editor built with CodeMirror; it can do what the plain text area can, and more.
import {
  autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap,
} from "./codemirror-autocomplete.js";
import {
  defaultKeymap, history as undoHistory, historyKeymap, indentWithTab,
} from "./codemirror-commands.js";
import { yaml } from "./codemirror-lang-yaml.js";
import {
  HighlightStyle, bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit, syntaxHighlighting,
} from "./codemirror-language.js";
import { forEachDiagnostic, lintGutter, nextDiagnostic, setDiagnostics } from "./codemirror-lint.js";
import { highlightSelectionMatches, search, searchKeymap } from "./codemirror-search.js";
import { Compartment, EditorState, Transaction } from "./codemirror-state.js";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  keymap, lineNumbers,
} from "./codemirror-view.js";
import { tags } from "./lezer-highlight.js";

/** @import { CompletionSource } from "./codemirror-autocomplete.js" */
/** @import { Diagnostic } from "./codemirror-lint.js" */
/** @import { Field, FieldOptions, Mark } from "./types.js" */

/** A problem as CodeMirror takes it, with the mark it was made of. */
/** @typedef {Diagnostic & { mark: Mark }} MarkedDiagnostic */

const line = "var(--st-border-color)";
const soft = "var(--st-secondary-background-color)";
const bright = "var(--st-primary-color)";

const look = EditorView.theme({
  "&": { color: "var(--st-text-color)", backgroundColor: "var(--st-background-color)", fontSize: "14px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--st-code-font), monospace", lineHeight: "21px" },
  ".cm-content": { caretColor: "var(--st-text-color)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)", borderLeftWidth: "2px" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
    backgroundColor: `color-mix(in srgb, ${bright} 28%, transparent) !important`,
  },
  ".cm-gutters": {
    backgroundColor: soft, color: "color-mix(in srgb, var(--st-text-color) 74%, transparent)",
    border: "none", borderRight: `1px solid ${line}`,
  },
  ".cm-activeLine": { backgroundColor: `color-mix(in srgb, ${bright} 7%, transparent)` },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--st-text-color)", fontWeight: "600" },
  ".cm-matchingBracket": { outline: `1px solid ${bright}`, backgroundColor: "transparent !important" },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, orange 40%, transparent)" },
  ".cm-searchMatch-selected": { outline: `2px solid ${bright}` },
  ".cm-selectionMatch": { backgroundColor: `color-mix(in srgb, ${bright} 16%, transparent)` },
  ".cm-panels": { backgroundColor: soft, color: "inherit", borderColor: line },
  ".cm-panel.cm-search": { fontFamily: "var(--st-font)", fontSize: "14px", padding: "6px 40px 6px 8px" },
  ".cm-panel.cm-search label": { fontSize: "14px", display: "inline-flex", alignItems: "center", minHeight: "32px" },
  ".cm-textfield": {
    backgroundColor: "var(--st-background-color)", color: "inherit", border: `1px solid ${line}`,
    borderRadius: "4px", minHeight: "36px", fontSize: "14px",
  },
  ".cm-panel .cm-button": {
    backgroundImage: "none", backgroundColor: "var(--st-background-color)", color: "inherit",
    border: `1px solid ${line}`, borderRadius: "4px", minHeight: "36px", fontSize: "14px",
  },
  ".cm-panel.cm-search [name=close]": { fontSize: "22px", width: "40px", height: "40px", border: "none", minHeight: "0", padding: "0" },
  ".cm-tooltip": {
    backgroundColor: "var(--st-background-color)", color: "inherit", border: `1px solid ${line}`,
    borderRadius: "6px", fontFamily: "var(--st-font)", maxWidth: "min(36rem, 86vw)",
    boxShadow: "0 4px 16px rgb(0 0 0 / .18)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-code-font), monospace", fontSize: "14px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: bright, color: "var(--st-background-color)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-diagnostic": { whiteSpace: "pre-line", padding: "8px 10px", borderLeftColor: "var(--st-red-text-color, #b3261e)" },
  ".cm-diagnosticAction": {
    backgroundColor: "transparent", color: "inherit", border: `1px solid ${bright}`,
    borderRadius: "6px", padding: "4px 10px", minHeight: "32px", font: "inherit", display: "block", margin: "6px 0 0",
  },
  ".cm-foldPlaceholder": { backgroundColor: soft, color: "inherit", borderColor: line },
  "@media (max-width: 760px)": {
    "&": { fontSize: "16px" },
    ".cm-scroller": { lineHeight: "24px" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "10px 8px" },
    ".cm-panel .cm-button, .cm-textfield": { minHeight: "44px" },
    ".cm-panel.cm-search [name=close]": { width: "44px", height: "44px" },
    ".cm-diagnosticAction": { minHeight: "44px" },
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--st-blue-text-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--st-violet-text-color)" },
  { tag: [tags.comment, tags.lineComment], opacity: ".74", fontStyle: "italic" },
  { tag: [tags.keyword, tags.meta, tags.typeName, tags.labelName], color: "var(--st-orange-text-color)" },
  { tag: tags.invalid, textDecoration: "underline wavy" },
]);

// Labels of the search panel, spelled out.
const phrases = EditorState.phrases.of({
  regexp: "as a pattern", "match case": "same capitals", "by word": "whole words", all: "select all",
});

/**
 * Completion from the first letter of a word on: ids everywhere, and keys where a key can be.
 * @param {CodeField} field
 * @returns {CompletionSource}
 */
function completion(field) {
  return (context) => {
    const word = context.matchBefore(/[\w-]+/);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    const before = context.state.doc.lineAt(from).text.slice(0, from - context.state.doc.lineAt(from).from);
    if (/#/.test(before.replace(/"[^"]*"|'[^']*'/g, ""))) return null;
    const startsEntry = /^\s*(- )?["']?$|[{,]\s*$/.test(before);
    const ids = field.words.map((label) => ({ label, type: "variable" }));
    const keys = field.keys.map((label) => ({ label, type: "property", boost: 1 }));
    return { from, options: startsEntry ? [...keys, ...ids] : ids, validFor: /^[\w-]*$/ };
  };
}

/**
 * A field of CodeMirror.
 * @implements {Field}
 */
export class CodeField {
  /**
   * @param {Element} host
   * @param {FieldOptions} options
   */
  constructor(host, { label, hint, root, onChange }) {
    /** @type {string[]} Ids for completion. */
    this.words = [];
    /** @type {string[]} Keys for completion. */
    this.keys = [];
    this.hasText = false;
    this.isLocked = false;
    this.locked = new Compartment();
    const extensions = [
      lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), highlightSpecialChars(),
      lintGutter(), codeFolding(), foldGutter(), undoHistory(), drawSelection(), bracketMatching(), closeBrackets(),
      highlightSelectionMatches(), search({ top: true }), indentUnit.of("  "), EditorState.tabSize.of(2),
      yaml(), syntaxHighlighting(colours), look, phrases, this.locked.of([]),
      autocompletion({ override: [completion(this)], icons: false, tooltipClass: () => "completion" }),
      EditorView.contentAttributes.of({
        "aria-label": label, "aria-describedby": hint, spellcheck: "false", tabindex: "0",
      }),
      keymap.of([
        { key: "F8", run: nextDiagnostic },
        ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
        indentWithTab, ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange();
      }),
    ];
    host.replaceChildren();
    this.view = new EditorView({ parent: host, root, state: EditorState.create({ extensions }) });
  }

  /** @returns {string} the text as typed */
  get text() {
    return this.view.state.doc.toString();
  }

  /**
   * Replaces only what differs, so that cursor, folds and history stay. Undo does not go back
   * beyond the first text.
   * @param {string} text
   */
  put(text) {
    const now = this.text;
    if (now === text) {
      this.hasText = true;
      return;
    }
    let from = 0;
    while (from < now.length && from < text.length && now[from] === text[from]) from++;
    let end = 0;
    const most = Math.min(now.length, text.length) - from;
    while (end < most && now[now.length - 1 - end] === text[text.length - 1 - end]) end++;
    this.view.dispatch({
      changes: { from, to: now.length - end, insert: text.slice(from, text.length - end) },
      annotations: Transaction.addToHistory.of(this.hasText),
    });
    this.hasText = true;
  }

  /** @returns {boolean} whether nothing can be typed */
  get readOnly() {
    return this.isLocked;
  }

  /** @param {boolean} is whether nothing can be typed */
  set readOnly(is) {
    if (this.isLocked === is) return;
    this.isLocked = is;
    this.view.dispatch({ effects: this.locked.reconfigure(EditorState.readOnly.of(is)) });
  }

  /**
   * Takes words for completion.
   * @param {string[]} words ids
   * @param {string[]} keys
   */
  setWords(words, keys) {
    this.words = words;
    this.keys = keys;
  }

  /**
   * Marks problems in the text.
   * @param {Mark[]} marks
   */
  mark(marks) {
    const diagnostics = marks.map((mark) => this.#diagnostic(mark)).sort((a, b) => a.from - b.from);
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  /**
   * Goes to a problem.
   * @param {Mark} mark
   */
  go(mark) {
    const { from, to } = this.#find(mark) ?? this.#place(mark);
    this.view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.view.focus();
  }

  /**
   * Mends a problem.
   * @param {Mark} mark
   * @returns {boolean} whether the text was still as marked
   */
  mend(mark) {
    const found = this.#find(mark);
    const insert = mark.mend ?? "";
    if (!found || this.view.state.sliceDoc(found.from, found.to) !== mark.was) return false;
    this.view.dispatch({
      changes: { from: found.from, to: found.to, insert },
      selection: { anchor: found.from + insert.length },
      effects: EditorView.scrollIntoView(found.from, { y: "center" }),
      userEvent: "input.mend",
    });
    this.view.focus();
    return true;
  }

  /** @returns {[number, number]} start and end of the selection */
  get place() {
    const { from, to } = this.view.state.selection.main;
    return [from, to];
  }

  /** @param {[number, number]} place start and end of what is to be selected */
  set place([anchor, head]) {
    this.view.dispatch({ selection: { anchor, head }, scrollIntoView: true });
  }

  /** @returns {boolean} whether the field has the focus */
  hasFocus() {
    return this.view.hasFocus;
  }

  /** Gives the field the focus. */
  focus() {
    this.view.focus();
  }

  /** Ends the field. */
  end() {
    this.view.destroy();
  }

  /**
   * Where a mark is now: CodeMirror has moved it along with everything typed since.
   * @param {Mark} mark
   * @returns {{ from: number, to: number } | undefined}
   */
  #find(mark) {
    /** @type {{ from: number, to: number }[]} */
    const found = [];
    forEachDiagnostic(this.view.state, (diagnostic, from, to) => {
      if ("mark" in diagnostic && diagnostic.mark === mark) found.push({ from, to });
    });
    return found.at(-1);
  }

  /**
   * Where a mark was made.
   * @param {Mark} mark
   * @returns {{ from: number, to: number }}
   */
  #place({ line: number, column, length }) {
    const at = this.view.state.doc.line(Math.min(Math.max(number, 1), this.view.state.doc.lines));
    const from = Math.min(at.from + column - 1, at.to);
    return { from, to: Math.min(from + length, at.to) };
  }

  /**
   * @param {Mark} mark
   * @returns {MarkedDiagnostic}
   */
  #diagnostic(mark) {
    const actions = [];
    if (mark.mend && !this.isLocked) {
      actions.push({ name: `Change to ${mark.mend}`, apply: () => this.mend(mark) });
    }
    const message = `${mark.title}\n${mark.words}`;
    return { ...this.#place(mark), severity: "error", message, actions, mark };
  }
}
