// A closed list is one line, which may be too short for a name: then the name stands on several.
//
// The field keeps its text, for whoever types into it or hears it; the style sheet puts the lines
// in front of it while the keyboard is elsewhere (`views/session/style.py`).

const FIELDS = "[role=combobox]";
/** The attribute of what is around a field: the whole name, where the field cuts it. */
const NAME = "data-whole";
/** Pixels by which a text may be wider than its field without losing a letter. */
const TOLERANCE = 1;

/**
 * Whether a field is too narrow for its text.
 * @param {HTMLInputElement} field
 * @returns {boolean}
 */
const isCut = (field) => field.scrollWidth > field.clientWidth + TOLERANCE;

/** Gives every cut name its lines, and takes them from those that fit by now. */
function showWhole() {
  for (const field of document.querySelectorAll(FIELDS)) {
    const around = field.closest("[role=group]");
    if (!(field instanceof HTMLInputElement) || !around || field === document.activeElement) continue;
    const name = isCut(field) ? field.value : "";
    if ((around.getAttribute(NAME) ?? "") === name) continue;
    if (name) around.setAttribute(NAME, name);
    else around.removeAttribute(NAME);
  }
}

/**
 * Keeps the names of all closed lists whole.
 * @returns {() => void} what ends it
 */
export function keepNamesWhole() {
  let frame = 0;
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(showWhole);
  };
  const watch = new MutationObserver(later);
  const watched = { attributeFilter: ["value"], childList: true, subtree: true };
  watch.observe(document.body, watched);
  addEventListener("resize", later);
  addEventListener("focusout", later);
  document.fonts.addEventListener("loadingdone", later);
  later();
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
    removeEventListener("resize", later);
    removeEventListener("focusout", later);
    document.fonts.removeEventListener("loadingdone", later);
  };
}
