// What the components of the pages share: pieces of page, and what each shows already.

/** @type {WeakMap<Element, string>} What the root of a component shows, as text. */
const shownTexts = new WeakMap();

/**
 * Whether a component has something else to show than before: nothing is rebuilt otherwise, so
 * that the keyboard stays where it is.
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
 * What ends a part that was taken off the page. Streamlit calls it too where newer data came while
 * the module was being loaded: then the part goes on, with all that was begun in it.
 * @param {Node} parent what the part stands in
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

/** @type {Record<string, [number, number]>} Rows and columns that a key moves by. */
const ARROWS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

/**
 * Moves the keyboard with an arrow key in a table that is one stop of it.
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[][]} buttons those of each row
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
 * Tells a style sheet how long names are, by which a column has room for whole words: `--letters`
 * of the longest name, `--word` of the longest word.
 * @param {HTMLElement} part
 * @param {string[]} names
 */
export function tellLengths(part, names) {
  const longest = (/** @type {string[]} */ texts) => Math.max(0, ...texts.map((text) => text.length));
  part.style.setProperty("--letters", String(longest(names)));
  part.style.setProperty("--word", String(longest(names.flatMap((name) => name.split(/[\s-]+/)))));
}
