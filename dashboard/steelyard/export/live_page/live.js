// The page alive: the instrument in place of the plain ranking, and what moves along with it.
//
// It asks nobody for anything. The view is kept in the fragment of the page's address, so that
// a copy of the page and an address say together what somebody saw.
(() => {
  "use strict";

  const part = (id) => document.getElementById(`steelyard-${id}`);
  const told = SteelyardTold;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let { hidden } = told.address;

  class Live extends SteelyardInstrument.Instrument {
    paint() {
      super.paint();
      paintAround(this);
    }

    // A score of which the page tells more leads there.
    basisOf(i, j) {
      const entry = document.getElementById(`c${i}-${j}`);
      return entry && (() => SteelyardEvidence.reveal(entry));
    }

    // Some browsers have no clipboard for files: then the text is shown.
    toClipboard(text, button) {
      if (navigator.clipboard) super.toClipboard(text, button);
      else this.showText(text);
    }
  }

  const problems = { light: told.instrument.problem };
  problems.dark = {
    ...problems.light,
    options: problems.light.options.map((option) => ({ ...option, colour: option.dark })),
  };

  const panel = new SteelyardWhy.Panel(part("why"), (rival) => instrument.commit({ rival }));
  const scores = document.querySelector(".score-part");
  const instrument = new Live(part("live"), remember);

  // --- what moves along -------------------------------------------------------------------

  function paintAround({ problem, result, state }) {
    panel.paint(problem, result, state.rival);
    part("origin-line").textContent = originLine(result, state);
    part("mark").hidden = !whatIsMoved(result, state);
    const disputes = JSON.stringify(state.disputes);
    if (paintAround.disputes === disputes) return;
    paintAround.disputes = disputes;
    SteelyardEvidence.mark(scores, problem);
  }

  // The line of `export/provenance.py`, of the view as it is now.
  function originLine(result, state) {
    const { before, after } = told.origin;
    const moved = whatIsMoved(result, state);
    const whose = state.lens ? `lens ${state.lens}` : "weights of the file";
    return (moved ? `Exploratory: ${moved} · ` : "") + before + whose + after;
  }

  function whatIsMoved(result, state) {
    const swings = SteelyardAddress.movedSwings(told, state, hidden);
    const shares = SteelyardWhy.percents(result.weights);
    const weights = problems.light.criteria
      .map(({ id }, j) => (id in swings ? `${id} at ${shares[j]}` : ""))
      .filter(Boolean);
    const disputed = state.disputes.length + hidden.disputes.length;
    const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
    const said = [
      weights.length ? `weights moved (${weights.join(", ")})` : "",
      disputed ? `${counted(disputed, "score")} disputed` : "",
      told.origin.struck ? `${counted(told.origin.struck, "claim")} struck out` : "",
    ].filter(Boolean);
    return said.join(", ") || (Object.keys(swings).length ? "weights out of view moved" : "");
  }

  // --- the address ------------------------------------------------------------------------

  function remember() {
    const address = `#${SteelyardAddress.write(told, instrument.state, hidden)}`;
    try {
      history.replaceState(null, "", address);
    } catch {
      // A page shown inside another one may have no address of its own.
    }
  }

  // The state that the page's address asks for, or null; what is left out of it is said.
  function asked() {
    const found = SteelyardAddress.read(told, location.hash);
    const ignored = found?.ignored ?? [];
    part("notice").textContent = ignored.length ? `Left out: ${ignored.join("; ")}.` : "";
    if (!found?.state) return null;
    hidden = found.hidden;
    return found.state;
  }

  function take() {
    const state = asked();
    if (state) instrument.update(dataIn(instrument.data.mode, state, instrument.data.rev + 1));
  }

  // --- light and dark ---------------------------------------------------------------------

  function dataIn(mode, state = told.instrument.state, rev = 0) {
    return { ...told.instrument, mode, problem: problems[mode], state, rev };
  }

  function show(mode) {
    const { state, data } = instrument;
    if (mode !== data.mode) instrument.update(dataIn(mode, state, data.rev));
  }

  const present = () => (dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => show(present()));
  addEventListener("beforeprint", () => show("light"));
  addEventListener("afterprint", () => show(present()));

  // --- everything together ----------------------------------------------------------------

  SteelyardEvidence.spread(scores);
  document.addEventListener("click", SteelyardEvidence.follow);
  part("live").addEventListener("click", (event) => {
    if (event.target.closest(".option button")) part("why").scrollIntoView({ block: "nearest" });
  });
  addEventListener("hashchange", take);
  instrument.update(dataIn(present(), asked() ?? told.instrument.state));
  const goal = location.hash.includes("=") ? null : document.getElementById(location.hash.slice(1));
  if (goal) SteelyardEvidence.reveal(goal);
})();
