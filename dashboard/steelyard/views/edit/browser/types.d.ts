/** Types of the data of the table that scores are typed into. */

/** A cell of the draft; `was`: the text in the file, if that differs. */
export interface CellText {
  text: string;
  was?: string;
  problem?: string;
  /** The base score behind a cell of a reading. */
  base?: string;
}

export interface GridCriterion {
  id: string;
  name: string;
  label: string;
  hint: string;
  question?: string;
  swingReason?: string;
  from: number;
  to: number;
  /** Scores and what they mean, in rising order. */
  anchors: [number, string][];
}

export interface GridOption {
  id: string;
  name: string;
}

export type Refusals = Record<"ways" | "off_scale" | "order" | "swing" | "shift", string>;

export interface GridData {
  /** The section of the file that the table shows. */
  kind: "assessments" | "readings" | "scenarios" | "lenses";
  /** How cells are filled in, what they are, and the head of the column of names. */
  words: { hint: string; of: string; corner: string; swings: string };
  /** The draft that is open. */
  mark: string;
  /** The storage key for typed entries; empty if they are not kept. */
  slot: string;
  /** The number of the last entry that the server has processed. */
  done: number;
  /** Entries that the server has refused, by cell. */
  refused: Record<string, { n: number; text: string; why: string }>;
  /** A regular expression of all scores that can be read. */
  pattern: string;
  /** Why an entry is not taken, in sentences; `ways`: how a score is written. */
  refusals: Refusals;
  mostSwing: number;
  readOnly: boolean;
  criteria: GridCriterion[];
  swings: CellText[] | null;
  options: (GridOption & { cells: CellText[] })[];
}

/** What is sent to the server. */
export interface SentEntries {
  mark: string;
  edits: { key: string; n: number; text: string }[];
  chosen: string;
  held: number;
}

/** One input of the table. */
export interface GridCell {
  key: string;
  option: GridOption;
  criterion: GridCriterion;
  input: HTMLInputElement;
  /** What the draft has. */
  now: CellText;
  /** Whether something has been typed that is not taken yet. */
  isTyped: boolean;
}
