/** The shapes of the data of the desks on which texts are divided and claims are made. */

/** One thing the visitor did; the outbox numbers it. */
export interface Message {
  kind: string;
  [key: string]: unknown;
}

export interface Outcome {
  n: number;
  ok: boolean;
  text: string;
  claim?: string;
  clash?: boolean;
  made?: string;
}

/** What every desk is sent: among others the last message handled, and its outcome. */
export interface DeskState {
  slot: string;
  why: string;
  taken: number;
  outcome: Outcome | null;
  undo: string;
}

/** Criterion, option and side. */
export type Bearing = [string, string, string];

export interface ClaimFields {
  paragraph: number;
  passage: [number, number] | null;
  says: string;
  quote: string;
  voice: string;
  by: string;
  form: string;
  hedge: string;
  bears: Bearing[];
  note: string;
  /** Who made the claim from the text; empty if they do not want to be named. */
  coded_by: string;
}

export interface Claim extends ClaimFields {
  id: string;
  withdrawn: string;
  facts: string;
}

/** A claim being made or changed; `was`: its fields when that began, null for a new one. */
export interface Draft extends ClaimFields {
  claim: string;
  sha256: string;
  was: ClaimFields | null;
}

export interface ClaimData extends DeskState {
  source: string;
  sha256: string;
  next: string;
  gone: string;
  /** Text, if it is here and the right one, and why the paragraph has no claim. */
  paragraphs: [string | null, string][];
  claims: Claim[];
  options: [string, string][];
  criteria: [string, string][];
  forms: [string, string][];
  others: string[][];
  words: Record<string, string>;
  /** Set where the text is read to name options or criteria; null at the desk for claims. */
  picks: Picks | null;
}

/** What a selected passage can be assigned to: a section, and the entries it has. */
export interface Picks {
  section: string;
  entries: [string, string][];
  words: Record<string, string>;
}

/** A part of a piece: `id` is the piece and the offset at which it begins. */
export interface Part {
  id: string;
  text: string;
}

export interface Suggested {
  id: string;
  asks: string;
  why: string;
  does: string;
  keeps: string;
  /** Offset in the first part at which it would be split; -1 for none. */
  mark: number;
}

/** A future paragraph: its number, or 0 if it is left out, and the parts it is made of. */
export interface Row {
  number: number;
  /** The numbers of its pieces. */
  name: string;
  parts: Part[];
  suggestions: Suggested[];
}

export interface TextData extends DeskState {
  key: string;
  name: string;
  rows: Row[];
  /** How many suggestions are not settled. */
  open: number;
  /** Key, label, kind and first content of each field. */
  fields: [string, string, string, string][];
  facts: [string, string][];
  title: string;
  /** What the browser stores across a restart. */
  keep: object | null;
  words: Record<string, string>;
}
