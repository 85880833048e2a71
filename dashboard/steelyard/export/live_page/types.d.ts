/** The shapes of the data of a live page. */
import type {
  Dispute, InstrumentData, Lens, Option, State, Templates,
} from "../../instrument/js/types.js";

/** An option with its colour on a dark page. */
export interface PageOption extends Option {
  dark: string;
}

/** What an address may contain, and the parts of it that this page cannot change. */
export interface AddressTerms {
  set: string;
  /** The first digits of the file's hash. */
  file: string;
  fixed: { frame: string; reading: string; scenario: string; struck: string; judges: string };
  /** The frame that the file opens with. */
  opening: string;
  /** Ids of all criteria of the file, in view or not. */
  criteria: string[];
  hidden: Hidden;
}

/** A dispute in an address: option, criterion, value. */
export type DisputeTerm = [string, string, number];

/** Changes made to criteria that are not in view. */
export interface Hidden {
  /** The swings in view as the address has them; sliders show none above 100. */
  told?: number[];
  swings: Record<string, number>;
  locks: string[];
  disputes: DisputeTerm[];
}

/** The line of origin around the words that say whose weights are used. */
export interface Origin {
  before: string;
  after: string;
  /** Number of claims struck out. */
  struck: number;
  /** The name of the reading that the page came with; empty for the scores of the file. */
  reading: string;
}

/** Sentences about two options, the line of origin and addresses, made by `page.py`. */
export type PageTemplateName =
  | "tie"
  | "ahead"
  | "under_a_tenth"
  | "all_from"
  | "most_from"
  | "ahead_on"
  | "nowhere_behind"
  | "how_to_read"
  | "unknown_as_middle"
  | "rounded"
  | "all_together"
  | "scores_and_weight"
  | "totals"
  | "what_puts_ahead"
  | "where_they_differ"
  | "hold_against"
  | "exploratory"
  | "lens_weights"
  | "file_weights"
  | "reading"
  | "whose_scores"
  | "weights_moved"
  | "weight_at"
  | "score_disputed"
  | "scores_disputed"
  | "claim_struck"
  | "claims_struck"
  | "hidden_moved"
  | "no_such"
  | "no_swing"
  | "no_score"
  | "file_changed";

export interface PageWords {
  templates: Templates<PageTemplateName>;
}

/** All data of the page. */
export interface PageData extends PageWords {
  instrument: InstrumentData;
  address: AddressTerms;
  origin: Origin;
}

/** What was read from an address; `ignored` holds a sentence for each part left out. */
export interface ReadAddress {
  state: State;
  hidden: Hidden;
  ignored: string[];
}

/** An address that belongs to another page. */
export interface ForeignAddress {
  state: null;
  ignored: string[];
}

/** One row of the comparison of two options. */
export interface DifferenceRow {
  name: string;
  begin: number;
  end: number;
  difference: number;
  /** The option that the difference is in favour of. */
  winner: number;
  note: string;
  /** True for the last row, the difference of the totals. */
  isNet: boolean;
}

/** The part of one criterion in the difference of two totals. */
export interface Step {
  criterion: number;
  difference: number;
  begin: number;
  end: number;
}

export type { Dispute, Lens };
