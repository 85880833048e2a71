import type { Instrument } from "./panel/instrument.js";

/** The shapes of the data that the modules in this folder hand to one another. */

/**
 * The numbers of one view of a criteria file. Options and criteria are positions in its
 * arrays; tables have one row per option and one column per criterion; values are 0..100.
 * Made by `instrument/problem.py`.
 */
export interface Problem {
  options: Option[];
  criteria: Criterion[];
  low: number[][];
  likely: number[][];
  high: number[][];
  /** True where a score is not known; its likely value is then the middle of its range. */
  unknown: boolean[][];
  /** The likely scores on their criteria's scales, as they are printed. */
  printed: string[][];
  /** The ranges of the scores as they are printed; empty without one; missing where
   * the page says them elsewhere. */
  extents?: string[][];
  /** Spread of the logarithm of a swing among the simulations. */
  spread: number;
  /** Number of simulations. */
  draws: number;
  seed: number;
  /** What low and high of a score mean. */
  ranges: "extremes" | "central_90" | "central_80";
  /** How much of the error of a score is common to its option, 0..1. */
  sharedError: number;
  /** Of each option the positions of its parts, with which it moves where `isCoupled`. */
  parts: number[][];
  isCoupled: boolean;
  /** How many problems the file has. */
  problems: number;
  /** How many guesses about criteria nobody has confirmed. */
  guesses: number;
  optionKeys: number[];
  criterionKeys: number[];
  /** A lead below this many points is a close call. */
  closeCall: number;
  /** Lead share in percent from which a lead can be robust. */
  robustShare: number;
  /** Points of weight that a robust lead withstands. */
  robustFlip: number;
  /** What a total measures, and what an option at 100 is. */
  measure: { name: string; top: string };
  /** The sentences of the verdict, with gaps: `TEMPLATES` of `results/words/verdict.py`. */
  templates: Templates<TemplateName>;
}

/** Sentences of the package with named gaps, such as {leader}, that are filled here. */
export type Templates<Name extends string> = Record<Name, string>;

export type TemplateName =
  | "only_option"
  | "only_option_because"
  | "undecided_one"
  | "undecided_several"
  | "undecided_because_one"
  | "undecided_because_several"
  | "could_pass"
  | "could_change"
  | "tie"
  | "tie_because"
  | "close_call"
  | "close_call_because"
  | "close_call_because_one"
  | "gap_under_limit"
  | "gap_under_hundredth"
  | "leads"
  | "is_top"
  | "fragile"
  | "dominates_because"
  | "dominates_because_top"
  | "furthest_behind"
  | "under_a_point"
  | "it"
  | "in_simulations"
  | "in_simulations_span"
  | "more_often"
  | "more_often_because"
  | "more_often_because_span"
  | "with_a_problem"
  | "with_problems"
  | "with_a_guess"
  | "with_guesses"
  | "nearest_flip"
  | "no_flip"
  | "nearest_flip_locked"
  | "locked_in_simulations"
  | "no_flip_locked"
  | "flip"
  | "level_already"
  | "track_below"
  | "track_above"
  | "track_stays"
  | "extra"
  | "extra_points"
  | "extras"
  | "extras_points"
  | "extras_of_packages"
  | "held_leads"
  | "held_still_leads"
  | "held_is_top"
  | "held_is_still_top"
  | "held_close"
  | "held_tie"
  | "held_undecided"
  | "least_premium";

export interface Option {
  id: string;
  label: string;
  name: string;
  colour: string;
  /** The colour in print. */
  onPaper: string;
  /** How many of its conditions are not met and open; empty where all are met. */
  needs: string;
  isUnmet: boolean;
}

export interface Criterion {
  id: string;
  /** What it is called wherever it is named. */
  name: string;
  /** Its name in the file, and its short one. */
  full: string;
  label: string;
  /** Position in the file; the position in the view where it is missing. */
  place?: number;
  swingReason: string;
  scale: Scale;
}

/** The scale of a criterion, for computing with scores and for printing them. */
export interface Scale {
  from: number;
  to: number;
  /** The corners of the value function: a score and its value of 0..100. */
  corners: [number, number][];
  /** The most decimals of a printed score. */
  digits: number;
  /** The unit as it is printed. */
  unit: string;
  /** Which end is the good one, such as “↓ low is best”. */
  good: string;
}

/** A stretch of one weight, 0..1, and the options that lead on it. */
export interface Segment {
  begin: number;
  end: number;
  leaders: number[];
}

