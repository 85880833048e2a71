// Parts of a page that scroll by themselves become stops of the keyboard, so that keys move them; in
// a row of pages or tabs that scrolls, the chosen one is brought into view.

/** What scrolls where it is wider than the page. */
const SCROLLED_WIDE = '[class*="st-key-table_"], [class*="st-key-chart_"], [class*="st-key-moving_"]';
/** What lies in a window of its own, which scrolls where it is higher than the screen. */
const SCROLLED_HIGH = ".st-key-how_to_read";
const SCROLLER_STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const SCROLLERS_LATER = 200; // Milliseconds after the last change: the page is laid out by then.

/**
 * @param {Element} part
 * @returns {HTMLElement | null} what around a part scrolls up and down
 */
function paneAround(part) {
  let node = part.parentElement;
  while (node && !/auto|scroll/.test(getComputedStyle(node).overflowY)) node = node.parentElement;
  return node;
}

/**
 * @param {HTMLElement} part
 * @param {boolean} scrolls
 */
function putStop(part, scrolls) {
  if (scrolls && !part.hasAttribute("tabindex") && !part.querySelector(SCROLLER_STOPS)) {
    part.tabIndex = 0;
    part.dataset.scrolls = "";
  } else if (!scrolls && part.dataset.scrolls !== undefined) {
    part.removeAttribute("tabindex");
    delete part.dataset.scrolls;
  }
}

/** Makes a stop of each part that scrolls, and of no other. */
function markScrollers() {
  for (const part of document.querySelectorAll(SCROLLED_WIDE)) {
    if (part instanceof HTMLElement) putStop(part, part.scrollWidth > part.clientWidth + 1);
  }
  for (const part of document.querySelectorAll(SCROLLED_HIGH)) {
    const pane = paneAround(part);
    if (pane) putStop(pane, pane.scrollHeight > pane.clientHeight + 1);
  }
}

/** What is chosen in rows that scroll. */
const CHOSEN_IN_ROWS = '.st-key-pages [class*="st-key-here_"], [role="tab"][aria-selected="true"]';
/** @type {WeakSet<Element>} what was brought into view once: after that the visitor's finger rules */
const broughtIntoView = new WeakSet();

/** Pixels at an end beyond which a row goes on: they fade, or a button that scrolls covers them. */
const COVERED_AT_ENDS = 44;

/** Scrolls each row to what is chosen in it, and nothing up or down. */
function showChosen() {
  for (const chosen of document.querySelectorAll(CHOSEN_IN_ROWS)) {
    let row = chosen.parentElement;
    while (row && row.scrollWidth <= row.clientWidth + 1) row = row.parentElement;
    if (!row || row === document.documentElement || broughtIntoView.has(chosen)) continue;
    broughtIntoView.add(chosen);
    const [box, frame] = [chosen.getBoundingClientRect(), row.getBoundingClientRect()];
    const after = row.scrollWidth - row.clientWidth - row.scrollLeft;
    const left = frame.left + Math.min(row.scrollLeft, COVERED_AT_ENDS);
    const right = frame.right - Math.min(after, COVERED_AT_ENDS);
    if (box.left >= left && box.right <= right) continue;
    row.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
  }
}

/**
 * Begins to follow what scrolls.
 * @returns {() => void} what ends it
 */
export function followScrollers() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      markScrollers();
      showChosen();
    }, SCROLLERS_LATER);
  };
  const watcher = new MutationObserver(soon);
  watcher.observe(document.body, { childList: true, subtree: true });
  window.addEventListener("resize", soon);
  soon();
  return () => {
    clearTimeout(timer);
    watcher.disconnect();
    window.removeEventListener("resize", soon);
  };
}
