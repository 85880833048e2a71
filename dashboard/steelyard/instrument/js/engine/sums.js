// Sums that give the same bits as the package's own, and small helpers for arrays.

/** Two numbers closer than this count as the same number. */
export const TIE = 1e-9;

/**
 * The positions 0 to `count` − 1.
 * @param {number} count
 * @returns {number[]}
 */
export const indices = (count) => Array.from({ length: count }, (_, i) => i);

/**
 * Both arrays joined element by element.
 * @template A, B, C
 * @param {A[]} first
 * @param {B[]} second
 * @param {(a: A, b: B) => C} join
 * @returns {C[]}
 */
export const zip = (first, second, join) => first.map((x, i) => join(x, second[i]));

/**
 * @param {number} a
 * @param {number} b
 * @returns {number} a + b
 */
export const plus = (a, b) => a + b;

/**
 * @param {number} a
 * @param {number} b
 * @returns {number} a − b; as a comparison, the smaller number first
 */
export const minus = (a, b) => a - b;

/**
 * The sum with one rounding at the end, whatever the order: Python's `math.fsum`.
 * @param {number[]} numbers
 * @returns {number}
 */
export function exactSum(numbers) {
  /** @type {number[]} */
  const parts = []; // They do not overlap, and grow in size.
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
  return roundOnce(parts);
}

/**
 * The sum of numbers that do not overlap, rounded once, to even in a half-way case.
 * @param {number[]} parts in growing size; emptied
 * @returns {number}
 */
function roundOnce(parts) {
  let [sum, low] = [0, 0];
  while (parts.length > 0 && low === 0) {
    const [x, y] = [sum, parts.pop() ?? 0];
    sum = x + y;
    low = y - (sum - x);
  }
  // A half-way case is decided by what is left below.
  const isPushed = Math.sign(low) === Math.sign(parts.pop() ?? 0);
  return isPushed && low * 2 === sum + low * 2 - sum ? sum + low * 2 : sum;
}

/**
 * The sum in the order in which numpy adds a row: eight lanes, halves above 128.
 * @param {number[]} row
 * @returns {number}
 */
export function rowSum(row) {
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

/**
 * Weight × value for each criterion.
 * @param {number[]} row values
 * @param {number[]} weights
 * @returns {number[]}
 */
export const products = (row, weights) => zip(row, weights, (value, weight) => weight * value);

/**
 * The weighted total as `leaders.weighted_totals` in `analysis/sensitivity` adds it: products
 * in order of size.
 * @param {number[]} row values
 * @param {number[]} weights
 * @returns {number}
 */
export const weightedTotal = (row, weights) => rowSum(products(row, weights).sort(minus));