/** What happens to the lead while one weight goes from 0 to 1. */
export interface Track {
  /** The weight now, 0..1. */
  weight: number;
  segments: Segment[];
  /** From which to which weight today's leaders stay ahead. */
  leaderStays: [number, number];
  /** The nearest weight at which the leader changes; null without one. */
  nearest: number | null;
  /** The options that lead beyond `nearest`. */
  takesOver: number[];
  /** The greatest weight it can have, below 1 where others are locked. */
  most: number;
}

/** Points of weight that go from one criterion to another. */
export interface Move {
  giver: number;
  taker: number;
  points: number;
}

/** The least movement of weight after which an option is level with the leader. */
export interface Flip {
  /** Points of weight moved, 0..100; null where no weights help. */
  points: number | null;
  /** The weights afterwards. */
  weights: number[];
  moves: Move[];
}

/** A flip that exists, and the option that it brings level. */
export interface NearestFlip extends Flip {
  rival: number;
  points: number;
}

/** What the simulations gave, one entry per option. */
export interface Shares {
  /** Share of simulations led, 0..1, ties divided. */
  lead: number[];
  /** The lowest and the highest share over ways in which errors may go together. */
  spans: [number, number][];
  /** Share of simulations in which several options are level at the top. */
  tied: number;
  /** Totals reached in 5, 50 and 95 % of the simulations. */
  low: number[];
  middle: number[];
  high: number[];
  /** Half the width of the 95 % interval of a lead share of one half. */
  error: number;
  counts: Counts;
}

/** How often something happened among the simulations. */
export interface Counts {
  simulations: number;
  /** leads[option][k]: simulations that the option leads together with k others. */
  leads: Uint32Array[];
  /** totals[option][t]: simulations in which its total is t tenths of a point. */
  totals: Uint32Array[];
}

export type VerdictState =
  | "dominates"
  | "robust"
  | "leads"
  | "leads but fragile"
  | "close call"
  | "cannot be decided";

export interface Verdict {
  state: VerdictState;
  leaders: number[];
  runnerUp: number | null;
  /** Points between the first two; null with a single option. */
  margin: number | null;
  sentence: string;
  because: string;
  /** The lead without premiums of packages; empty without one; missing where
   * the page says them elsewhere. */
  packages: string;
}

/** What a verdict is drawn from, without simulations. */
export interface Ranked {
  weights: number[];
  totals: number[];
  /** Options, the best first. */
  ranking: number[];
  leaders: number[];
}

/** All results of one view. */
export interface Evaluation extends Ranked {
  contributions: number[][];
  ranges: [number, number][];
  ranks: number[];
  tracks: Track[];
  flips: Flip[];
  nearestFlip: NearestFlip | null;
  verdict: Verdict;
}

/** An evaluation with its simulations. */
export interface Simulated extends Evaluation {
  shares: Shares;
}

/** A cell with another score than the file's. */
export interface ReplacedScore {
  option: string;
  criterion: string;
  low: number;
  likely: number;
  high: number;
}

/** A score that somebody disputes: the value they put in its place. */
export interface Dispute {
  option: string;
  criterion: string;
  value: number;
}

/** What a visitor has moved. */
export interface State {
  lens: string | null;
  /** The reading in use where the page holds several; without one the one that it came with. */
  reading?: string;
  swings: number[];
  locks: boolean[];
  disputes: Dispute[];
  rival: string | null;
}

/** The scores of a reading, as the fields of a problem. */
export interface HeldReading {
  id: string;
  low: number[][];
  likely: number[][];
  high: number[][];
  unknown: boolean[][];
  printed: string[][];
}

export interface Lens {
  id: string;
  name: string;
  reason: string;
  /** Whose weights these are. */
  seat: string;
  swings: number[];
}

/** Sentences of the instrument that Python writes. */
export interface Texts {
  lenses: string;
  readings: string;
  scenarios: string;
  frames: string;
  /** What the colours of a slider say. */
  colours: string;
  fileLens: string;
  fileTick: string;
  range: string;
  firstIn: string;
  ofSimulations: string;
  /** Said above a ranking that is wider than its place. */
  sideways: string;
  unweighted: string;
  /** The name of weights that were moved since {lens} was chosen. */
  moved: string;
  /** The name of the scores of {reading} with some disputed, or with claims struck out. */
  changed: string;
  /** What number and bar of a score say. */
  bars: string;
  /** The names of the fields for a swing and for a weight. */
  swing: string;
  weight: string;
  simulations: string;
  /** The text of what leads to the evidence for a score. */
  basis: string;
}

