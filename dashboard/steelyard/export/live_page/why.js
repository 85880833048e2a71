// Why one option is ahead of another: the staircase of weighted differences, `charts/why.py`.
//
// Sums, order and sentences are those of the chart; only the drawing is this page's own. Text
// from files only ever becomes textContent. Knows nothing of sliders.
const SteelyardWhy = (() => {
  "use strict";

  const TIE = 1e-9;
  const MOST_NAMED = 2;
  const { wording } = SteelyardEngine;
  const { make } = SteelyardInstrument;
  const exactSum = (numbers) => SteelyardEngine.totals([numbers], numbers.map(() => 1))[0];

  function signedTenth(number) {
    const tenths = wording.whole(Math.abs(number) * 10);
    const sign = !tenths ? "" : number > 0 ? "+" : "−";
    return `${sign}${(tenths / 10).toFixed(1)}`;
  }

  // Shares of one whole as percentages that add up to 100.
  function percents(shares) {
    const labels = wording.wholeShares(shares);
    const sum = exactSum(shares);
    return shares.map((share, j) => {
      if (labels[j] <= 0 && share > 0) return "<1%";
      return labels[j] >= 100 && share < sum * (1 - 1e-9) ? ">99%" : `${labels[j]}%`;
    });
  }

  // Each criterion's part of the difference, from most for `first` to most against it.
  function steps(result, first, second) {
    const differences = result.weights.map(
      (_, j) => result.contributions[first][j] - result.contributions[second][j],
    );
    const key = (j) => Number(differences[j].toFixed(9));
    const order = differences.map((_, j) => j).sort((a, b) => key(b) - key(a));
    const found = [];
    for (const j of order) {
      const begin = found.at(-1)?.end ?? 0;
      const end = exactSum([...found.map((step) => step.difference), differences[j]]);
      found.push({ criterion: j, difference: differences[j], begin, end });
    }
    return found;
  }

  // Who is ahead by how much, and what most of that rests on.
  function title(problem, result, first, second) {
    const net = result.totals[first] - result.totals[second];
    const label = (option) => problem.options[option].label;
    if (Math.abs(net) <= TIE) {
      const both = wording.listing([label(first), label(second)]);
      return `${both} are level on ${wording.integer(result.totals[first])}`;
    }
    const [ahead, behind] = net > 0 ? [first, second] : [second, first];
    const points = wording.lead(result.totals[ahead], result.totals[behind]);
    const much = Number(points)
      ? `${points} point${points === "1" ? "" : "s"}`
      : "less than half a point";
    return `${label(ahead)} is ${much} ahead of ${label(behind)}` +
      reasons(problem, steps(result, ahead, behind));
  }

  function reasons(problem, found) {
    if (problem.criteria.length < 2) return "";
    const gains = found.filter(({ difference }) => difference > TIE);
    const half = exactSum(gains.map(({ difference }) => difference)) / 2 - TIE;
    const named = gains.findIndex(({ end }) => end >= half) + 1;
    const names = gains.slice(0, named).map(({ criterion }) => problem.criteria[criterion].name);
    const much = named === gains.length ? "all" : "most";
    const most = named <= MOST_NAMED
      ? `, ${much} of its advantage from ${wording.listing(names)}`
      : `, ahead on ${gains.length} of ${found.length} criteria`;
    const isNowhereBehind = found.every(({ difference }) => difference >= -TIE);
    return most + (isNowhereBehind ? " and nowhere behind" : "");
  }

  // The rows of the picture: name, from where to where, points, what they come from.
  function rows(problem, result, first, second) {
    const labels = percents(result.weights);
    const value = (option, j) =>
      wording.integer(problem.likely[option][j]) + (problem.unknown[option][j] ? "?" : "");
    const parts = steps(result, first, second).map(({ criterion, difference, begin, end }) => ({
      name: problem.criteria[criterion].name,
      begin, end, difference,
      winner: difference >= 0 ? first : second,
      note: `${value(first, criterion)} vs ${value(second, criterion)}, weight ${labels[criterion]}`,
    }));
    const [one, two] = [first, second].map((option) => result.totals[option]);
    return [...parts, {
      name: "All together", begin: 0, end: one - two, difference: one - two, isNet: true,
      winner: one - two >= 0 ? first : second,
      note: `${wording.integer(one)} vs ${wording.integer(two)} in total`,
    }];
  }

  function subtitle(problem, first, second) {
    const [one, two] = [first, second].map((option) => problem.options[option].label);
    const isUnknown = [first, second].some((option) => problem.unknown[option].some(Boolean));
    return `Points of total by which ${one} is ahead of ${two}: weight × difference of the two ` +
      `values. To the right for ${one}, to the left for ${two}.` +
      (isUnknown ? " ?: not known, counted as the middle." : "");
  }

  // --- drawing ---

  class Panel {
    constructor(section, choose) {
      this.section = section;
      this.heading = make("h2", { id: "why-title" });
      this.select = make("select", { id: "why-rival", onchange: () => choose(this.select.value) });
      this.sentence = make("p", { class: "finding" });
      this.note = make("p", { class: "note" });
      this.body = make("tbody");
      const heads = ["Criterion", "Difference", "Points", "Values and weight"];
      this.table = make("table", { class: "stairs" },
        make("caption", { class: "spoken", text: "Weighted differences" }),
        make("thead", { class: "spoken" },
          make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })))),
        this.body);
      section.replaceChildren(this.heading,
        make("p", { class: "chooser" },
          make("label", { for: "why-rival", text: "Hold the leader against" }), this.select),
        this.sentence, this.note, this.table);
    }

    paint(problem, result, asked) {
      const { options } = problem;
      this.section.hidden = options.length < 2;
      if (this.section.hidden) return;
      const [leader, runnerUp] = result.ranking;
      const found = options.findIndex(({ id }) => id === asked);
      const rival = found < 0 || found === leader ? runnerUp : found;
      const [one, two] = [leader, rival].map((option) => options[option].label);
      this.heading.textContent = result.ranks[rival] > 1
        ? `What puts ${one} ahead of ${two}?` : `Where do ${one} and ${two} differ?`;
      this.sentence.textContent = title(problem, result, leader, rival);
      this.note.textContent = subtitle(problem, leader, rival);
      this.paintChoice(options, leader, rival);
      this.paintRows(options, rows(problem, result, leader, rival));
    }

    // In the order of the file, and only built anew where the leader is another one.
    paintChoice(options, leader, rival) {
      const key = `${leader} ${options.length}`;
      if (this.key !== key) {
        const others = options.filter((_, i) => i !== leader);
        this.select.replaceChildren(
          ...others.map(({ id, name }) => make("option", { value: id, text: name })));
        this.key = key;
      }
      this.select.value = options[rival].id;
    }

    paintRows(options, found) {
      const ends = found.flatMap(({ begin, end }) => [begin, end, 0]);
      const [low, high] = [Math.min(...ends), Math.max(...ends)];
      const place = (points) => (high > low ? ((points - low) / (high - low)) * 100 : 0);
      this.body.replaceChildren(...found.map((row) => {
        const bar = make("span", { class: "stair" });
        const [left, right] = [row.begin, row.end].map(place).sort((a, b) => a - b);
        bar.style.left = `${left}%`;
        bar.style.width = `${right - left}%`;
        bar.style.background = options[row.winner].colour;
        const zero = make("span", { class: "zero" });
        zero.style.left = `${place(0)}%`;
        return make("tr", row.isNet ? { class: "net" } : {},
          make("th", { scope: "row", text: row.name }),
          make("td", { class: "steps" }, make("span", { class: "lane" }, zero, bar)),
          make("td", { class: "points", text: signedTenth(row.difference) }),
          make("td", { class: "values-note", text: row.note }));
      }));
    }
  }

  return Object.freeze({ Panel, steps, title, rows, percents });
})();
