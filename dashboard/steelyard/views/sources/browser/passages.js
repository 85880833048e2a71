// Passages of a paragraph: its sentences and words, and what the visitor has selected.

/**
 * Start and end of each sentence; the end is exclusive.
 * @param {string} text
 * @returns {[number, number][]}
 */
export function sentencesOf(text) {
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  return [...segmenter.segment(text)].map(({ segment, index }) => {
    const start = index + segment.length - segment.trimStart().length;
    return /** @type {[number, number]} */ ([start, index + segment.trimEnd().length]);
  }).filter(([start, end]) => start < end);
}

/**
 * The sentence at a point of the window; null where there is none.
 * @param {Element} words the element whose children have `data-from`
 * @param {string} text
 * @param {{ clientX: number, clientY: number }} point
 * @returns {[number, number] | null}
 */
export function sentenceAt(words, text, { clientX, clientY }) {
  const isHit = (/** @type {DOMRect} */ box) => box.left <= clientX && clientX <= box.right
    && box.top <= clientY && clientY <= box.bottom;
  return sentencesOf(text).find((sentence) => boxesOf(words, sentence).some(isHit)) ?? null;
}

/**
 * @param {Element} words
 * @param {[number, number]} passage
 * @returns {DOMRect[]} where the lines of a passage are
 */
function boxesOf(words, [start, end]) {
  return [...words.querySelectorAll("[data-from]")].flatMap((piece) => {
    const node = piece.firstChild;
    const from = fromOf(piece);
    const first = Math.max(start - from, 0);
    const last = Math.min(end - from, node?.textContent?.length ?? 0);
    if (!node || first >= last) return [];
    const range = document.createRange();
    range.setStart(node, first);
    range.setEnd(node, last);
    return [...range.getClientRects()];
  });
}

/**
 * A passage with one end moved by a word; never empty.
 * @param {string} text
 * @param {[number, number]} passage
 * @param {"start" | "end"} side
 * @param {number} step
 * @returns {[number, number]}
 */
export function stretched(text, passage, side, step) {
  const words = [...text.matchAll(/\S+/g)].map((word) => [word.index, word.index + word[0].length]);
  const [start, end] = passage;
  if (side === "end") {
    const ends = words.map((word) => word[1]);
    const next = step > 0 ? ends.find((one) => one > end) : ends.findLast((one) => one < end);
    return next !== undefined && next > start ? [start, next] : passage;
  }
  const starts = words.map((word) => word[0]);
  const next = step > 0 ? starts.find((one) => one > start) : starts.findLast((one) => one < start);
  return next !== undefined && next < end ? [next, end] : passage;
}

/**
 * The range that is selected within a root, also in a shadow tree.
 * @param {Element} root
 * @returns {StaticRange | Range | null}
 */
export function rangeIn(root) {
  const tree = /** @type {any} */ (root.getRootNode());
  const whole = /** @type {any} */ (document.getSelection());
  if (tree instanceof ShadowRoot && !(/** @type {any} */ (tree)).getSelection
    && whole?.getComposedRanges) {
    return whole.getComposedRanges({ shadowRoots: [tree] })[0] ?? null;
  }
  const own = tree.getSelection ? tree.getSelection() : whole;
  return own?.rangeCount ? own.getRangeAt(0) : null;
}

/**
 * The offset in a text of a point of the page; -1 outside the text.
 * @param {Element} words the element whose children have `data-from`
 * @param {Node} node
 * @param {number} offset
 * @returns {number}
 */
export function offsetOf(words, node, offset) {
  if (!words.contains(node)) return -1;
  if (node instanceof Element) {
    const before = [...node.childNodes].slice(0, offset).reduce((sum, one) => sum + lengthOf(one), 0);
    return (node === words ? 0 : fromOf(node)) + before;
  }
  return fromOf(node) + offset;
}

/**
 * @param {Node} node
 * @returns {number} the offset at which the piece of text around a node begins
 */
function fromOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = /** @type {HTMLElement | null | undefined} */ (element?.closest("[data-from]"));
  return Number(piece?.dataset.from ?? 0);
}

/**
 * @param {Node} node
 * @returns {number} how many letters of the text a node holds
 */
function lengthOf(node) {
  if (node instanceof HTMLElement && node.dataset.from === undefined) return 0;
  return node.textContent?.length ?? 0;
}