/** What is said of the frame in view and of the others: `results/words/frames.py`. */
export interface Frames {
  /** What this choice of criteria shuts out; empty where it shuts out nothing. */
  decided: string;
  /** What is added once something is moved. */
  moved: string;
  /** The other frames: the words that name their criteria, and the rest of the sentence. */
  others: { frame: string; criteria: string; says: string }[];
  /** The heading over the note. */
  about: string;
  /** The file's note on the frame in view. */
  note: string;
}

/** The heads over the columns of groups that stand side by side, and their words. */
export interface GroupHeads {
  heads: { id: string; name: string; criteria: number[] }[];
  templates: Templates<"fold" | "unfold" | "subtotal" | "most" | "of">;
}

/** Definitions of words by where they stand. */
export interface Terms {
  /** The word of the verdict's reason that opens a definition, and that definition. */
  because: [string, string];
  /** Of the heads of the ranking: number and bar, the criteria, total and lead share. */
  bars: string;
  criteria: string[];
  total: string;
  share: string;
  swing: string;
  weight: string;
  lens: string;
  reading: string;
  scenario: string;
  frame: string;
}

/** A part of the page that shows the present state. */
export interface Part {
  element: HTMLElement;
  paint(): void;
}

export type Mode = "light" | "dark";

/** Everything the instrument needs, as `instrument/problem.py` writes it. */
export interface InstrumentData {
  key: string;
  rev: number;
  mode: Mode;
  problem: Problem;
  /** Null where no columns of a group stand side by side. */
  groups: GroupHeads | null;
  frames: Frames;
  fileSwings: number[];
  /** The largest swing that can be typed. */
  mostSwing: number;
  lenses: Lens[];
  /** The ids of lenses whose scores are the reading of the same id: those of judges. */
  judges: string[];
  /** Other readings that the page can show by itself; missing where the server sends them. */
  readings?: HeldReading[];
  /** Entries of the menus: those of lenses by id, that of the file's own weights empty. */
  menus: {
    lens: Record<string, LeadEntry>;
    reading: MenuEntry[];
    scenario: MenuEntry[];
    frame: MenuEntry[];
  };
  /** The reading, the scenario and the frame in view; empty for none. And whether claims are
   * struck out. */
  seen: { reading: string; scenario: string; frame: string; struck: boolean };
  state: State;
  texts: Texts;
  /** Definitions that words open, each with its title in the first line; missing where no page
   * around the instrument opens them. */
  terms?: Terms;
  /** The words of the top of the ranking that stays in view on a narrow screen. */
  strip?: { ahead: string; level: string; all: string };
  /** The words of the button that writes what differs into the file. */
  write?: string;
}

/** Who leads under an entry of a menu, at the file's weights, and by how much. */
export interface LeadEntry {
  leads: string;
  gap: string;
  /** The place of the leader, or of the first of several. */
  first: number;
}

export interface MenuEntry extends LeadEntry {
  id: string;
  name: string;
  /** What is said below the name. */
  note?: string;
}

/** What is sent when a weight or a score has been moved. */
export interface SentState {
  key: string;
  rev: number;
  lens: string | null;
  swings: Record<string, number>;
  locks: string[];
  disputes: Dispute[];
  rival: string | null;
}

/** What the page around the instrument provides. */
export interface Surroundings {
  /** Builds parts that only some pages have: between ranking and weights, below the weights, and
   * before what is said of the criteria. */
  beside?(instrument: Instrument): { strip: Part[]; list: Part[]; menu: HTMLElement[] };
  /** The reason of the verdict in pieces, where some of them are more than text. */
  reasonParts?(instrument: Instrument, text: string): (Node | string)[];
  /** Takes a state that has been moved. */
  send(state: SentState): void;
  /** Returns what opens the evidence for a score; null where there is none. */
  basisOf(option: number, criterion: number): (() => void) | null;
  /** Runs after each repaint. */
  painted?(): void;
  /** Opens the card of an option, and `basisOf` the sheet of a score; missing where a click on a
   * name holds the leader against it and a click on a score disputes it. */
  openOption?(option: number): void;
  /** Writes what differs into the file; missing where there is none to write to. */
  write?(): void;
  /** Opens another frame, reading or scenario, or a judge's lens and reading; missing where only
   * one can be shown. */
  openView?(
    view: { frame: string } | { reading: string, lens?: string } | { scenario: string },
  ): void;
}
