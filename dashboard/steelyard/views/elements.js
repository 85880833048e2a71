// Helpers shared by the components of the pages: building elements, and skipping needless redraws.

/** @type {WeakMap<Element, string>} The text that the root of a component currently shows. */
const shownTexts = new WeakMap();

/**
 * Whether a component's content has changed since it was last drawn. Unchanged content is not
 * rebuilt, so that the keyboard focus stays where it is.
 * @param {Element} root
 * @param {string} text what it is to show
 * @returns {boolean}
 */
export function isNew(root, text) {
  if (shownTexts.get(root) === text) return false;
  shownTexts.set(root, text);
  return true;
}

/**
 * Returns a cleanup function that runs `end` only once the part has left the page. Streamlit also
 * calls the cleanup when newer data arrive while the module is loading; the part then stays alive
 * with its state.
 * @param {Node} parent the element that contains the part
 * @param {() => void} end
 * @returns {() => void}
 */
export function onceGone(parent, end) {
  return () => {
    if (!parent.isConnected) end();
  };
}

/**
 * A new element with properties and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} name
 * @param {object} [properties]
 * @param {Node[]} inside
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/** @type {Record<string, [number, number]>} The rows and columns that each arrow key moves by. */
const ARROWS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

/**
 * Moves the focus by an arrow key within a table that is a single tab stop.
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[][]} buttons the buttons of each row
 */
export function moveFocus(event, buttons) {
  const move = ARROWS[event.key];
  if (!move) return;
  const i = buttons.findIndex((row) => row.some((button) => button === event.target));
  const j = i < 0 ? -1 : buttons[i].findIndex((button) => button === event.target);
  const next = buttons[i + move[0]]?.[j + move[1]];
  if (!next) return;
  event.preventDefault();
  buttons[i][j].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/**
 * Sets style variables by which a column makes room for whole words: `--letters` is the length of
 * the longest name, `--word` that of the longest word.
 * @param {HTMLElement} part
 * @param {string[]} names
 */
export function tellLengths(part, names) {
  const longest = (/** @type {string[]} */ texts) => Math.max(0, ...texts.map((text) => text.length));
  part.style.setProperty("--letters", String(longest(names)));
  part.style.setProperty("--word", String(longest(names.flatMap((name) => name.split(/[\s-]+/)))));
}
