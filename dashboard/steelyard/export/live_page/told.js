// What the page is told, as the instrument takes it: `told.py` and `columns.py` read back.
//
// What stands in the plain part of the page is not told a second time but taken from there,
// before the instrument takes its place.
const SteelyardTold = (() => {
  "use strict";

  const entriesOf = (columns) => (columns.id ?? []).map((_, i) => entryAt(columns, i));
  const entryAt = (columns, i) => Object.fromEntries(Object.entries(columns).map(
    ([key, column]) => [key, Array.isArray(column) ? column[i] : entryAt(column, i)]));

  const told = JSON.parse(document.getElementById("steelyard-data").textContent);
  const { instrument } = told;
  const { problem } = instrument;
  instrument.lenses = entriesOf(instrument.lenses);
  instrument.texts.worlds = document.querySelector(".ranking + .note").textContent;
  problem.options = entriesOf(problem.options);
  problem.criteria = entriesOf(problem.criteria);
  document.querySelectorAll(".weights-table tbody tr").forEach((row, j) => {
    problem.criteria[j].swingReason = row.lastElementChild.textContent;
  });
  const places = problem.unknown;
  problem.unknown = problem.likely.map((row) => row.map(() => false));
  for (const [i, j] of places) problem.unknown[i][j] = true;
  return told;
})();
