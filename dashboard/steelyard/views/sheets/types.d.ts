/** The data of a sheet: `ScoreSheet` and `OptionCard` of `results/words`, and their numbers. */

import type { Scale } from "../../instrument/js/types.js";

export interface ClaimLine {
  says: string;
  place: string;
  button: string;
  facts: string;
  note: string;
  paragraph: { before: string; passage: string; after: string; missing: string };
}

export interface ClaimGroup {
  heading: string;
  for_: ClaimLine[];
  against: ClaimLine[];
  open_: ClaimLine[];
  is_folded: boolean;
}

export interface RivalScore {
  name: string;
  printed: string;
  low: number;
  likely: number;
  high: number;
  reason: string;
}

export interface Effect {
  weight: number;
  rest: number;
  rival: string;
  rival_total: number;
  changes_at: number | null;
  below: string;
  above: string;
  close: number;
  templates: Record<string, string>;
}

/** The score or option of another sheet. */
export interface Target {
  score?: string;
  option?: string;
}

interface Sheet {
  title: string;
  before: Target;
  after: Target;
  colours: Record<string, string>;
  texts: Record<string, string>;
  groups: ClaimGroup[];
  /** Texts with words of the glossary → their parts, each with the id of its word, or empty. */
  told: Record<string, [string, string][]>;
}

export interface ScoreData extends Sheet {
  kind: "score";
  question: string;
  printed: string;
  unit: string;
  extent: string;
  was: string;
  is_known: boolean;
  likely: number;
  low: number;
  high: number;
  filed: number | null;
  anchors: [number, string, string][];
  best: string;
  tip: string;
  facts: string[];
  decides: [string, string];
  is_decisive: boolean;
  why: [string, string];
  readings: [string, RivalScore[]];
  option: string;
  criterion: string;
  is_disputed: boolean;
  reason: string;
  effect: Effect;
  scale: Scale;
  letters: number;
  /** Whether a dispute can be saved from the sheet, and the name to save it under, if known. */
  saves: boolean;
  name: string;
}

export interface CardScore {
  criterion: string;
  label: string;
  good: string;
  value: number;
  leader: number | null;
  is_known: boolean;
  printed: string;
  extent: string;
}

export interface OptionData extends Sheet {
  kind: "option";
  option: string;
  full: string;
  summary: string;
  figures: [string, string, string][];
  needs_mean: string;
  needs: [string, string, string, string][];
  scores_mean: string;
  scores: CardScore[];
  rivals: string[];
  evidence: string;
  leader: string;
  can_rival: boolean;
}

/** What a sheet sends back. */
export interface Sending {
  open(target: Target): void;
  dispute(value: number | null, reason: string, name: string): void;
  save(value: number, reason: string, name: string): void;
  rival(): void;
  write(): void;
}
