// Makes parts of a page that scroll by themselves tab stops, so that keys can scroll them; in a row
// of pages or tabs that scrolls, brings the chosen one into view.

/** What scrolls if it is wider than the page. */
const SCROLLED_WIDE = '[class*="st-key-table_"], [class*="st-key-chart_"], [class*="st-key-moving_"]';
/** What is in a popover, which scrolls if it is higher than the screen. */
const SCROLLED_HIGH = ".st-key-how_to_read";
const SCROLLER_STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const SCROLLERS_LATER = 200; // Milliseconds after the last change: the page is laid out by then.

/**
 * @param {Element} part
 * @returns {HTMLElement | null} the nearest ancestor of a part that scrolls vertically
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

/** Makes each part that scrolls a tab stop, and no other part. */
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
/** @type {WeakSet<Element>} what was brought into view once: afterwards only the visitor scrolls */
const broughtIntoView = new WeakSet();

/** Pixels hidden at an end where a row goes on: they fade, or a scroll button covers them. */
const COVERED_AT_ENDS = 44;

/** Scrolls each row sideways to what is chosen in it; scrolls nothing vertically. */
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
 * Starts watching what scrolls.
 * @returns {() => void} the cleanup function
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
