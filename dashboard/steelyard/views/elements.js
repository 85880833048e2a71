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
