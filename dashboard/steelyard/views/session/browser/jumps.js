// Links to parts of a page (“#go-…”), also to those within components, where an address cannot lead.

/** @type {Record<string, { to: string, isFocused?: boolean }>} */
const GOALS = {
  "#go-table": { to: ".sy tbody button[tabindex='0']", isFocused: true },
  "#go-ranking": { to: ".sy .result" },
  "#go-weights": { to: ".sy .weights" },
  "#go-why": { to: ".st-key-below [role=tablist]" },
};

/**
 * @param {string} selector
 * @returns {HTMLElement | null} what it finds on the page or in the instrument
 */
function find(selector) {
  const hosts = [...document.querySelectorAll(".st-key-instrument_frame *")];
  const roots = [document, ...hosts.flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const found = roots.map((root) => root.querySelector(selector)).find(Boolean);
  return found instanceof HTMLElement ? found : null;
}

/**
 * Goes where a link leads.
 * @param {Event} event
 */
function jump(event) {
  const link = event.composedPath().find((node) =>
    node instanceof HTMLAnchorElement && node.hash in GOALS);
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const { to, isFocused } = GOALS[link.hash];
  const goal = find(to);
  if (isFocused) goal?.focus();
  else goal?.scrollIntoView({ block: "start" });
}

/** Marks the part in view in the bar of links. */
function mark() {
  const bar = document.querySelector(".st-key-jumps");
  if (!bar?.checkVisibility()) return;
  const links = [...bar.querySelectorAll("a")];
  const passed = links.filter(({ hash }) => {
    const top = find(GOALS[hash]?.to ?? "body")?.getBoundingClientRect().top ?? Infinity;
    return top < innerHeight / 2;
  });
  const here = passed[passed.length - 1] ?? links[0];
  for (const link of links) {
    if (link === here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/**
 * Starts following such links.
 * @param {string} page selector of the app, in which the page grows while it is built
 * @returns {() => void} the cleanup function
 */
export function followJumps(page) {
  window.addEventListener("click", jump, true);
  window.addEventListener("scroll", mark, { capture: true, passive: true });
  const watch = new ResizeObserver(mark);
  watch.observe(document.querySelector(`${page} .st-key-top`)?.parentElement?.parentElement ?? document.body);
  return () => {
    watch.disconnect();
    window.removeEventListener("click", jump, true);
    window.removeEventListener("scroll", mark, true);
  };
}
