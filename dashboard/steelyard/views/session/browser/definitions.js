// Opens the definition of a word next to it, on hover, focus and tap. A word is anything that has
// `data-define`, or a link to “#term-…”; both also work within components.

import { make } from "../../../instrument/js/panel/elements.js";

const LINGER = 200; // Milliseconds that the pointer has to reach the definition.
const WORDS = 'a[href^="#term-"], a[data-again]';
const GAP = 6; // Pixels between word and definition, and from the edges of the window.

/** @type {Record<string, string>} Definitions by the names in links, each with its title first. */
let meanings = {};
/** Selector of the element on which the colours of the page are set. */
let coloured = "body";
/** @type {HTMLElement | null} The word whose definition is open. */
let owner = null;
let isPinned = false;
let lingering = 0;
/** @type {HTMLElement | null} */
let box = null;

/**
 * @param {Event} event
 * @returns {HTMLElement | null} the word that an event is about
 */
function wordOf(event) {
  for (const node of event.composedPath()) {
    if (node instanceof HTMLElement && textOf(node)) return node;
  }
  return null;
}

/**
 * @param {HTMLElement} node
 * @returns {string | undefined} its definition
 */
function textOf(node) {
  if (node instanceof HTMLAnchorElement) return meanings[node.hash.replace("#term-", "")];
  return node.dataset.define;
}

/**
 * Opens the definition of a word.
 * @param {HTMLElement} word
 */
function open(word) {
  clearTimeout(lingering);
  if (owner === word) return;
  if (!box?.isConnected) {
    box = make("div", { class: "sy-definition", role: "tooltip", popover: "manual" });
    document.body.append(box);
  }
  owner = word;
  const [title, ...lines] = (textOf(word) ?? "").split("\n");
  box.replaceChildren(make("b", { text: title }), ...lines.map((text) => make("p", { text })));
  word.setAttribute("aria-description", lines.join(" "));
  const page = getComputedStyle(document.querySelector(coloured) ?? document.body);
  box.style.background = page.backgroundColor;
  box.style.color = page.color;
  box.showPopover();
  place(word);
}

/**
 * Puts the definition beside its word.
 * @param {HTMLElement} word
 */
function place(word) {
  if (!box) return;
  const [at, size] = [word.getBoundingClientRect(), box.getBoundingClientRect()];
  const left = Math.max(GAP, Math.min(at.left, innerWidth - size.width - GAP));
  const isRoomBelow = at.bottom + GAP + size.height <= innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${isRoomBelow ? at.bottom + GAP : Math.max(GAP, at.top - GAP - size.height)}px`;
}

/** Closes the definition that is open. */
function close() {
  clearTimeout(lingering);
  if (owner && box?.isConnected) box.hidePopover();
  owner = null;
  isPinned = false;
}

/** Closes the definition soon, unless the pointer moves onto it. */
function closeSoon() {
  clearTimeout(lingering);
  if (!isPinned) lingering = setTimeout(close, LINGER);
}

/** @param {Event} event */
const isOnBox = (event) => box !== null && event.composedPath().includes(box);

/** @type {Record<string, (event: Event) => void>} */
const HANDLERS = {
  pointerover(event) {
    const word = event instanceof PointerEvent && event.pointerType !== "touch" && wordOf(event);
    if (word && !isPinned) open(word);
    else if (isOnBox(event)) clearTimeout(lingering);
  },
  pointerout(event) {
    if (wordOf(event) === owner || isOnBox(event)) closeSoon();
  },
  focusin(event) {
    const word = wordOf(event);
    if (word?.matches(":focus-visible")) open(word);
  },
  focusout(event) {
    if (owner && wordOf(event) === owner) close();
  },
  click(event) {
    const word = wordOf(event);
    if (!word) return isOnBox(event) ? undefined : close();
    if (word instanceof HTMLAnchorElement) event.preventDefault();
    if (isPinned && owner === word) return close();
    open(word);
    isPinned = true;
    return undefined;
  },
  keydown(event) {
    if (!owner || !(event instanceof KeyboardEvent) || event.key !== "Escape") return;
    // Escape must not close an open sheet as well.
    if (document.querySelector("[role=dialog]")) event.stopImmediatePropagation();
    close();
  },
  scroll(event) {
    if (isOnBox(event)) return;
    // A page that still moves when a word is tapped takes the definition along.
    if (isPinned && owner?.isConnected) place(owner);
    else close();
  },
};

/** Events between two words of a component, which are not sent outside its shadow tree. */
const WITHIN = ["pointerover", "pointerout", "focusin", "focusout"];
/** @type {Set<EventTarget>} Shadow trees that are listened to. */
const followed = new Set();

/**
 * Starts listening in the shadow trees that an event comes from.
 * @param {Event} event
 */
function adopt(event) {
  for (const node of event.composedPath()) {
    if (!(node instanceof ShadowRoot) || followed.has(node)) continue;
    followed.add(node);
    for (const name of WITHIN) node.addEventListener(name, HANDLERS[name], true);
  }
}

/** Stops listening in shadow trees. */
function leave() {
  for (const node of followed) {
    for (const name of WITHIN) node.removeEventListener(name, HANDLERS[name], true);
  }
  followed.clear();
}

/**
 * Leaves only the first mention of each word a link, on the page and on an open sheet. Parts of a
 * page are redrawn separately, so that none of them knows what another has.
 */
function keepFirst() {
  /** @type {Map<Element, Set<string>>} */
  const seen = new Map();
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(WORDS))) {
    if (!link.checkVisibility()) continue;
    const scope = link.closest("[role=dialog]") ?? document.body;
    const known = seen.get(scope) ?? new Set();
    const word = link.getAttribute("href") ?? link.dataset.again ?? "";
    if (known.has(word)) {
      link.dataset.again = word;
      link.removeAttribute("href");
    } else if (!link.hasAttribute("href")) link.setAttribute("href", word);
    seen.set(scope, known.add(word));
  }
}

/**
 * Starts opening definitions.
 * @param {Record<string, string>} words
 * @param {string} page selector of the element on which the colours of the page are set
 * @returns {() => void} the cleanup function
 */
export function followWords(words, page) {
  [meanings, coloured] = [words, page];
  const handlers = Object.entries(HANDLERS);
  for (const [name, handle] of handlers) window.addEventListener(name, handle, true);
  for (const name of WITHIN) window.addEventListener(name, adopt, true);
  let frame = 0;
  const watch = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(keepFirst);
  });
  watch.observe(document.body, { childList: true, subtree: true });
  keepFirst();
  return () => {
    watch.disconnect();
    cancelAnimationFrame(frame);
    close();
    leave();
    for (const name of WITHIN) window.removeEventListener(name, adopt, true);
    for (const [name, handle] of handlers) window.removeEventListener(name, handle, true);
  };
}
