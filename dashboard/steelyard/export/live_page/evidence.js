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
    "Claims for": "Claims that speak for it here",
    "Claims against": "Claims that speak against it here",
  };

  // The ids under each score become the claims themselves, those it rests on opened.
  function spread(section) {
    const claims = new Map([...document.querySelectorAll(".claims li")].map(
      (item) => [item.lastElementChild.textContent.split(",")[0], item]));
    for (const line of section.querySelectorAll(".refs")) {
      line.replaceWith(...line.textContent.split("; ").map((group) => {
        const [heading, ids] = group.split(": ").map((text) => text.split(", "));
        const isCited = !heading[0].startsWith("Claims");
        return make("details", isCited ? { class: "refs", open: "" } : { class: "refs" },
          make("summary", { text: `${HEADINGS[heading[0]]} (${ids.length})` }),
          make("ul", {}, ...ids.map((id) => copyOf(claims.get(id)))));
      }));
    }
  }

  function copyOf(item) {
    const copy = item.cloneNode(true);
    copy.lastElementChild.prepend(`${item.parentElement.dataset.source} · `);
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
