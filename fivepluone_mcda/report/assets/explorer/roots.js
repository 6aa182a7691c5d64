// Real roots of homogeneous polynomials in (1 - u, u) for u between 0 and 1, as in
// fivepluone_mcda.sensitivity.roots: none is missed, however close two of them lie.

/** The polynomial's value at u, by Horner's rule from whichever end keeps the ratio below 1. */
function polynomial(c, u) {
  const degree = c.length - 1;
  const p = 1 - u;
  const near = u < p;
  const ratio = near ? u / p : p / u;
  let sum = 0;
  for (let j = 0; j <= degree; j++) sum = sum * ratio + c[near ? degree - j : j];
  return sum;
}

/** The u with c0 (1 - u) + c1 u = 0. */
function linearRoots(c0, c1) {
  if (!(c0 * Math.sign(c1) < 0)) return [];
  return [Math.abs(c0) / (Math.abs(c0) + Math.abs(c1))];
}

/** The u at which c0 (1 - u)^4 + c1 (1 - u)^2 u^2 + c2 u^4 is 0: a quadratic in the squares. */
function squareRoots(c0, c1, c2) {
  const square = c1 * c1 - 4 * c0 * c2;
  if (!(square >= 0)) return [];
  const half = -0.5 * (c1 + (c1 < 0 ? -1 : 1) * Math.sqrt(square));
  const roots = [];
  // As ratios x : y, for roots near 0 and near 1 are then equally precise, and `half` never cancels.
  for (const [x, y] of [[c2, half], [half, c0]]) {
    if (x * y < 0 || (x === 0 && y === 0)) continue;
    roots.push(Math.sqrt(Math.abs(y)) / (Math.sqrt(Math.abs(x)) + Math.sqrt(Math.abs(y))));
  }
  return roots;
}

/** How often the sign changes from one coefficient to the next; zeros do not count. */
function signChanges(c) {
  let changes = 0;
  let last = 0;
  for (const value of c) {
    if (value === 0) continue;
    if (value * last < 0) changes++;
    last = Math.sign(value);
  }
  return changes;
}

/**
 * The u at which the polynomial changes its sign. Between two neighbouring zeros of its
 * derivative it is monotone and has at most one root, which bisection finds to the last digit.
 * By Descartes' rule there is none without a change of sign among the coefficients, and just one
 * with one.
 */
function unitRoots(c) {
  const degree = c.length - 1;
  const changes = signChanges(c);
  if (changes === 0) return [];
  if (degree === 1) return linearRoots(c[0], c[1]);
  const edges = [0, 1];
  if (changes > 1 || c[0] === 0 || c[degree] === 0) {
    const slope = [];
    for (let j = 0; j < degree; j++) slope.push((j + 1) * c[j + 1] - (degree - j) * c[j]);
    edges.splice(1, 0, ...unitRoots(slope).sort((a, b) => a - b));
  }
  const roots = [];
  for (let k = 1; k < edges.length; k++) {
    let low = edges[k - 1];
    let high = edges[k];
    const negative = polynomial(c, low) < 0;
    if (polynomial(c, high) < 0 === negative) continue;
    for (let step = 0; step < 60; step++) {
      const middle = 0.5 * (low + high);
      if (polynomial(c, middle) < 0 === negative) low = middle;
      else high = middle;
    }
    roots.push(polynomial(c, high) === 0 ? high : low);
  }
  return roots;
}
