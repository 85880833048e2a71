// Which keys move between the cells of the table of scores.

/**
 * Rows down and columns right that a key moves; null where it stays within the text.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @returns {[number, number] | null}
 */
export function moveOf({ key, shiftKey }, { selectionStart, selectionEnd, value }) {
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  const isStart = selectionStart === 0 && (isWhole || selectionEnd === 0);
  const isEnd = isWhole || selectionStart === value.length;
  switch (key) {
    case "ArrowUp": return [-1, 0];
    case "ArrowDown": return [1, 0];
    case "ArrowLeft": return isStart ? [0, -1] : null;
    case "ArrowRight": return isEnd ? [0, 1] : null;
    case "Enter": return [shiftKey ? -1 : 1, 0];
    default: return null;
  }
}
