/** The shapes of what one judge's sheet is sent, and of what it keeps of each answer. */

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

/** The round before: the judge's own answer, all likely scores, and reasons without names. */
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
  /** The swing of the round before. */
  was: number | null;
  /** The rank, where only an order is given, its reason, and the weights it allows. */
  rank: number | null;
  why: string;
  span: string;
}

export type Swing = Pick<Step, "swing" | "reason" | "rank" | "why">;

/** A trade-off question, its possible answers, the judge's, and what the swings say to it. */
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
  /** Why nothing can be saved; empty where it can. */
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
  /** Option and criterion, in the order in which they are asked. */
  cells: [string, string][];
  /** In the order in which they are asked, the largest first as far as they are answered. */
  steps: Step[];
  isOrder: boolean;
  checks: Check[];
  answers: Record<string, Entry>;
  before: Record<string, Before>;
  /** The claims that speak for a good result in a cell, and those against. */
  evidence: Record<string, [string[], string[]]>;
  claims: Record<string, ClaimLine>;
}

/** What stands on a cell: nothing, part of an answer, no reason yet, or all of it. */
export type Standing = "empty" | "begun" | "reason" | "confirm" | "whole" | "cannot";
