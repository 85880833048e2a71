// The address of a view, kept behind the # of the page's own: `instrument/address.py`, term by term.
//
// Put behind the dashboard's address with ? in place of #, it opens the same view there. What an
// address asks for and this page does not have is left out and said. Knows nothing of the page.
const SteelyardAddress = (() => {
  "use strict";

  const LONGEST = 8000;
  const ID = "[a-z][a-z0-9_-]{0,59}";
  const NUMBER = "[0-9]{1,10}(?:_[0-9]{1,6})?";
  const SWING = new RegExp(`^(${ID})\\.(${NUMBER})$`);
  const DISPUTE = new RegExp(`^(${ID})\\.(${ID})\\.(${NUMBER})$`);
  const CHANGED = "the file has changed since this address was made, so other numbers may be " +
    "shown than then";
  const FIXED = { frame: "choice of criteria", reading: "reading", scenario: "scenario",
    struck: "selection of claims" };

  const parts = (text) => (text ? text.slice(0, LONGEST).split("~") : []);
  const toNumber = (text) => Number(text.replace("_", "."));
  const quoted = (text) => `“${text.slice(0, 60)}”`;
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  // Six decimals at most, and `_` for the point.
  function written(number) {
    const text = SteelyardEngine.wording.fixed(number, 6);
    return text.replace(/0+$/, "").replace(/\.$/, "").replace(".", "_");
  }

  // The swings of a lens on the criteria in view; null stands for the file's own.
  function ownSwings({ lenses, fileSwings }, lens) {
    return lenses.find(({ id }) => id === lens)?.swings ?? fileSwings;
  }

  function movedSwings({ instrument }, state, hidden) {
    const own = ownSwings(instrument, state.lens);
    const moved = { ...hidden.swings };
    instrument.problem.criteria.forEach(({ id }, j) => {
      if (Math.abs(state.swings[j] - own[j]) > 1e-9) moved[id] = state.swings[j];
    });
    return moved;
  }

  // --- writing ---

  function write(told, state, hidden) {
    const { fixed, set, file } = told.address;
    const swings = movedSwings(told, state, hidden);
    const { criteria } = told.instrument.problem;
    const locks = criteria.filter((_, j) => state.locks[j]).map(({ id }) => id);
    const disputes = state.disputes.map((d) => [d.option, d.criterion, d.value]);
    const terms = {
      set,
      frame: fixed.frame,
      lens: state.lens,
      w: Object.keys(swings).sort().map((id) => `${id}.${written(swings[id])}`).join("~"),
      reading: fixed.reading,
      scenario: fixed.scenario,
      d: [...disputes, ...hidden.disputes].sort(inOrder)
        .map(([option, criterion, value]) => `${option}.${criterion}.${written(value)}`).join("~"),
      locks: [...locks, ...hidden.locks].join("~"),
      rival: state.rival,
      struck: fixed.struck,
    };
    const said = Object.entries(terms).filter(([, value]) => value);
    if (said.length > 1 && file) said.push(["file", file]);
    return said.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  }

  const inOrder = (a, b) => compare(a[0], b[0]) || compare(a[1], b[1]) || a[2] - b[2];

  // --- reading ---

  // What a fragment asks for: {state, hidden, ignored}; null where it is no address of a view.
  function read(told, fragment) {
    const text = fragment.replace(/^#/, "");
    if (!text.includes("=")) return null;
    const asked = Object.fromEntries(new URLSearchParams(text));
    const ignored = [];
    if (asked.set !== undefined && asked.set !== told.address.set) {
      return { ignored: [`this address is for ${quoted(asked.set)} and not for this page`] };
    }
    if (asked.file !== undefined && asked.file !== told.address.file) ignored.push(CHANGED);
    sayWhatIsFixed(told, asked, ignored);
    return { ...adopt(told, asked, ignored), ignored };
  }

  function sayWhatIsFixed({ address }, asked, ignored) {
    const sorted = (text) => String(text.split("~").sort());
    for (const [key, name] of Object.entries(FIXED)) {
      const found = asked[key] ?? "";
      const own = key === "frame" && found === address.opening ? "" : found;
      if (sorted(own) !== sorted(address.fixed[key])) {
        ignored.push(`the address asks for another ${name}, which this page does not hold`);
      }
    }
  }

  function adopt(told, asked, ignored) {
    const { problem, lenses } = told.instrument;
    const known = (what, id, entries) => {
      if (id === undefined || entries.some((entry) => entry.id === id)) return id ?? null;
      ignored.push(`this file has no ${what} ${quoted(id)}`);
      return null;
    };
    const lens = known("lens", asked.lens, lenses);
    const { own, swings } = readSwings(told, asked.w, ignored);
    const disputes = readDisputes(told, asked.d, ignored);
    const every = told.address.criteria.map((id) => ({ id }));
    const locks = parts(asked.locks).filter((id) => known("criterion", id, every));
    const isSeen = (id) => problem.criteria.some((criterion) => criterion.id === id);
    const base = ownSwings(told.instrument, lens);
    return {
      state: {
        lens,
        swings: problem.criteria.map(({ id }, j) => own[id] ?? base[j]),
        locks: problem.criteria.map(({ id }) => locks.includes(id)),
        disputes: disputes.filter(([, criterion]) => isSeen(criterion))
          .map(([option, criterion, value]) => ({ option, criterion, value })),
        rival: known("option", asked.rival, problem.options),
      },
      hidden: {
        swings,
        locks: locks.filter((id) => !isSeen(id)),
        disputes: disputes.filter(([, criterion]) => !isSeen(criterion)),
      },
    };
  }

  // Those of criteria in view, and those of the others, which only the address carries on.
  function readSwings({ address, instrument }, text, ignored) {
    const [own, swings] = [{}, {}];
    const seen = new Set(instrument.problem.criteria.map(({ id }) => id));
    for (const part of parts(text)) {
      const [, id, number] = SWING.exec(part) ?? [];
      if (address.criteria.includes(id) && toNumber(number) <= address.most) {
        (seen.has(id) ? own : swings)[id] = toNumber(number);
      } else ignored.push(`${quoted(part)} is not a swing of this file`);
    }
    return { own, swings };
  }

  function readDisputes({ address, instrument }, text, ignored) {
    const found = new Map();
    for (const part of parts(text)) {
      const [, option, criterion, number] = DISPUTE.exec(part) ?? [];
      const isOption = instrument.problem.options.some(({ id }) => id === option);
      if (isOption && address.criteria.includes(criterion) && toNumber(number) <= 100) {
        found.set(`${option}.${criterion}`, [option, criterion, toNumber(number)]);
      } else ignored.push(`${quoted(part)} is not a score of this file`);
    }
    return [...found.values()];
  }

  return Object.freeze({ read, write, movedSwings });
})();
