// Answers from an earlier page of this tab that were never confirmed as saved, because the server
// was away or the page was left at once. They are sent again, and shown on the sheet meanwhile.

/** @import { Message } from "../../sources/browser/types.js" */
/** @import { SheetState } from "./sheet_state.js" */
/** @import { SwingSheet } from "./swing_sheet.js" */

/** The prefix of the storage key; the name of the sheet follows. */
export const LEFT = "steelyard:judged:";

/**
 * Sends the unconfirmed answers again.
 * @param {SheetState} state
 * @param {SwingSheet} swings
 */
export function sendLeft(state, swings) {
  const left = state.outbox.left.filter(({ kind }) => kind !== "go");
  state.outbox.left = [];
  for (const message of left) show(state, swings, message, state.outbox.put(message));
  if (left.length) state.begin();
}

/**
 * @param {SheetState} state
 * @param {SwingSheet} swings
 * @param {Message} message
 * @param {number} n its new number
 */
function show(state, swings, message, n) {
  const { kind, option, criterion, swing, rank, reason } = message;
  const key = `${option}/${criterion}`;
  const known = state.data.answers[key];
  if (kind === "score" && known) {
    const { low, high, likely, confidence, cannot } = /** @type {import("./types.js").Entry} */ (
      /** @type {unknown} */ (message));
    const given = { low, high, likely, confidence, cannot, reason: String(reason), whole: true };
    state.changes.put(key, { ...known, ...given }, n);
  }
  const step = state.data.steps.find(({ id }) => id === criterion);
  if (!step || (kind !== "swing" && kind !== "rank")) return;
  const said = String(reason);
  const change = kind === "swing" ? { swing, reason: said } : { rank, why: said };
  swings.changes.put(step.id, /** @type {import("./types.js").Swing} */ ({ ...step, ...change }), n);
}
