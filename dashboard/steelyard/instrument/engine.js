// The arithmetic of the instrument: from values and swings to everything that is shown.
//
// It runs while a hand drags a weight, so it cannot ask the server, and yet has to say what
// the server would. The modules under `analysis` are its specification: each part names
// those it follows, operation by operation, so that both end on the same bits. It knows
// neither page nor network. Options and criteria are positions in `problem`, values 0..100.
//
// problem: options [{id, label}], criteria [{id, name, label, place}] (`place` in the file;
// the position where it is missing), low, likely, high (m × n), unknown (m × n truth values),
// spread, draws, seed, optionKeys, criterionKeys, closeCall, robustShare, robustFlip,
// measure {name, top}.
const SteelyardEngine = (() => {
  "use strict";

  const TIE = 1e-9; // two numbers closer than this are the same number
  const indices = (count) => Array.from({ length: count }, (_, i) => i);
  const zip = (first, second, join) => first.map((x, i) => join(x, second[i]));
  const plus = (a, b) => a + b;
  const minus = (a, b) => a - b;

  // --- sums ---

  // One rounding at the end, whatever the order: Python's `math.fsum`.
  function exactSum(numbers) {
    const parts = []; // they do not overlap, and grow in size
    for (let x of numbers) {
      let kept = 0;
      for (let i = 0; i < parts.length; i++) {
        let y = parts[i];
        if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
        const high = x + y;
        const low = y - (high - x);
        if (low !== 0) parts[kept++] = low;
        x = high;
      }
      parts.length = kept;
      parts.push(x);
    }
    let [sum, low] = [0, 0];
    while (parts.length > 0 && low === 0) {
      const [x, y] = [sum, parts.pop()];
      sum = x + y;
      low = y - (sum - x);
    }
    // A half-way case looks at what is left below.
    const isPushed = Math.sign(low) === Math.sign(parts.pop() ?? 0);
    return isPushed && low * 2 === sum + low * 2 - sum ? sum + low * 2 : sum;
  }

  // The order in which numpy adds a row.
  function rowSum(row) {
    const count = row.length;
    if (count < 8) return row.reduce(plus, 0);
    if (count > 128) {
      const half = (count >> 1) - ((count >> 1) % 8);
      return rowSum(row.slice(0, half)) + rowSum(row.slice(half));
    }
    const even = count - (count % 8);
    const lanes = row.slice(0, 8);
    for (let i = 8; i < even; i++) lanes[i % 8] += row[i];
    const [a, b, c, d, e, f, g, h] = lanes;
    return row.slice(even).reduce(plus, a + b + (c + d) + (e + f + (g + h)));
  }

  // `leaders.weighted_totals`: products are added in order of size.
  const weightedTotal = (row, weights) => rowSum(products(row, weights).sort(minus));
  const products = (row, weights) => zip(row, weights, (value, weight) => weight * value);

  // --- numbers in sentences: `wording` ---

  // Decimals as Python writes them: of two equally near ends the even one.
  function fixed(number, digits) {
    const text = number.toFixed(digits);
    const isHalfway = (Math.abs(number) * 2 ** (digits + 1)) % 2 === 1;
    const last = Number(text.at(-1));
    return isHalfway && last % 2 === 1 ? text.slice(0, -1) + (last - 1) : text;
  }

  // Six significant digits without idle zeros, Python's `:g`, of a number below a million.
  function general(number) {
    const [digits, power] = number.toExponential(5).split("e").map(Number);
    if (power < -4) return `${digits}e-${String(-power).padStart(2, "0")}`;
    return String(Number(fixed(number, 5 - power)));
  }

  const rounded = (number) => Number(fixed(number, 9));
  const whole = (number) => Math.floor(rounded(number) + 0.5);
  const points = (number) => `${integer(number)} point${whole(number) === 1 ? "" : "s"}`;

  function integer(number) {
    const near = whole(number);
    return near < 0 ? `−${-near}` : String(near);
  }

  function lead(larger, smaller) {
    const difference = larger - smaller;
    if (whole(larger) - whole(smaller) === whole(difference)) return integer(difference);
    return fixed(whole(difference * 10) / 10, 1);
  }

  function span(low, high) {
    const [first, last] = [integer(low), integer(high)];
    return first === last ? first : `${first}–${last}`;
  }

  function wholeShares(shares, wholeSum = 100) {
    if (shares.some((share) => share < 0)) {
      throw new Error("a share is negative; shares are numbers from 0 up");
    }
    const total = exactSum(shares);
    if (total === 0) return shares.map(() => 0);
    const exact = shares.map((share) => rounded((share / total) * wholeSum));
    const floors = exact.map(Math.floor);
    const rest = zip(floors, exact, minus);
    const byRemainder = indices(shares.length).sort((a, b) => rest[a] - rest[b]);
    const missing = wholeSum - floors.reduce(plus, 0);
    for (const index of byRemainder.slice(0, missing)) floors[index] += 1;
    return floors;
  }

  function listing(names) {
    const last = names.at(-1) ?? "";
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
  }

  // Up to three options by name, and how many more there are.
  function named(problem, options) {
    const labels = options.slice(0, 3).map((option) => problem.options[option].label);
    return listing(options.length > 3 ? [...labels, `${options.length - 3} more`] : labels);
  }

  // --- weights, totals, ranks: `weights`, `totals` ---

  function weights(swings) {
    const largest = Math.max(...swings);
    if (largest === 0) return swings.map(() => 1 / swings.length);
    return dividedBySum(swings.map((swing) => swing / largest));
  }

  function dividedBySum(numbers) {
    const sum = exactSum(numbers);
    return numbers.map((number) => number / sum);
  }

  // `arguments.check_weights`: every question about arrays scales them to sum 1 once more.
  function sharesOfOne(numbers) {
    const largest = Math.max(...numbers);
    return largest > 1e-290 && largest < 1e290 ? dividedBySum(numbers) : weights(numbers);
  }

  const totals = (values, present) => values.map((row) => exactSum(products(row, present)));

  function ranks(sums) {
    const found = [];
    const order = indices(sums.length).sort((a, b) => sums[b] - sums[a]);
    order.forEach((option, place) => {
      const before = order[place - 1];
      const isTied = place > 0 && sums[before] - sums[option] <= TIE;
      found[option] = isTied ? found[before] : place + 1;
    });
    return found;
  }

  // --- who leads at every value of one weight: `one_way`, `robustness` ---

  const NARROWEST = 1e-9; // a stretch of weight narrower than this is rounding

  function tracks(values, swings) {
    const present = sharesOfOne(swings);
    const sums = values.map((row) => weightedTotal(row, present));
    const edge = Math.max(...sums) - TIE;
    const leaders = indices(sums.length).filter((option) => sums[option] >= edge);
    return present.map((_, criterion) => trackOf(values, present, leaders, criterion));
  }

  function trackOf(values, present, leaders, criterion) {
    const isAlone = present.length === 1;
    const weight = isAlone ? 1 : Math.min(present[criterion], 1);
    const others = isAlone ? [1] : sharesOfOthers(present, criterion);
    const atZero = values.map((row) => weightedTotal(row, others));
    const atOne = values.map((row) => row[criterion]);
    const stretches = values.map((_, option) => leadsBetween(atZero, atOne, option));
    const segments = segmentsOf(stretches);
    const low = Math.max(0, ...leaders.map((option) => stretches[option].begin));
    const high = Math.min(1, ...leaders.map((option) => stretches[option].end));
    const leaderStays = [Math.min(low, weight), Math.max(high, weight)];
    const nearest = endsOf(leaderStays, weight)[0]?.crossover ?? null;
    const takesOver = nearest === null ? [] : leadersBeyond(segments, nearest, nearest < weight);
    return { weight, segments, leaderStays, nearest, takesOver };
  }

  function sharesOfOthers(present, criterion) {
    const others = present.map((weight, j) => (j === criterion ? 0 : weight));
    const sum = rowSum([...others].sort(minus));
    if (sum !== 0) return others.map((weight) => weight / sum);
    return others.map((_, j) => (j === criterion ? 0 : 1 / (present.length - 1)));
  }

  // From where to where an option is behind nobody: totals are straight lines.
  function leadsBetween(atZero, atOne, option) {
    let [begin, end] = [0, 1];
    for (let rival = 0; rival < atZero.length; rival++) {
      const gapZero = atZero[option] - atZero[rival];
      const gapOne = atOne[option] - atOne[rival];
      if (gapZero < -TIE && gapOne < -TIE) return { begin: 2, end: -1, leaders: [option] };
      // A crossing outside 0..1 comes from a gap within the tolerance at one end.
      const crossing = Math.min(Math.max(gapZero / (gapZero - gapOne), 0), 1);
      if (gapZero < -TIE) begin = Math.max(begin, crossing);
      if (gapOne < -TIE) end = Math.min(end, crossing);
    }
    return { begin, end, leaders: [option] };
  }

  function segmentsOf(stretches) {
    const leading = stretches.filter(({ begin, end }) => end - begin > NARROWEST);
    leading.sort((a, b) => a.begin - b.begin || a.end - b.end);
    const begins = [...leading.map(({ begin }) => begin), 1];
    const ends = [0, ...leading.map(({ end }) => end)];
    return ends.every((end, i) => end === begins[i]) ? leading : cutAtEnds(leading);
  }

  // Stretches that overlap in ties, or leave slivers between them, become segments.
  function cutAtEnds(leading) {
    const ends = leading.flatMap(({ begin, end }) => [begin, end]);
    const cuts = [...new Set([0, 1, ...ends])].sort(minus);
    const segments = [];
    for (let i = 1; i < cuts.length; i++) {
      const [low, high] = [cuts[i - 1], cuts[i]];
      const middle = (low + high) / 2;
      const inside = leading.filter(({ begin, end }) => begin < middle && middle < end);
      if (high - low <= NARROWEST || inside.length === 0) continue;
      const leaders = inside.flatMap((stretch) => stretch.leaders).sort(minus);
      const last = segments.at(-1);
      if (last && String(last.leaders) === String(leaders)) last.end = high;
      else segments.push({ begin: last ? last.end : 0, end: high, leaders });
    }
    segments.at(-1).end = 1;
    return segments;
  }

  // The ends of `leaderStays` at which somebody else takes the lead, the nearest first.
  function endsOf([low, high], weight) {
    const ends = [
      { crossover: low, isBelow: true, isInside: low > 0 },
      { crossover: high, isBelow: false, isInside: high < 1 },
    ];
    const distance = ({ crossover }) => Math.abs(crossover - weight);
    return ends.filter(({ isInside }) => isInside).sort((a, b) => distance(a) - distance(b));
  }

  function leadersBeyond(segments, crossover, isBelow) {
    const segment = isBelow
      ? segments.filter(({ end }) => end <= crossover + 1e-12).at(-1)
      : segments.find(({ begin }) => begin >= crossover - 1e-12);
    return segment ? segment.leaders : [];
  }

  // Who takes over on either side of a weight, in words; the nearest crossover first.
  function trackLine({ segments, leaderStays, weight }, problem) {
    const said = endsOf(leaderStays, weight).flatMap(({ crossover, isBelow }) => {
      const next = leadersBeyond(segments, crossover, isBelow);
      const side = isBelow ? "below" : "above";
      return next.length ? [`${side} ${percent(crossover)} %: ${named(problem, next)}`] : [];
    });
    return said.join("; ") || "no weight here changes the leader";
  }

  // A crossover lies inside 0..1, so it is not called 0 % or 100 % if decimals can help it.
  function percent(share) {
    const near = whole(share * 100);
    return String(near > 0 && near < 100 ? near : Number(fixed(share * 100, 2)));
  }

  // --- the least movement of weight that levels a rival: `weight_flips`, `flip` ---

  const SMALLEST_MOVE = 1e-12;

  // One answer per option: nothing moves for the leader, points are null where nothing helps.
  const flips = (values, swings, leader) =>
    values.map((row) => flipOf(zip(values[leader], row, minus), swings));

  function flipOf(gaps, swings) {
    const present = sharesOfOne(swings);
    const order = indices(gaps.length).sort((a, b) => gaps[b] - gaps[a]);
    const ranked = order.map((j) => gaps[j]);
    if (!(ranked.at(-1) <= TIE)) return { points: null, weights: present, moves: [] };
    const given = givenBy(ranked, order.map((j) => present[j]));
    const moved = rowSum(given);
    if (moved === 0) return { points: 0, weights: present, moves: [] };
    const changed = [...present];
    order.forEach((j, r) => (changed[j] -= given[r]));
    changed[order.at(-1)] += moved;
    return { points: moved * 100, weights: changed, moves: movesBetween(swings, changed) };
  }

  // What each criterion gives, the one on which the leader is furthest ahead first.
  function givenBy(ranked, present) {
    const lowest = ranked.at(-1);
    const ahead = weightedTotal(ranked, present);
    const excess = ahead <= TIE ? 0 : Math.max(ahead - Math.max(lowest, 0), 0);
    let relief = 0;
    return ranked.map((gap, r) => {
      const slope = gap - lowest;
      const wanted = Math.max(excess - relief, 0);
      relief += present[r] * slope;
      return Math.min(slope > 0 ? wanted / slope : 0, present[r]);
    });
  }

  // The criterion that loses most gives first, to the one that gains most.
  function movesBetween(before, after) {
    const changes = zip(sharesOfOne(after), sharesOfOne(before), minus);
    const signed = (sign) =>
      changes
        .map((change, j) => ({ share: sign * change, j }))
        .filter(({ share }) => share > 0)
        .sort((a, b) => b.share - a.share || a.j - b.j);
    const [gives, takes, moves] = [signed(-1), signed(1), []];
    while (gives.length && takes.length) {
      const [giver, taker] = [gives[0], takes[0]];
      const share = Math.min(giver.share, taker.share);
      if (share > SMALLEST_MOVE) {
        moves.push({ giver: giver.j, taker: taker.j, points: share * 100 });
      }
      if (!((giver.share -= share) > 0)) gives.shift();
      if (!((taker.share -= share) > 0)) takes.shift();
    }
    return moves.sort((a, b) => b.points - a.points || a.giver - b.giver || a.taker - b.taker);
  }

  // The flip with the fewest points, the earlier option where two are even; null without one.
  function nearestFlip(values, swings, leader) {
    const reachable = flips(values, swings, leader)
      .map((flip, rival) => ({ rival, ...flip }))
      .filter((flip) => flip.rival !== leader && flip.points !== null);
    return reachable.sort((a, b) => a.points - b.points)[0] ?? null;
  }

  function describeFlip(problem, { rival, points: moved, moves }) {
    const { label } = problem.options[rival];
    if (moves.length === 0) return `${label} is level already`;
    const amount = whole(moved) ? points(moved) : "less than 1 point";
    const source = criteriaNamed(problem, moves.map(({ giver }) => giver));
    const target = criteriaNamed(problem, moves.map(({ taker }) => taker));
    return `moving ${amount} of weight from ${source} to ${target} brings ${label} level`;
  }

  function criteriaNamed(problem, chosen) {
    const place = (j) => problem.criteria[j].place ?? j;
    const inOrder = [...new Set(chosen)].sort((a, b) => place(a) - place(b));
    return listing(inOrder.map((j) => problem.criteria[j].name));
  }

  // --- where a quantity falls in its range: `places` ---

  const SLICES = 4096;
  const GOLDEN = 0x9e3779b9;
  const SCORES = 0x5c04e5;

  function scramble(word) {
    let x = word | 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return (x ^ (x >>> 16)) >>> 0;
  }

  const stirred = (key, count) => scramble(key + Math.imul(count, GOLDEN));

  function prime(rank) {
    const primes = [];
    for (let candidate = 2; primes.length <= rank; candidate++) {
      if (primes.every((divisor) => candidate % divisor)) primes.push(candidate);
    }
    return primes[rank];
  }

  // World i has the place (step * i + shift) >>> 20 of 4,096 for this weight.
  function weightSequence(rank, seed) {
    const root = Math.sqrt(prime(rank));
    const step = Math.floor((root - Math.floor(root)) * 2 ** 32) | 1;
    return { step, shift: stirred(seed, rank + 1) };
  }

  function cellKey({ seed, optionKeys, criterionKeys }, i, j) {
    return stirred(stirred(scramble(seed ^ SCORES), optionKeys[i]), criterionKeys[j]);
  }

  const blockShift = (key, block) => stirred(key + 3, block) & (SLICES - 1);

  // The 4,096 images of a tree of coin tosses, grown one level at a time.
  function treeOf(key) {
    const images = new Uint16Array(SLICES);
    for (let size = 1; size < SLICES; size *= 2) {
      for (let t = size - 1; t >= 0; t--) {
        const first = 2 * images[t] + (stirred(key, size + t) >>> 31);
        images[2 * t] = first;
        images[2 * t + 1] = first ^ 1;
      }
    }
    return images;
  }

  const REVERSED = new Uint16Array(SLICES);
  for (let i = 1; i < SLICES; i++) REVERSED[i] = (REVERSED[i >> 1] >> 1) | ((i & 1) << 11);

  // The place of world i of a block is at index i ^ the block's shift.
  function cellOrder(key) {
    const [outer, inner] = [treeOf(scramble(key + 1)), treeOf(scramble(key + 2))];
    return inner.map((place) => outer[REVERSED[place]]);
  }

  // --- what a slice of a range stands for: `quantiles` ---

  // Median 1; the logarithm follows the bell curve with this spread.
  function factorTable(spread) {
    const mean = new Float64Array(SLICES);
    for (let k = 0, sum = 0; k < SLICES; k++) mean[k] = sum += 1 / (SLICES - k);
    return mean.map((_, k) => {
      const logOdds = mean[k] - mean[SLICES - 1 - k];
      const square = logOdds * logOdds;
      const normal = (logOdds * (0.6199 + 0.00948 * square)) / (1 + 0.0293 * square);
      const y = (spread * normal) / 64;
      const even = 1 + (y * y) / 12;
      let power = (even + y / 2) / (even - y / 2);
      for (let i = 0; i < 6; i++) power *= power;
      return power;
    });
  }

  function quantile({ low, likely, high, isUnknown }, slice) {
    const u = (slice + 0.5) / SLICES;
    const [width, left, right] = [high - low, likely - low, high - likely];
    if (isUnknown) return low + width * u;
    if (u * width < left) return low + Math.sqrt(u * width * left);
    return high - Math.sqrt((1 - u) * width * right);
  }

  // --- sampled worlds: `worlds`, `counts`, `shares` ---

  const STEPS_PER_POINT = 18000;
  const WEIGHT_ONE = 2 ** 32;
  const TENTHS = 1001;
  const NORMAL_975 = 1.9599639845400536;
  const inSteps = (value) => Math.floor(value * STEPS_PER_POINT + 0.5);

  // Problems come and go with every score that is moved; most of their cells stay.
  const MOST_CELLS = 2000;
  const cellsDrawn = new Map();
  const problemsDrawn = new WeakMap();

  // All that does not depend on weights is drawn once; `shares(swings)` only weighs anew.
  function worlds(problem) {
    if (!problemsDrawn.has(problem)) problemsDrawn.set(problem, drawWorlds(problem));
    return problemsDrawn.get(problem);
  }

  function drawWorlds(problem) {
    const size = Math.min(problem.draws, SLICES);
    const rows = (list) => list.map(() => new Float64Array(size));
    const room = {
      cells: problem.likely.map((row, i) => row.map((_, j) => findCell(problem, i, j, size))),
      weights: rows(problem.criteria),
      sums: rows(problem.options),
      best: new Float64Array(size),
      together: new Uint8Array(size),
    };
    const weigh = weigher(problem);
    return { shares: (swings) => sharesFrom(countAll(problem.draws, room, weigh(swings))) };
  }

  function findCell(problem, i, j, size) {
    const [low, likely, high] = [problem.low[i][j], problem.likely[i][j], problem.high[i][j]];
    if (!(low < high)) return { steps: inSteps(likely), table: null };
    const isUnknown = problem.unknown[i][j];
    const cell = { key: cellKey(problem, i, j), low, likely, high, isUnknown };
    const name = [size, ...Object.values(cell)].join();
    if (cellsDrawn.size > MOST_CELLS) cellsDrawn.clear();
    if (!cellsDrawn.has(name)) cellsDrawn.set(name, drawCell(cell, size));
    return cellsDrawn.get(name);
  }

  // The scores of a cell in steps, in the order of the worlds of the first block.
  function drawCell(cell, size) {
    const [order, shift] = [cellOrder(cell.key), blockShift(cell.key, 0)];
    const table = new Int32Array(size);
    for (let i = 0; i < size; i++) table[i] = inSteps(quantile(cell, order[i ^ shift]));
    return { key: cell.key, table };
  }

  // From swings to `one`, the number for a weight of 1, and a function that writes weights.
  function weigher({ criterionKeys: keys, seed, spread }) {
    const rank = (key) => keys.filter((other) => other < key).length;
    const sequences = keys.map((key) => weightSequence(rank(key), seed));
    const factors = factorTable(spread);
    return (swings) => {
      const largest = Math.max(...swings);
      const chosen = largest > 0 ? swings : swings.map(() => 1);
      const shares = chosen.map((swing) => swing / (largest || 1));
      if (spread === 0) return fixedWeights(chosen, shares);
      return variedWeights(shares, factors, sequences);
    };
  }

  function fixedWeights(swings, shares) {
    const thousandths = swings.map((swing) => swing * 1000);
    const near = thousandths.map((number) => Math.floor(number + 0.5));
    const sum = near.reduce(plus, 0);
    const isExact = zip(thousandths, near, minus).every((rest) => Math.abs(rest) <= 1e-6);
    const scale = WEIGHT_ONE / exactSum(shares);
    const isFine = isExact && sum > 0 && sum <= WEIGHT_ONE;
    const chosen = isFine ? near : shares.map((share) => Math.floor(share * scale));
    const write = (rows) => rows.forEach((row, j) => row.fill(chosen[j]));
    return { one: chosen.reduce(plus, 0), write };
  }

  function variedWeights(shares, factors, sequences) {
    const room = shares.length * Math.max(...factors);
    let scale = 1;
    while (room * scale * 2 <= 2 ** 52) scale *= 2;
    const write = (rows, start, size) => {
      rows.forEach((row, j) => {
        const [share, { step, shift }] = [shares[j], sequences[j]];
        for (let i = 0; i < size; i++) {
          const place = (Math.imul(step, start + i) + shift) >>> 20;
          row[i] = Math.floor(share * factors[place] * scale);
        }
      });
      scaleToOne(rows, size);
    };
    return { one: WEIGHT_ONE, write };
  }

  function scaleToOne(rows, size) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (const row of rows) sum += row[i];
      const scale = WEIGHT_ONE / sum;
      for (const row of rows) row[i] = Math.floor(row[i] * scale);
    }
  }

  // Block by block; every number is whole, so nothing is ever rounded.
  function countAll(draws, room, { one, write }) {
    const perTenth = 10 / (STEPS_PER_POINT * one);
    const rows = (length) => room.sums.map(() => new Uint32Array(length));
    const counts = { worlds: draws, leads: rows(room.sums.length), totals: rows(TENTHS) };
    for (let start = 0; start < draws; start += SLICES) {
      const size = Math.min(SLICES, draws - start);
      write(room.weights, start, size);
      room.sums.forEach((row, i) => {
        addUp(room.cells[i], room.weights, row, start, size);
        countTenths(row, counts.totals[i], perTenth, size);
      });
      countLeads(room, counts.leads, size);
    }
    return counts;
  }

  function addUp(cells, rows, sums, start, size) {
    sums.fill(0);
    cells.forEach(({ steps, key, table }, j) => {
      const row = rows[j];
      if (table === null) {
        for (let i = 0; i < size; i++) sums[i] += steps * row[i];
        return;
      }
      const turn = start === 0 ? 0 : blockShift(key, start / SLICES) ^ blockShift(key, 0);
      for (let i = 0; i < size; i++) sums[i] += table[i ^ turn] * row[i];
    });
  }

  function countTenths(sums, tenths, perTenth, size) {
    for (let i = 0; i < size; i++) tenths[Math.floor(sums[i] * perTenth + 0.5)] += 1;
  }

  // leads[option][k]: worlds in which it leads together with k others.
  function countLeads({ sums, best, together }, leads, size) {
    best.fill(-1);
    for (const row of sums) {
      for (let i = 0; i < size; i++) {
        if (row[i] > best[i]) [best[i], together[i]] = [row[i], 0];
        else if (row[i] === best[i]) together[i] += 1;
      }
    }
    sums.forEach((row, option) => {
      for (let i = 0; i < size; i++) if (row[i] === best[i]) leads[option][together[i]] += 1;
    });
  }

  // lead: share of worlds led, ties divided; low, middle, high: totals at 5, 50 and 95 %.
  function sharesFrom(counts) {
    const { leads, totals: tenths, worlds: all } = counts;
    const led = (row) => exactSum(Array.from(row, (found, k) => found / (k + 1))) / all;
    const worldsTied = (k) => Math.floor(leads.reduce((sum, row) => sum + row[k], 0) / (k + 1));
    return {
      lead: leads.map(led),
      tied: indices(leads.length).slice(1).map(worldsTied).reduce(plus, 0) / all,
      low: tenths.map((row) => reached(row, 5, all)),
      middle: tenths.map((row) => reached(row, 50, all)),
      high: tenths.map((row) => reached(row, 95, all)),
      error: NORMAL_975 / (2 * Math.sqrt(all)),
      counts,
    };
  }

  function reached(tenths, percentage, all) {
    let [bin, sum] = [0, tenths[0]];
    while (100 * sum < percentage * all) sum += tenths[++bin];
    return bin / 10;
  }

  // --- the verdict: `verdict` ---

  // `shares`: lead shares of sampled worlds; without them the state is `leads` at most.
  function judge(problem, evaluation, shares = null, flip = null) {
    const found = judgeTotals(problem, evaluation);
    const isOpen = found.state === "cannot be decided";
    return shares === null || isOpen ? found : withWorlds(problem, found, shares, flip);
  }

  function judgeTotals(problem, evaluation) {
    const { ranking, leaders, totals: sums } = evaluation;
    const [leader, runnerUp = null] = ranking;
    const margin = runnerUp === null ? null : sums[leader] - sums[runnerUp];
    const found = { leaders, runnerUp, margin };
    if (margin === null) return { ...found, ...single(problem, sums) };
    const rivals = rivalsWithinTheUnknown(problem, evaluation);
    if (rivals.length) return { ...found, ...undecided(problem, leaders, rivals) };
    if (leaders.length > 1) return { ...found, margin: 0, ...tie(problem, leaders, sums) };
    const isClose = margin < problem.closeCall - TIE;
    return { ...found, ...(isClose ? close : clear)(problem, leader, runnerUp, sums) };
  }

  // A share as so many of a hundred, never claiming all or none wrongly.
  function ofHundred(count, share) {
    if (count === 100 && share < 1 - 1e-9) return "more than 99 of 100";
    return count === 0 && share > 1e-9 ? "fewer than 1 of 100" : `${count} of 100`;
  }

  function withWorlds(problem, found, shares, flip) {
    const leader = found.leaders[0];
    const isFar = flip === null || flip.points >= problem.robustFlip - TIE;
    const isRobust = 100 * shares[leader] >= problem.robustShare - TIE && isFar;
    const state = found.state !== "leads" ? found.state : isRobust ? "robust" : "leads but fragile";
    const name = state === "close call" ? problem.options[leader].label : "It";
    const leads = problem.measure.top === "best" ? "leads" : "comes first";
    const because = [
      state === "dominates" || state === "close call" ? found.because : "",
      `${name} ${leads} in ${ofHundred(wholeShares(shares)[leader], shares[leader])} sampled worlds.`,
      state === "dominates" ? "" : nearestFlipLine(problem, flip),
    ];
    return { ...found, state, because: because.filter(Boolean).join(" ") };
  }

  function nearestFlipLine(problem, flip) {
    if (flip === null) return "No weights can bring another option level.";
    return `Nearest flip: ${describeFlip(problem, flip)}.`;
  }

  // Options that unknown scores alone could bring level with the leader.
  function rivalsWithinTheUnknown(problem, { ranking, totals: sums, weights: present }) {
    const { unknown, likely, low, high } = problem;
    if (!unknown.flat().some(Boolean)) return [];
    const totalAt = (ends, i) =>
      exactSum(present.map((weight, j) => weight * (unknown[i][j] ? ends : likely)[i][j]));
    const floor = totalAt(low, ranking[0]);
    const mayFall = sums[ranking[0]] - floor > TIE;
    return indices(sums.length).filter((option) => {
      const ceiling = totalAt(high, option);
      const mayRise = ceiling - sums[option] > TIE;
      return option !== ranking[0] && (mayRise || mayFall) && ceiling >= floor - TIE;
    });
  }

  function single(problem, sums) {
    return {
      state: "cannot be decided",
      sentence: `${problem.options[0].label} is the only option, on ${integer(sums[0])}`,
      because: "Add a second option to compare it with.",
    };
  }

  function undecided(problem, leaders, rivals) {
    const count = problem.unknown.flat().filter(Boolean).length;
    const behind = rivals.filter((rival) => !leaders.includes(rival));
    const would = leaders.length === 1 ? "would lead" : "would be level";
    const could = behind.length
      ? `could put ${named(problem, behind)} level or ahead`
      : "could change that";
    return {
      state: "cannot be decided",
      sentence: `Cannot be decided: ${count === 1 ? "1 score is" : `${count} scores are`} unknown`,
      because:
        `With the unknown in the middle of its range ${named(problem, leaders)} ${would}; ` +
        `it alone ${could}.`,
    };
  }

  function tie(problem, leaders, sums) {
    return {
      state: "close call",
      sentence: `${named(problem, leaders)} are level on ${integer(sums[leaders[0]])}`,
      because: "These weights do not tell them apart.",
    };
  }

  function close(problem, leader, runnerUp, sums) {
    const [first, second, limit] = [sums[leader], sums[runnerUp], problem.closeCall];
    const both = named(problem, [leader, runnerUp]);
    const gap = apart(first, second, limit);
    const under = `${general(limit)} point${limit === 1 ? "" : "s"}`;
    return {
      state: "close call",
      sentence: `Close call: ${both} are ${gap} apart, on ${integer(first)} and ${integer(second)}`,
      because: `A lead under ${under} counts as a close call in this file.`,
    };
  }

  // More than nothing and less than the limit, also when rounded.
  function apart(first, second, limit) {
    const margin = first - second;
    const forms = [lead(first, second), fixed(margin, 1), fixed(margin, 2)];
    const shown = forms.find((form) => Number(form) > 0 && Number(form) < limit);
    return shown ?? (margin > limit / 2 ? `just under ${general(limit)}` : "less than 0.01");
  }

  function clear(problem, leader, runnerUp, sums) {
    const { likely, options, measure } = problem;
    const isBest = measure.top === "best";
    const leads = isBest ? "leads" : `is ${measure.top}`;
    const gap = lead(sums[leader], sums[runnerUp]);
    const sentence =
      `${options[leader].label} ${leads} on ${integer(sums[leader])}, ` +
      `${gap} ahead of ${options[runnerUp].label}`;
    const rivals = likely.filter((_, option) => option !== leader);
    if (!rivals.every((rival) => dominates(likely[leader], rival))) {
      return { state: "leads", sentence, because: whatHoldsItBack(problem, leader) };
    }
    const reach = isBest
      ? "It is nowhere worse than any other option on these criteria"
      : `No other option has more ${measure.name} on any of these criteria`;
    const because = `${reach}, so no weights can put another first; only other scores can.`;
    return { state: "dominates", sentence, because };
  }

  function dominates(winner, loser) {
    const gaps = zip(winner, loser, minus);
    return gaps.every((gap) => gap >= -TIE) && gaps.some((gap) => gap > TIE);
  }

  // The criterion on which a rival beats the leader by most; of equal gaps the first.
  function whatHoldsItBack({ criteria, options, likely }, leader) {
    let [gap, because] = [0, ""];
    criteria.forEach(({ name }, j) =>
      options.forEach(({ label }, option) => {
        const found = likely[option][j] - likely[leader][j];
        if (!(found > gap)) return;
        gap = found;
        const below = whole(gap) ? points(gap) : "less than 1 point";
        because = `It is furthest behind on ${name}: ${below} below ${label}.`;
      }),
    );
    return because;
  }

  // --- everything together ---

  // The problem with single cells replaced: disputes [{option, criterion, low, likely, high}]
  // by id, in values; a disputed score is known. The problem itself stays as it is.
  function withDisputes(problem, disputes) {
    const changed = { ...problem };
    for (const table of ["low", "likely", "high", "unknown"]) {
      changed[table] = problem[table].map((row) => [...row]);
    }
    for (const dispute of disputes) {
      const i = problem.options.findIndex(({ id }) => id === dispute.option);
      const j = problem.criteria.findIndex(({ id }) => id === dispute.criterion);
      if (i < 0 || j < 0) throw new Error(`no cell ${dispute.option}, ${dispute.criterion}`);
      for (const end of ["low", "likely", "high"]) changed[end][i][j] = dispute[end];
      changed.unknown[i][j] = false;
    }
    return changed;
  }

  // All results of one view; `shares` null leaves the sampled worlds out.
  function evaluate(problem, swings, shares = worlds(problem).shares(swings)) {
    const present = weights(swings);
    const sums = totals(problem.likely, present);
    const ranked = ranks(sums);
    const ranking = indices(sums.length).sort((a, b) => ranked[a] - ranked[b]);
    const evaluation = {
      weights: present,
      contributions: problem.likely.map((row) => products(row, present)),
      totals: sums,
      ranges: zip(totals(problem.low, present), totals(problem.high, present), (a, b) => [a, b]),
      ranks: ranked,
      ranking,
      leaders: ranking.filter((option) => ranked[option] === 1),
      tracks: tracks(problem.likely, present),
      flips: flips(problem.likely, present, ranking[0]),
      nearestFlip: nearestFlip(problem.likely, present, ranking[0]),
      shares,
    };
    const verdict = judge(problem, evaluation, shares && shares.lead, evaluation.nearestFlip);
    return { ...evaluation, verdict };
  }

  const wording = { fixed, whole, integer, points, lead, span, wholeShares, listing };
  return Object.freeze({
    weights, totals, ranks, tracks, flips, nearestFlip, describeFlip,
    worlds, withDisputes, evaluate, judge, trackLine, wording,
  });
})();
