// The arithmetic of the instrument: from values and swings to everything that is shown.
//
// It runs while a hand drags a weight, so it cannot ask the server; and it has to say what
// the server would say. The modules under `analysis` are its specification: each part below
// names the one it follows, operation by operation, so that both end on the same bits.
// It knows neither the page nor the network. Options and criteria are positions in
// `problem`, and values, totals and ranges are 0..100 as everywhere.
//
// problem: options [{id, label}], criteria [{id, name, label, place}] (`place` in the file,
// the position where it is missing), low, likely, high (m × n), unknown (m × n truth values),
// spread, draws, seed, optionKeys, criterionKeys, closeCall, robustShare, robustFlip,
// measure {name, top}.
const SteelyardEngine = (() => {
  "use strict";

  const TIE = 1e-9; // two numbers closer than this are the same number
  const indices = (count) => Array.from({ length: count }, (_, i) => i);
  const zip = (first, second, join) => first.map((x, i) => join(x, second[i]));
  const least = (numbers, start) => numbers.reduce((a, b) => Math.min(a, b), start);
  const most = (numbers, start) => numbers.reduce((a, b) => Math.max(a, b), start);

  // --- sums ------------------------------------------------------------------------------

  // The sum with one rounding at the end, whatever the order: Python's `math.fsum`.
  function exactSum(numbers) {
    const parts = []; // they do not overlap, and grow in size
    for (let x of numbers) {
      let kept = 0;
      for (let y of parts.slice()) {
        if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
        const high = x + y;
        const low = y - (high - x);
        if (low !== 0) parts[kept++] = low;
        x = high;
      }
      parts.length = kept;
      parts.push(x);
    }
    return roundedOnce(parts);
  }

  function roundedOnce(parts) {
    let sum = 0;
    let low = 0;
    while (parts.length > 0 && low === 0) {
      const high = sum;
      const y = parts.pop();
      sum = high + y;
      low = y - (sum - high);
    }
    const next = parts.pop() ?? 0;
    if (low * next > 0) {
      // Half-way cases look at what is left below.
      const twice = low * 2;
      if (twice === sum + twice - sum) sum += twice;
    }
    return sum;
  }

  // The sum in the order in which numpy adds a row.
  function rowSum(row, from = 0, to = row.length) {
    const count = to - from;
    if (count > 128) {
      const half = from + (count >> 1) - ((count >> 1) % 8);
      return rowSum(row, from, half) + rowSum(row, half, to);
    }
    if (count < 8) return row.slice(from, to).reduce((sum, x) => sum + x, 0);
    const lanes = row.slice(from, from + 8);
    let i = from + 8;
    for (; i + 8 <= to; i += 8) for (let lane = 0; lane < 8; lane++) lanes[lane] += row[i + lane];
    const [a, b, c, d, e, f, g, h] = lanes;
    let sum = a + b + (c + d) + (e + f + (g + h));
    for (; i < to; i++) sum += row[i];
    return sum;
  }

  // `leaders.weighted_totals`: products are added in order of size.
  function weightedTotal(row, weights) {
    return rowSum(zip(row, weights, (value, weight) => value * weight).sort((a, b) => a - b));
  }

  // --- numbers in sentences: `wording` -----------------------------------------------------

  // Decimals as Python writes them: of two equally near ends the even one.
  function fixed(number, digits) {
    const text = number.toFixed(digits);
    const isHalfway = (Math.abs(number) * 2 ** (digits + 1)) % 2 === 1;
    const last = Number(text.at(-1));
    return isHalfway && last % 2 === 1 ? text.slice(0, -1) + (last - 1) : text;
  }

  const rounded = (number) => Number(fixed(number, 9));

  // Six significant digits without idle zeros: Python's `:g`.
  function general(number) {
    if (number === 0) return "0";
    const [digits, power] = number.toExponential(5).split("e").map(Number);
    if (power < -4 || power > 5) {
      return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
    }
    return String(Number(fixed(number, 5 - power)));
  }

  const whole = (number) => Math.floor(rounded(number) + 0.5);

  function integer(number) {
    const near = whole(number);
    return near < 0 ? `−${-near}` : String(near);
  }

  const points = (number) => `${integer(number)} point${whole(number) === 1 ? "" : "s"}`;

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
    const missing = wholeSum - floors.reduce((a, b) => a + b, 0);
    const rest = zip(floors, exact, (floor, number) => floor - number);
    const byRemainder = indices(shares.length).sort((a, b) => rest[a] - rest[b]);
    for (const index of byRemainder.slice(0, missing)) floors[index] += 1;
    return floors;
  }

  function listing(names) {
    const last = names.at(-1) ?? "";
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
  }

  // --- weights, totals, ranks: `weights`, `totals` -----------------------------------------

  function weights(swings) {
    const largest = most(swings, 0);
    if (largest === 0) return swings.map(() => 1 / swings.length);
    const scaled = swings.map((swing) => swing / largest);
    const sum = exactSum(scaled);
    return scaled.map((share) => share / sum);
  }

  // `arguments.check_weights`: scaled to sum 1 once more, as every array question does.
  function sharesOfOne(numbers) {
    const largest = most(numbers, 0);
    if (largest === 0) return numbers.map(() => 1 / numbers.length);
    const isOrdinary = largest > 1e-290 && largest < 1e290;
    const scaled = isOrdinary ? numbers : numbers.map((number) => number / largest);
    const sum = exactSum(scaled);
    return scaled.map((number) => number / sum);
  }

  const products = (row, present) => zip(present, row, (weight, value) => weight * value);
  const totals = (values, present) => values.map((row) => exactSum(products(row, present)));

  function ranks(sums) {
    const order = indices(sums.length).sort((a, b) => sums[b] - sums[a]);
    const found = [];
    order.forEach((option, place) => {
      const before = order[place - 1];
      const isTied = place > 0 && sums[before] - sums[option] <= TIE;
      found[option] = isTied ? found[before] : place + 1;
    });
    return found;
  }

  function leadersOf(sums) {
    const edge = most(sums, -Infinity) - TIE;
    return indices(sums.length).filter((option) => sums[option] >= edge);
  }

  // --- who leads at every value of one weight: `one_way`, `robustness` ---------------------

  const NARROWEST = 1e-9; // a stretch of weight narrower than this is rounding

  function tracks(values, swings) {
    const present = sharesOfOne(swings);
    const leaders = leadersOf(values.map((row) => weightedTotal(row, present)));
    return present.map((_, criterion) => trackOf(values, present, leaders, criterion));
  }

  function trackOf(values, present, leaders, criterion) {
    const isAlone = present.length === 1;
    const weight = isAlone ? 1 : Math.min(present[criterion], 1);
    const others = isAlone ? [1] : sharesOfOthers(present, criterion);
    const atZero = values.map((row) => weightedTotal(row, others));
    const atOne = values.map((row) => row[criterion]);
    const stretches = indices(values.length).map((i) => leadsBetween(atZero, atOne, i));
    const segments = segmentsOf(stretches);
    const low = most(leaders.map((i) => stretches[i].begin), 0);
    const high = least(leaders.map((i) => stretches[i].end), 1);
    const leaderStays = [Math.min(low, weight), Math.max(high, weight)];
    const nearest = nearestEnd(leaderStays, weight);
    const isBelow = nearest !== null && nearest < weight;
    const takesOver = nearest === null ? [] : leadersBeyond(segments, nearest, isBelow);
    return { weight, segments, leaderStays, nearest, takesOver };
  }

  function sharesOfOthers(present, criterion) {
    const others = present.map((weight, j) => (j === criterion ? 0 : weight));
    const sum = rowSum([...others].sort((a, b) => a - b));
    if (sum !== 0) return others.map((weight) => weight / sum);
    return others.map((_, j) => (j === criterion ? 0 : 1 / (present.length - 1)));
  }

  // From where to where an option is behind nobody: totals are straight lines.
  function leadsBetween(atZero, atOne, option) {
    let [begin, end] = [0, 1];
    for (let rival = 0; rival < atZero.length; rival++) {
      const gapZero = atZero[option] - atZero[rival];
      const gapOne = atOne[option] - atOne[rival];
      const [isBehindZero, isBehindOne] = [gapZero < -TIE, gapOne < -TIE];
      if (isBehindZero && isBehindOne) return { begin: 2, end: -1, leaders: [option] };
      // A crossing outside 0..1 comes from a gap within the tolerance at one end.
      const crossing = Math.min(Math.max(gapZero / (gapZero - gapOne), 0), 1);
      if (isBehindZero) begin = Math.max(begin, crossing);
      if (isBehindOne) end = Math.min(end, crossing);
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
    const cuts = [...new Set([0, 1, ...leading.flatMap(({ begin, end }) => [begin, end])])];
    cuts.sort((a, b) => a - b);
    const segments = [];
    for (let i = 1; i < cuts.length; i++) {
      const [low, high] = [cuts[i - 1], cuts[i]];
      const middle = (low + high) / 2;
      const inside = leading.filter(({ begin, end }) => begin < middle && middle < end);
      const leaders = inside.map((stretch) => stretch.leaders[0]).sort((a, b) => a - b);
      if (high - low <= NARROWEST || leaders.length === 0) continue;
      const last = segments.at(-1);
      if (last && String(last.leaders) === String(leaders)) last.end = high;
      else segments.push({ begin: last ? last.end : 0, end: high, leaders });
    }
    segments.at(-1).end = 1;
    return segments;
  }

  // The ends of `leaderStays` at which somebody else takes the lead, the nearest first.
  function endsOf([low, high], weight) {
    const ends = [...(low > 0 ? [low] : []), ...(high < 1 ? [high] : [])];
    return ends.sort((a, b) => Math.abs(a - weight) - Math.abs(b - weight));
  }

  const nearestEnd = (leaderStays, weight) => endsOf(leaderStays, weight)[0] ?? null;

  function leadersBeyond(segments, crossover, isBelow) {
    const segment = isBelow
      ? segments.filter(({ end }) => end <= crossover + 1e-12).at(-1)
      : segments.find(({ begin }) => begin >= crossover - 1e-12);
    return segment ? segment.leaders : [];
  }

  // What happens on either side of a weight, in words; the nearest crossover first.
  function trackLine(track, problem) {
    const { segments, leaderStays, weight } = track;
    const said = endsOf(leaderStays, weight).flatMap((crossover) => {
      const isBelow = crossover === leaderStays[0] && crossover > 0;
      const next = leadersBeyond(segments, crossover, isBelow);
      const side = isBelow ? "below" : "above";
      return next.length ? [`${side} ${percent(crossover)} %: ${names(problem, next)}`] : [];
    });
    return said.join("; ") || "no weight here changes the leader";
  }

  // A crossover is inside 0..1, so it is not called 0 % or 100 % if decimals can help it.
  function percent(share) {
    const near = whole(share * 100);
    return near > 0 && near < 100 ? String(near) : general(Number(fixed(share * 100, 2)));
  }

  // --- the least movement of weight that levels a rival: `weight_flips`, `flip` ------------

  const SMALLEST_MOVE = 1e-12;

  // One answer per option; nothing moves for the leader, `points` is null where nothing helps.
  function flips(values, swings, leader) {
    const present = sharesOfOne(swings);
    return values.map((row) => flipOf(values[leader], row, present));
  }

  function flipOf(leading, row, present) {
    const gaps = zip(leading, row, (a, b) => a - b);
    const order = indices(gaps.length).sort((a, b) => gaps[b] - gaps[a]);
    const ranked = order.map((j) => gaps[j]);
    if (!(ranked.at(-1) <= TIE)) return { points: null, weights: present, moves: [] };
    const given = drained(ranked, order.map((j) => present[j]));
    const moved = rowSum(given);
    if (moved === 0) return { points: 0, weights: present, moves: [] };
    const changed = [...present];
    order.forEach((j, r) => (changed[j] = present[j] - given[r]));
    changed[order.at(-1)] += moved;
    return { points: moved * 100, weights: changed, moves: movesBetween(present, changed) };
  }

  // What each criterion gives, the one on which the leader is furthest ahead first.
  function drained(ranked, present) {
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
    const changes = zip(sharesOfOne(after), sharesOfOne(before), (a, b) => a - b);
    const bySize = (a, b) => b.share - a.share || a.j - b.j;
    const gives = changes.map((change, j) => ({ share: -change, j })).filter((x) => x.share > 0);
    const takes = changes.map((change, j) => ({ share: change, j })).filter((x) => x.share > 0);
    gives.sort(bySize);
    takes.sort(bySize);
    const moves = [];
    while (gives.length && takes.length) {
      const [giver, taker] = [gives[0], takes[0]];
      const share = Math.min(giver.share, taker.share);
      if (share > SMALLEST_MOVE) moves.push({ giver: giver.j, taker: taker.j, points: share * 100 });
      giver.share -= share;
      taker.share -= share;
      if (!(giver.share > 0)) gives.shift();
      if (!(taker.share > 0)) takes.shift();
    }
    return moves.sort((a, b) => b.points - a.points || a.giver - b.giver || a.taker - b.taker);
  }

  // The flip with the fewest points, the earlier option where two are even; null without one.
  function nearestFlip(values, swings, leader) {
    const reachable = flips(values, swings, leader)
      .map((flip, rival) => ({ rival, ...flip }))
      .filter(({ rival, points: moved }) => rival !== leader && moved !== null);
    return reachable.sort((a, b) => a.points - b.points)[0] ?? null;
  }

  function describeFlip(problem, flip) {
    const rival = problem.options[flip.rival].label;
    if (flip.moves.length === 0) return `${rival} is level already`;
    const amount = whole(flip.points) ? points(flip.points) : "less than 1 point";
    const source = criteriaNamed(problem, flip.moves.map(({ giver }) => giver));
    const target = criteriaNamed(problem, flip.moves.map(({ taker }) => taker));
    return `moving ${amount} of weight from ${source} to ${target} brings ${rival} level`;
  }

  function criteriaNamed(problem, chosen) {
    const place = (j) => problem.criteria[j].place ?? j;
    const inOrder = [...new Set(chosen)].sort((a, b) => place(a) - place(b));
    return listing(inOrder.map((j) => problem.criteria[j].name));
  }

  // --- where a quantity falls in its range: `places` ---------------------------------------

  const SLICES = 4096;
  const GOLDEN = 0x9e3779b9;
  const SCORES = 0x5c04e5;

  function scramble(word) {
    let x = word | 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return (x ^ (x >>> 16)) >>> 0;
  }

  function prime(rank) {
    let [found, candidate] = [-1, 1];
    while (found < rank) {
      candidate += 1;
      let divisor = 2;
      while (divisor * divisor <= candidate && candidate % divisor) divisor += 1;
      if (divisor * divisor > candidate) found += 1;
    }
    return candidate;
  }

  // World i has the place (step * i + shift) >>> 20 of 4,096 for this weight.
  function weightSequence(rank, seed) {
    const root = Math.sqrt(prime(rank));
    const step = Math.floor((root - Math.floor(root)) * 2 ** 32) | 1;
    return { step, shift: scramble(seed + Math.imul(rank + 1, GOLDEN)) };
  }

  function cellKey(problem, i, j) {
    const row = scramble(scramble(problem.seed ^ SCORES) + Math.imul(problem.optionKeys[i], GOLDEN));
    return scramble(row + Math.imul(problem.criterionKeys[j], GOLDEN));
  }

  const blockShift = (key, block) =>
    scramble(key + 3 + Math.imul(block, GOLDEN)) & (SLICES - 1);

  // The 4,096 images of a tree of coin tosses, grown one level at a time.
  function treeOf(key) {
    const images = new Uint16Array(SLICES);
    for (let size = 1; size < SLICES; size *= 2) {
      for (let t = size - 1; t >= 0; t--) {
        const first = 2 * images[t] + (scramble(key + Math.imul(size + t, GOLDEN)) >>> 31);
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

  // --- what a slice of a range stands for: `quantiles` -------------------------------------

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

  function quantile(low, likely, high, isUnknown, slice) {
    const u = (slice + 0.5) / SLICES;
    const width = high - low;
    if (isUnknown) return low + width * u;
    const [left, right] = [likely - low, high - likely];
    if (u * width < left) return low + Math.sqrt(u * width * left);
    return high - Math.sqrt((1 - u) * width * right);
  }

  // --- sampled worlds: `worlds`, `counts`, `shares` ----------------------------------------

  const STEPS_PER_POINT = 18000;
  const WEIGHT_ONE = 2 ** 32;
  const TENTHS = 1001;
  const NORMAL_975 = 1.9599639845400536;
  const inSteps = (value) => Math.floor(value * STEPS_PER_POINT + 0.5);
  const drawn = new WeakMap();

  // All that does not depend on the weights, drawn once per problem; `shares(swings)` re-weights.
  function worlds(problem) {
    if (!drawn.has(problem)) drawn.set(problem, drawWorlds(problem));
    return drawn.get(problem);
  }

  function drawWorlds(problem) {
    const size = Math.min(problem.draws, SLICES);
    const cells = problem.likely.map((row, i) => row.map((_, j) => drawCell(problem, i, j, size)));
    const buffers = {
      weights: problem.criteria.map(() => new Float64Array(size)),
      totals: problem.options.map(() => new Float64Array(size)),
      best: new Float64Array(size),
      together: new Uint8Array(size),
    };
    const weigh = weigher(problem);
    return { shares: (swings) => sharesFrom(problem, count(problem, cells, buffers, weigh(swings))) };
  }

  // The scores of a cell in steps, in the order of the worlds of the first block.
  function drawCell(problem, i, j, size) {
    const [low, likely, high] = [problem.low[i][j], problem.likely[i][j], problem.high[i][j]];
    if (!(low < high)) return { steps: inSteps(likely), key: 0, table: null };
    const key = cellKey(problem, i, j);
    const [order, shift] = [cellOrder(key), blockShift(key, 0)];
    const table = new Int32Array(size);
    for (let world = 0; world < size; world++) {
      const place = order[world ^ shift];
      table[world] = inSteps(quantile(low, likely, high, problem.unknown[i][j], place));
    }
    return { steps: 0, key, table };
  }

  // From swings to a function that writes the weights of some worlds into rows.
  function weigher(problem) {
    const keys = problem.criterionKeys;
    const sequences = keys.map((key) =>
      weightSequence(keys.filter((other) => other < key).length, problem.seed),
    );
    const factors = factorTable(problem.spread);
    return (swings) => {
      const chosen = swings.some((swing) => swing > 0) ? swings : swings.map(() => 1);
      return problem.spread === 0 ? fixedWeights(chosen) : variedWeights(chosen, factors, sequences);
    };
  }

  function fixedWeights(swings) {
    const thousandths = swings.map((swing) => swing * 1000);
    const rounds = thousandths.map((number) => Math.floor(number + 0.5));
    const sum = rounds.reduce((a, b) => a + b, 0);
    const isFine = thousandths.every((number, j) => Math.abs(number - rounds[j]) <= 1e-6);
    const largest = most(swings, 0);
    const shares = swings.map((swing) => swing / largest);
    const scale = WEIGHT_ONE / exactSum(shares);
    const chosen =
      isFine && sum > 0 && sum <= WEIGHT_ONE
        ? rounds
        : shares.map((share) => Math.floor(share * scale));
    const one = chosen.reduce((a, b) => a + b, 0);
    return { one, write: (rows) => rows.forEach((row, j) => row.fill(chosen[j])) };
  }

  function variedWeights(swings, factors, sequences) {
    const largest = most(swings, 0);
    const room = swings.length * most(factors, 0);
    let exponent = 0;
    while (room * 2 ** (exponent + 1) <= 2 ** 52) exponent += 1;
    const scale = 2 ** exponent;
    const write = (rows, start, size) => {
      rows.forEach((row, j) => {
        const [share, { step, shift }] = [swings[j] / largest, sequences[j]];
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

  // Count all worlds, block by block; every number is whole, so nothing is ever rounded.
  function count(problem, cells, buffers, { one, write }) {
    const m = cells.length;
    const counts = {
      worlds: problem.draws,
      leads: indices(m).map(() => new Uint32Array(m)),
      totals: indices(m).map(() => new Uint32Array(TENTHS)),
    };
    for (let start = 0; start < problem.draws; start += SLICES) {
      const size = Math.min(SLICES, problem.draws - start);
      write(buffers.weights, start, size);
      cells.forEach((row, i) => addUp(row, buffers.weights, buffers.totals[i], start, size));
      countLeads(buffers, counts.leads, size);
      const perTenth = 10 / (STEPS_PER_POINT * one);
      buffers.totals.forEach((row, i) => countTenths(row, counts.totals[i], perTenth, size));
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

  // leads[i][k]: worlds in which option i leads together with k others.
  function countLeads({ totals: sums, best, together }, leads, size) {
    best.fill(-1);
    for (const row of sums) {
      for (let i = 0; i < size; i++) {
        if (row[i] > best[i]) {
          best[i] = row[i];
          together[i] = 0;
        } else if (row[i] === best[i]) together[i] += 1;
      }
    }
    sums.forEach((row, option) => {
      for (let i = 0; i < size; i++) if (row[i] === best[i]) leads[option][together[i]] += 1;
    });
  }

  function countTenths(row, tenths, perTenth, size) {
    for (let i = 0; i < size; i++) tenths[Math.floor(row[i] * perTenth + 0.5)] += 1;
  }

  // lead: share of worlds led, ties divided; low, middle, high: totals at 5, 50 and 95 %.
  function sharesFrom(problem, counts) {
    const { leads, worlds: all } = counts;
    const tied = indices(leads.length).slice(1).map((k) =>
      Math.floor(leads.reduce((sum, row) => sum + row[k], 0) / (k + 1)),
    );
    return {
      lead: leads.map((row) => exactSum(Array.from(row, (worlds, k) => worlds / (k + 1))) / all),
      tied: tied.reduce((a, b) => a + b, 0) / all,
      low: counts.totals.map((tenths) => reached(tenths, 5, all)),
      middle: counts.totals.map((tenths) => reached(tenths, 50, all)),
      high: counts.totals.map((tenths) => reached(tenths, 95, all)),
      error: NORMAL_975 / (2 * Math.sqrt(all)),
      counts,
    };
  }

  function reached(tenths, percentage, all) {
    let [sum, bin] = [tenths[0], 0];
    while (100 * sum < percentage * all) sum += tenths[++bin];
    return bin / 10;
  }

  // --- the verdict: `verdict` --------------------------------------------------------------

  function names(problem, options) {
    const labels = options.slice(0, 3).map((option) => problem.options[option].label);
    return listing(options.length > 3 ? [...labels, `${options.length - 3} more`] : labels);
  }

  // `shares`: lead shares of sampled worlds; without them the state is `leads` at most.
  function judge(problem, evaluation, shares = null, flip = null) {
    const found = judgeTotals(problem, evaluation);
    if (shares === null || found.state === "cannot be decided") return found;
    return withWorlds(problem, found, shares, flip);
  }

  function judgeTotals(problem, evaluation) {
    const { ranking, leaders, totals: sums } = evaluation;
    if (ranking.length < 2) return single(problem, evaluation);
    const [leader, runnerUp] = ranking;
    const margin = sums[leader] - sums[runnerUp];
    const rivals = rivalsWithinTheUnknown(problem, evaluation);
    const base = { leaders, runnerUp, margin };
    if (rivals.length) return { ...base, ...undecided(problem, leaders, rivals) };
    if (leaders.length > 1) return { ...base, margin: 0, ...tie(problem, evaluation) };
    if (margin < problem.closeCall - TIE) return { ...base, ...close(problem, evaluation) };
    return { ...base, ...clear(problem, evaluation) };
  }

  function withWorlds(problem, found, shares, flip) {
    const leader = found.leaders[0];
    const isFar = flip === null || flip.points >= problem.robustFlip - TIE;
    const isRobust = 100 * shares[leader] >= problem.robustShare - TIE && isFar;
    const state = found.state !== "leads" ? found.state : isRobust ? "robust" : "leads but fragile";
    const isNamed = found.leaders.length > 1 || state === "close call";
    const name = isNamed ? problem.options[leader].label : "It";
    const leads = problem.measure.top === "best" ? "leads" : "comes first";
    const because = [
      state === "dominates" || state === "close call" ? found.because : "",
      `${name} ${leads} in ${wholeShares(shares)[leader]} of 100 sampled worlds.`,
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
    if (!problem.unknown.some((row) => row.some(Boolean))) return [];
    const at = (ends, i) =>
      exactSum(present.map((w, j) => w * (problem.unknown[i][j] ? ends : problem.likely)[i][j]));
    const leader = ranking[0];
    const floor = at(problem.low, leader);
    const mayFall = sums[leader] - floor > TIE;
    return indices(sums.length).filter((option) => {
      const ceiling = at(problem.high, option);
      const mayRise = ceiling - sums[option] > TIE;
      return option !== leader && (mayRise || mayFall) && ceiling >= floor - TIE;
    });
  }

  function single(problem, { totals: sums }) {
    return {
      state: "cannot be decided",
      leaders: [0],
      runnerUp: null,
      margin: null,
      sentence: `${problem.options[0].label} is the only option, on ${integer(sums[0])}`,
      because: "Add a second option to compare it with.",
    };
  }

  function undecided(problem, leaders, rivals) {
    const unknown = problem.unknown.flat().filter(Boolean).length;
    const behind = rivals.filter((rival) => !leaders.includes(rival));
    const would = leaders.length === 1 ? "would lead" : "would be level";
    const could = behind.length
      ? `could put ${names(problem, behind)} level or ahead`
      : "could change that";
    const scores = unknown === 1 ? "1 score is" : `${unknown} scores are`;
    return {
      state: "cannot be decided",
      sentence: `Cannot be decided: ${scores} unknown`,
      because:
        `With the unknown in the middle of its range ${names(problem, leaders)} ${would}; ` +
        `it alone ${could}.`,
    };
  }

  function tie(problem, { leaders, totals: sums }) {
    return {
      state: "close call",
      sentence: `${names(problem, leaders)} are level on ${integer(sums[leaders[0]])}`,
      because: "These weights do not tell them apart.",
    };
  }

  function close(problem, { ranking, totals: sums }) {
    const [leader, runnerUp] = ranking;
    const [first, second] = [sums[leader], sums[runnerUp]];
    const both = `${problem.options[leader].label} and ${problem.options[runnerUp].label}`;
    const limit = problem.closeCall;
    const plural = limit === 1 ? "" : "s";
    return {
      state: "close call",
      sentence:
        `Close call: ${both} are ${apart(first, second, limit)} apart, ` +
        `on ${integer(first)} and ${integer(second)}`,
      because: `A lead under ${general(limit)} point${plural} counts as a close call in this file.`,
    };
  }

  function apart(first, second, limit) {
    const margin = first - second;
    const forms = [lead(first, second), fixed(margin, 1), fixed(margin, 2)];
    const shown = forms.find((form) => Number(form) > 0 && Number(form) < limit);
    return shown ?? (margin > limit / 2 ? `just under ${general(limit)}` : "less than 0.01");
  }

  function clear(problem, { ranking, totals: sums }) {
    const [leader, runnerUp] = ranking;
    const [first, second] = [sums[leader], sums[runnerUp]];
    const { name, top } = problem.measure;
    const label = problem.options[leader].label;
    const leads = top === "best" ? `${label} leads` : `${label} is ${top}`;
    const ahead = `${lead(first, second)} ahead of ${problem.options[runnerUp].label}`;
    const sentence = `${leads} on ${integer(first)}, ${ahead}`;
    const rivals = problem.likely.filter((_, option) => option !== leader);
    if (!rivals.every((rival) => dominates(problem.likely[leader], rival))) {
      return { state: "leads", sentence, because: whatHoldsItBack(problem, leader) };
    }
    const reach =
      top === "best"
        ? "It is nowhere worse than any other option on these criteria"
        : `No other option has more ${name} on any of these criteria`;
    const because = `${reach}, so no weights can put another first; only other scores can.`;
    return { state: "dominates", sentence, because };
  }

  function dominates(winner, loser) {
    const gaps = zip(winner, loser, (a, b) => a - b);
    return gaps.every((gap) => gap >= -TIE) && gaps.some((gap) => gap > TIE);
  }

  // The criterion on which a rival beats the leader by most; of equal gaps the first.
  function whatHoldsItBack(problem, leader) {
    let [gap, on, by] = [0, -1, -1];
    problem.criteria.forEach((_, j) =>
      problem.likely.forEach((row, option) => {
        const found = row[j] - problem.likely[leader][j];
        if (found > gap) [gap, on, by] = [found, j, option];
      }),
    );
    if (gap <= 0) return "";
    const below = whole(gap) ? points(gap) : "less than 1 point";
    const { name } = problem.criteria[on];
    return `It is furthest behind on ${name}: ${below} below ${problem.options[by].label}.`;
  }

  // --- everything together -----------------------------------------------------------------

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

  // All results of one view; `sampled` null leaves the worlds out.
  function evaluate(problem, swings, sampled = worlds(problem).shares(swings)) {
    const present = weights(swings);
    const sums = totals(problem.likely, present);
    const ranked = ranks(sums);
    const ranking = indices(sums.length).sort((a, b) => ranked[a] - ranked[b]);
    const leader = ranking[0];
    const evaluation = {
      weights: present,
      contributions: problem.likely.map((row) => products(row, present)),
      totals: sums,
      ranges: zip(totals(problem.low, present), totals(problem.high, present), (a, b) => [a, b]),
      ranks: ranked,
      ranking,
      leaders: ranking.filter((option) => ranked[option] === 1),
      tracks: tracks(problem.likely, present),
      flips: flips(problem.likely, present, leader),
      nearestFlip: nearestFlip(problem.likely, present, leader),
      shares: sampled,
    };
    const verdict = judge(problem, evaluation, sampled && sampled.lead, evaluation.nearestFlip);
    return { ...evaluation, verdict };
  }

  const wording = { whole, integer, points, lead, span, wholeShares, listing };
  return Object.freeze({
    weights, totals, ranks, tracks, flips, nearestFlip, describeFlip,
    worlds, withDisputes, evaluate, judge, trackLine, wording,
  });
})();
