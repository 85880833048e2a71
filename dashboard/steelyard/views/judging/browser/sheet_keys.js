// The keyboard shortcuts of a judge's sheet, as listed at its foot.

/** @typedef {[string[], string][]} SheetKeys keys, and what they do */

/** @type {SheetKeys} */
const SWING_KEYS = [[["↑", "↓"], "step"], [["←", "→"], "swing by 5"], [["r"], "reason"],
  [["x"], "next cross-check"], [["Ctrl Enter"], "save, next"]];
/** @type {SheetKeys} */
const ORDER_KEYS = [[["↑", "↓"], "step"], [["r"], "reason"], [["Ctrl Enter"], "save, next"]];
/** @type {SheetKeys} */
const READING_KEYS = [[["↑", "↓"], "go up or down"]];
/** @type {SheetKeys} */
const SCORE_KEYS = [
  [["↑", "↓"], "option"], [["←", "→"], "likely"], [["Shift ←→"], "wider, narrower"],
  [["r"], "reason"], [["v"], "evidence"], [["u"], "cannot judge"], [["Ctrl Enter"], "save, next"],
];

/**
 * @param {boolean} isLocked whether the sheet can only be read
 * @param {boolean} isSwings
 * @param {boolean} isOrder whether the steps are ranked
 * @returns {SheetKeys}
 */
export function keysOf(isLocked, isSwings, isOrder) {
  if (isLocked) return READING_KEYS;
  if (!isSwings) return SCORE_KEYS;
  return isOrder ? ORDER_KEYS : SWING_KEYS;
}
