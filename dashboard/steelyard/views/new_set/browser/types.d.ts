/** The shapes of the data of a sheet with roles, and of what its numbers mean. */

export interface SheetLine {
  line: number;
  /** Its role, the role that the visitor has set, the label shown, and the reason. */
  role: string;
  said: string;
  label: string;
  why: string;
  kind: string;
  menu: boolean;
}

export type Side = "rows" | "columns";

export interface SheetData {
  key: string;
  name: string;
  cells: string[][];
  rows: SheetLine[];
  columns: SheetLine[];
  menus: Partial<Record<Side, [string, string][]>>;
  marks: Record<string, string>;
  legend: [string, string][];
}

export interface MeaningCriterion {
  id: string;
  name: string;
  group: string;
  inSheet: string;
  unit: string;
  better: string;
  whyBetter: string;
  from: number;
  to: number;
  whyScale: string;
  words: [string, number | null][];
  areWordsOpen: boolean;
  isOpen: boolean;
  swing: string;
}

export interface MeaningData {
  criteria: MeaningCriterion[];
  hasWeights: boolean;
}

/** One answer of the visitor; numbered, so that the same answer twice counts as two. */
export interface Answer {
  n: number;
  kind: string;
  id?: string;
  side?: Side;
  line?: number;
  role?: string;
  better?: string;
  from?: number;
  to?: number;
  word?: string;
  number?: number | null;
}

/** An option of the first ranking; totals from 0 to 100, with the words for them. */
export interface RankedOption {
  rank: string;
  name: string;
  shown: string;
  total: number;
  low: number;
  high: number;
  range: string;
}
