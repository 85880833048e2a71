// Where a weight or a score falls in its range in each simulation, and what that place
// means: `low_discrepancy` and `quantiles` in `analysis/simulations`. Weights follow an additive
// low-discrepancy sequence, scores a nested scrambled one, so that few simulations cover the
// ranges evenly.

/** Simulations per block, and slices of a range. */
export const SLICES = 4096;

const GOLDEN = 0x9e3779b9;
const SCORES = 0x5c04e5;

/**
 * A 32-bit number with its bits mixed (the finaliser of MurmurHash3).
 * @param {number} word
 * @returns {number}
 */
function scramble(word) {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * The number at position `count` of the pseudo-random sequence of a key.
 * @param {number} key
 * @param {number} count
 * @returns {number}
 */
const stirred = (key, count) => scramble(key + Math.imul(count, GOLDEN));

/**
 * @param {number} rank from 0
 * @returns {number} the prime number of that rank
 */
function prime(rank) {
  /** @type {number[]} */
  const primes = [];
  for (let candidate = 2; primes.length <= rank; candidate++) {
    if (primes.every((divisor) => candidate % divisor)) primes.push(candidate);
  }
  return primes[rank];
}

/**
 * The sequence of one weight: simulation i has the place (step × i + shift) >>> 20 of 4,096.
 * @param {number} rank of the criterion's key among all
 * @param {number} seed
 * @returns {{ step: number, shift: number }}
 */
export function weightSequence(rank, seed) {
  const root = Math.sqrt(prime(rank));
  const step = Math.floor((root - Math.floor(root)) * 2 ** 32) | 1;
  return { step, shift: stirred(seed, rank + 1) };
}

/**
 * The key of the sequence of one score.
 * @param {number} seed
 * @param {number} optionKey
 * @param {number} criterionKey
 * @returns {number}
 */
export const cellKey = (seed, optionKey, criterionKey) =>
  stirred(stirred(scramble(seed ^ SCORES), optionKey), criterionKey);

/**
 * How the order of a cell's places is turned in one block of simulations.
 * @param {number} key
 * @param {number} block
 * @returns {number}
 */
export const blockShift = (key, block) => stirred(key + 3, block) & (SLICES - 1);

/**
 * The 4,096 images of a tree of coin tosses, grown one level at a time.
 * @param {number} key
 * @returns {Uint16Array}
 */
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

/**
 * The numbers 0..4095 with their twelve bits in reverse order.
 * @returns {Uint16Array}
 */
function reversedBits() {
  const found = new Uint16Array(SLICES);
  for (let i = 1; i < SLICES; i++) found[i] = (found[i >> 1] >> 1) | ((i & 1) << 11);
  return found;
}

const REVERSED = reversedBits();

/**
 * The places of a cell: that of simulation i of a block is at index i ^ the block's shift.
 * @param {number} key
 * @returns {Uint16Array}
 */
export function cellOrder(key) {
  const [outer, inner] = [treeOf(scramble(key + 1)), treeOf(scramble(key + 2))];
  return inner.map((place) => outer[REVERSED[place]]);
}

/**
 * The factor of a swing at each of the 4,096 places: median 1, its logarithm close to the
 * bell curve with this spread. Written with +, −, × and ÷ alone, which are exact everywhere.
 * @param {number} spread
 * @returns {Float64Array}
 */
export function factorTable(spread) {
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

/**
 * The value in the middle of a slice of a score's range: triangular with its peak at the
 * likely value, even where the score is unknown.
 * @param {{ low: number, likely: number, high: number, isUnknown: boolean }} cell
 * @param {number} slice 0..4095
 * @returns {number}
 */
export function quantile({ low, likely, high, isUnknown }, slice) {
  const u = (slice + 0.5) / SLICES;
  const [width, left, right] = [high - low, likely - low, high - likely];
  if (isUnknown) return low + width * u;
  if (u * width < left) return low + Math.sqrt(u * width * left);
  return high - Math.sqrt((1 - u) * width * right);
}
