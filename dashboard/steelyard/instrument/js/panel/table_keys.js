// Makes the ranking a single tab stop: arrows, Home and End move within it, Enter opens.

/** @type {Record<string, [number, number]>} Rows and columns that a key moves by. */
const KEY_MOVES = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  Home: [0, -Infinity], End: [0, Infinity],
};

/** Pixels by which buttons of one column may begin apart. */
const SLACK = 6;

/**
 * Gives a table a roving tab stop: the button focused last, at first the first one.
 * @param {HTMLElement} table
 * @param {HTMLButtonElement[]} buttons of each row from left to right
 */
export function moveByKeys(table, buttons) {
  for (const button of buttons) button.tabIndex = -1;
  let stop = buttons[0];
  const stopAt = (/** @type {HTMLButtonElement} */ button) => {
    stop.tabIndex = -1;
    stop = button;
    stop.tabIndex = 0;
  };
  stopAt(stop);
  table.addEventListener("focusin", ({ target }) => {
    const found = buttons.find((button) => button === target);
    if (found) stopAt(found);
  });
  table.addEventListener("keydown", (event) => {
    const move = KEY_MOVES[event.key];
    const next = move && nextButton(table, buttons, event.target, move);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/**
 * The button that a key leads to, among those in view and in the order of the ranking.
 * @param {HTMLElement} table
 * @param {HTMLButtonElement[]} buttons
 * @param {EventTarget | null} from
 * @param {[number, number]} move
 * @returns {HTMLButtonElement | undefined}
 */
function nextButton(table, buttons, from, [down, right]) {
  const rows = [...table.querySelectorAll("tr")].map((row) =>
    buttons.filter((button) => row.contains(button) && button.checkVisibility()))
    .filter((row) => row.length);
  const i = rows.findIndex((row) => row.some((button) => button === from));
  if (i < 0) return undefined;
  const j = rows[i].findIndex((button) => button === from);
  const row = rows[i + down];
  if (!down) return row[Math.max(0, Math.min(j + right, row.length - 1))];
  // The head of a group is one button over several, a folded group has none in a row.
  const begin = (/** @type {Element} */ button) => button.getBoundingClientRect().left;
  const edge = begin(rows[i][j]) + SLACK;
  return row?.findLast((button) => begin(button) <= edge) ?? row?.[0];
}
