// A closed list has one line, which may be too short for a name: then the name is shown on several.
//
// The field keeps its text, for typing and for screen readers; the style sheet shows the lines in
// its place until the list is opened (`views/session/style.py`).

const FIELDS = "[role=combobox]";
/** Attribute of the element around a field: the full name, if the field cuts it off. */
const NAME = "data-whole";
/** Pixels by which a text may be wider than its field without losing a letter. */
const TOLERANCE = 1;

/**
 * Whether a field is too narrow for its text.
 * @param {HTMLInputElement} field
 * @returns {boolean}
 */
const isCut = (field) => field.scrollWidth > field.clientWidth + TOLERANCE;

/** Shows every cut name on several lines, and those that fit again on one. */
function showWhole() {
  const closed = [...document.querySelectorAll(FIELDS)].flatMap((field) => {
    const around = field.closest("[role=group]");
    const isClosed = field instanceof HTMLInputElement && field.ariaExpanded !== "true";
    return isClosed && around ? [{ field, around }] : [];
  });
  // All are measured on one line, before any is changed.
  closed.forEach(({ around }) => around.removeAttribute(NAME));
  const cut = closed.filter(({ field }) => isCut(field));
  cut.forEach(({ field, around }) => around.setAttribute(NAME, field.value));
}

/**
 * Keeps the names of all closed lists fully visible.
 * @returns {() => void} the cleanup function
 */
export function keepNamesWhole() {
  let frame = 0;
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(showWhole);
  };
  const watch = new MutationObserver(later);
  const watched = { attributeFilter: ["value", "aria-expanded"], childList: true, subtree: true };
  watch.observe(document.body, watched);
  addEventListener("resize", later);
  document.fonts.addEventListener("loadingdone", later);
  later();
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
    removeEventListener("resize", later);
    document.fonts.removeEventListener("loadingdone", later);
  };
}
