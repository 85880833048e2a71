/** Types of the data sent to one judge's sheet, and of the answers it keeps. */

import type { ClaimLine } from "../../sheets/types.js";

export interface Criterion {
  id: string;
  name: string;
  label: string;
  question: string;
  isHigh: boolean;
  from: number;
  to: number;
  ends: [string, string];
  unit: string;
  /** Number, the number as written, and its words; lowest first. */
  anchors: [number, string, string][];
}

export interface Numbers {
  low: number | null;
  high: number | null;
  likely: number | null;
}

export type NumberName = keyof Numbers;

export interface Entry extends Numbers {
  reason: string;
  confidence: string;
  cannot: boolean;
  whole: boolean;
}

/** The previous round: the judge's own answer, all likely scores, and reasons without names. */
export interface Before {
  mine: (Numbers & { cannot: boolean }) | null;
  all: number[];
  /** Likely score, as written, reason, and whether it is the judge's own. */
  reasons: [number, string, string, boolean][];
}

/** A criterion's step: its worst and its best end in words, and the judge's swing. */
export interface Step {
  id: string;
  name: string;
  worst: string;
  best: string;
  swing: number | null;
  reason: string;
  /** The swing of the previous round. */
  was: number | null;
  /** The rank, where only an order is given, its reason, and the weights it allows. */
  rank: number | null;
  why: string;
  span: string;
}

export type Swing = Pick<Step, "swing" | "reason" | "rank" | "why">;

/** A trade-off question, its possible answers, the judge's answer, and what the swings imply. */
export interface Check {
  title: string;
  asks: string;
  first: Record<string, number>;
  second: Record<string, number>;
  answers: [string, string][];
  answer: string;
  fits: boolean | null;
  says: string;
}

export interface JudgeOutcome {
  n: number;
  why: string;
}

export interface SheetData {
  slot: string;
  view: string;
  /** Why nothing can be saved; empty if saving is possible. */
  why: string;
  isOpen: boolean;
  taken: number;
  outcome: JudgeOutcome | null;
  /** The numbers of messages that were not saved. */
  refused: number[];
  judge: string;
  round: number;
  who: string;
  digest: string;
  unchanged: boolean;
  again: boolean;
  hasSwings: boolean;
  words: Record<string, string>;
  criteria: Criterion[];
  /** Id, name, summary. */
  options: [string, string, string][];
  /** Option and criterion, in the order of the sheet. */
  cells: [string, string][];
  /** The largest swing first; steps without an answer follow in the order of the sheet. */
  steps: Step[];
  isOrder: boolean;
  checks: Check[];
  answers: Record<string, Entry>;
  before: Record<string, Before>;
  /** The claims that speak for a good result in a cell, and those against. */
  evidence: Record<string, [string[], string[]]>;
  claims: Record<string, ClaimLine>;
}

/** The state of an answer: none, partial, without reason, unconfirmed, complete, cannot judge. */
export type Standing = "empty" | "begun" | "reason" | "confirm" | "whole" | "cannot";
