// Pieces of page for the components that edit.

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
