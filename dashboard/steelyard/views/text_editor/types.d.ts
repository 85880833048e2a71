/** The shapes of the data of the text editor. */

/** A problem with its place in the text; lines and columns from 1. */
export interface Mark {
  line: number;
  column: number;
  length: number;
  title: string;
  words: string;
  /** The marked text, and what could replace it; empty or null where nothing can. */
  was: string;
  mend: string | null;
}

export interface EditorData {
  label: string;
  /** Counts up whenever the server puts another text in place. */
  revision: number;
  /** The text; null where the browser has it already. */
  text: string | null;
  /** Number of the change since the revision that the marks belong to. */
  of: number;
  marks: Mark[];
  /** Problems without a place in this text. */
  elsewhere: string[];
  /** Number of problems that are not listed. */
  more: number;
  words: string[];
  keys: string[];
  readOnly: boolean;
  /** Where the module of CodeMirror is served; null for the plain text area. */
  module: string | null;
}

/** What is sent to the server. */
export interface SentText {
  revision: number;
  count: number;
  text: string;
  saves: string;
}

export interface FieldOptions {
  label: string;
  /** The id of the element that describes the field. */
  hint: string;
  root: Document | ShadowRoot;
  onChange(): void;
}

/** What both fields can do: the plain text area and CodeMirror. */
export interface Field {
  readonly text: string;
  readOnly: boolean;
  /** Start and end of the selection. */
  place: [number, number];
  put(text: string): void;
  setWords(words: string[], keys: string[]): void;
  mark(marks: Mark[]): void;
  go(mark: Mark): void;
  /** Puts the mend in place; returns whether the text was still as marked. */
  mend(mark: Mark): boolean;
  hasFocus(): boolean;
  focus(): void;
  end(): void;
}
