// The evidence on the page, made quicker to read: claims in full under each score.
//
// Everything is in the page already and only copied, node by node. The fragment of the address
// belongs to the weights, so links within the page open and scroll instead of leading there.
const SteelyardEvidence = (() => {
  "use strict";

  const { make } = SteelyardInstrument;

  const HEADINGS = {
    "Rests on": "Claims about this very point, on which the score rests",
    "Stretched from": "Claims about something else, stretched to this score",
    "Also": "Claims that speak for or against it here, on which the score does not draw",
  };
  const SIGNS = {
    "+": "speaks for it here",
    "−": "speaks against it here",
    "+−": "speaks for it here and against it",
  };

  // The ids under each score become the claims themselves, those it draws on opened.
  function spread(section) {
    const claims = new Map([...document.querySelectorAll(".claims li")].map(
      (item) => [item.lastElementChild.textContent.split(",")[0], item]));
    for (const line of section.querySelectorAll(".refs")) {
      line.replaceWith(...line.textContent.split("; ").map((group) => {
        const [heading, ids] = group.split(": ");
        const found = wholeIds(ids).map(([id, sign]) => copyOf(claims.get(id), sign));
        return make("details", { class: "refs", open: heading === "Also" ? null : "" },
          make("summary", { text: `${HEADINGS[heading]} (${found.length})` }),
          make("ul", {}, ...found));
      }));
    }
  }

  // What `claim_ids.py` has shortened to what follows the last hyphen; with the sign behind it.
  function wholeIds(text) {
    let before = "";
    return text.split(", ").map((entry) => {
      const [, short, sign] = /^(.*?)([+−]*)$/.exec(entry);
      before = /^\d/.test(short) ? before.replace(/[^-]*$/, short) : short;
      return [before, sign];
    });
  }

  function copyOf(item, sign) {
    const copy = item.cloneNode(true);
    copy.lastElementChild.prepend(`${item.parentElement.dataset.source} · `);
    if (sign) copy.lastElementChild.append(` · ${SIGNS[sign]}`);
    return copy;
  }

  function follow(event) {
    const link = event.target.closest?.("a[href^='#']");
    const goal = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!goal) return;
    event.preventDefault();
    reveal(goal);
  }

  function reveal(goal) {
    for (let node = goal.parentElement; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    goal.tabIndex = -1;
    goal.scrollIntoView({ block: "start" });
    goal.focus({ preventScroll: true });
  }

  // Values that are not those of the table, since a hand has moved them, stand beside them.
  function mark(section, problem) {
    for (const old of section.querySelectorAll(".now")) old.remove();
    for (const row of section.querySelectorAll(".values tbody tr")) {
      const i = problem.options.findIndex(({ id }) => id === row.dataset.row);
      [...row.cells].slice(1).forEach((cell, j) => {
        const value = SteelyardEngine.wording.integer(problem.likely[i][j]);
        const text = problem.unknown[i][j] ? "?" : value;
        const isSame = cell.firstChild.textContent === text;
        if (!isSame) cell.append(make("span", { class: "now", text: ` now ${text}` }));
      });
    }
  }

  return Object.freeze({ spread, follow, reveal, mark });
})();
