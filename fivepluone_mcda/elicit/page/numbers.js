// Weights and consistency of what a person answers: the arithmetic of fivepluone_mcda.methods.

function total(values) {
  return values.reduce((sum, value) => sum + value, 0);
}

function shares(values) {
  const sum = total(values);
  return values.map((value) => value / sum);
}

/** Logarithms of the judgements between elements, NaN where nobody judged. */
function logMatrix(elements, judgements) {
  const logs = elements.map((_, i) => elements.map((__, j) => (i === j ? 0 : NaN)));
  for (const { a, b, value } of judgements) {
    const [i, j] = [elements.indexOf(a), elements.indexOf(b)];
    logs[i][j] = Math.log(value);
    logs[j][i] = -logs[i][j];
  }
  return logs;
}

/** Logarithmic weights that agree with a spanning tree of the judgements; null if there is none. */
function treePotentials(logs) {
  const potentials = logs.map((_, i) => (i === 0 ? 0 : NaN));
  const reached = [0];
  for (const i of reached) {
    logs[i].forEach((judgement, j) => {
      if (Number.isNaN(judgement) || !Number.isNaN(potentials[j])) return;
      potentials[j] = potentials[i] - judgement;
      reached.push(j);
    });
  }
  return reached.length === logs.length ? potentials : null;
}

/** The matrix times itself, divided by its largest entry. */
function squared(matrix) {
  const n = matrix.length;
  const product = matrix.map(() => new Array(n).fill(0));
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) product[i][j] += matrix[i][k] * matrix[k][j];
    }
    largest = Math.max(largest, ...product[i]);
  }
  return product.map((row) => row.map((entry) => entry / largest));
}

/** The inverse of a symmetric, positive definite matrix. */
function inverseOf(matrix) {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k].map((entry) => entry / rows[k][k]);
    rows.forEach((row, i) => {
      rows[i] = i === k ? pivot : row.map((entry, j) => entry - row[k] * pivot[j]);
    });
  }
  return rows.map((row) => row.slice(n));
}

function dot(one, other) {
  return total(one.map((entry, i) => entry * other[i]));
}

function largestOf(vector) {
  return Math.max(...vector.map(Math.abs));
}

function centred(vector) {
  const mean = total(vector) / vector.length;
  return vector.map((entry) => entry - mean);
}

/** Principal eigenvalue and the logarithms of its vector, by repeated squaring. */
function principalEigenvector(logs) {
  const mean = logs.map((row) => total(row) / row.length);
  const scaled = logs.map((row, i) => row.map((entry, j) => Math.exp(entry - mean[i] + mean[j])));
  let power = scaled;
  for (let round = 0; round < 30; round++) {
    const before = power;
    power = squared(before);
    const change = power.flatMap((row, i) => row.map((entry, j) => Math.abs(entry - before[i][j])));
    if (Math.max(...change) < 1e-15) break;
  }
  const vector = power.map(total);
  const image = scaled.map((row) => dot(row, vector));
  return {
    value: total(image) / total(vector),
    logs: vector.map((entry, i) => Math.log(entry) + mean[i]),
  };
}

/**
 * The matrix with missing judgements filled so that the principal eigenvalue is least. Null where
 * the judgements do not connect all elements.
 *
 * As in fivepluone_mcda.methods.consistency.completed: all missing judgements follow from one
 * potential, which must give itself back; Broyden's method finds it.
 */
function completed(logs) {
  let potential = treePotentials(logs);
  if (potential === null || !logs.flat().some(Number.isNaN)) return potential && logs;
  const n = logs.length;
  const filled = (p) =>
    logs.map((row, i) => row.map((entry, j) => (Number.isNaN(entry) ? p[i] - p[j] : entry)));
  const residual = (p) => {
    const matrix = filled(p);
    const right = principalEigenvector(matrix).logs;
    const left = principalEigenvector(matrix.map((row) => row.map((entry) => -entry))).logs;
    return centred(right.map((entry, i) => (entry - left[i]) / 2)).map((entry, i) => entry - p[i]);
  };

  potential = centred(potential);
  let error = residual(potential);
  let inverse = inverseOf(laplacianOf(logs)).map((row) => row.map((entry) => n * entry));
  let isPlain = false; // after a step that came no nearer
  for (let round = 0; round < 1000 && largestOf(error) > 1e-13; round++) {
    const step = isPlain ? error : inverse.map((row) => dot(row, error));
    const next = potential.map((entry, i) => entry + step[i]);
    const after = residual(next);
    const change = after.map((entry, i) => entry - error[i]);
    const image = inverse.map((row) => dot(row, change));
    const reach = logs.map((_, j) => dot(step, inverse.map((row) => row[j])));
    const size = dot(step, image);
    inverse = inverse.map((row, i) =>
      row.map((entry, j) => entry - ((step[i] + image[i]) * reach[j]) / size));
    isPlain = !isPlain && largestOf(after) >= largestOf(error);
    if (!isPlain) [potential, error] = [next, after];
  }
  return filled(potential);
}

/** The Laplacian of the graph of known judgements, made regular. */
function laplacianOf(logs) {
  return logs.map((row, i) => {
    const known = row.map((entry, j) => Number(i !== j && !Number.isNaN(entry)));
    return known.map((entry, j) => (i === j ? total(known) : 0) - entry + 1 / logs.length);
  });
}

/**
 * Weights, consistency ratio and most inconsistent judgement of some judgements; null where they
 * do not connect all elements. `randomIndex` is that of the group by the number of judgements
 * missing.
 */
function pairwiseOutcome(elements, judgements, randomIndex) {
  const logs = logMatrix(elements, judgements);
  const filled = completed(logs);
  if (filled === null) return null;
  const n = elements.length;
  const { value, logs: potentials } = principalEigenvector(filled);
  const highest = Math.max(...potentials);
  const weights = shares(potentials.map((entry) => Math.exp(entry - highest)));
  const excess = value - n;
  const index = n > 2 && excess > 1e-12 * n ? excess / (n - 1) : 0;
  const missing = (n * (n - 1)) / 2 - judgements.length;
  const random = randomIndex[missing];
  return {
    weights,
    ratio: random > 0 ? index / random : 0,
    testable: random > 0,
    worst: worstJudgement(elements, logs, weights),
  };
}

/** The judgement that is largest against what the weights imply, and the value that would fit. */
function worstJudgement(elements, logs, weights) {
  let worst = { error: 0 };
  const errors = [];
  logs.forEach((row, i) => row.forEach((entry, j) => {
    const consistent = weights[i] / weights[j];
    const error = Math.exp(entry) / consistent;
    if (i !== j && Number.isFinite(error)) errors.push(error);
    // Errors that differ by rounding alone are equal: the first is named.
    if (i !== j && error > worst.error * (1 + 1e-9)) {
      worst = { a: elements[i], b: elements[j], value: Math.exp(entry), consistent, error };
    }
  }));
  return { ...worst, standsOut: errors.filter((error) => error >= worst.error * (1 - 1e-9)).length === 1 };
}

/** Rank-order centroid weights; tied elements share the mean of the places that they take. */
function rankOrderCentroid(ranks) {
  const n = ranks.length;
  const centroid = ranks.map((_, place) => {
    let sum = 0;
    for (let i = place + 1; i <= n; i++) sum += 1 / i;
    return sum / n;
  });
  return ranks.map((rank) => {
    const first = ranks.filter((other) => other < rank).length;
    const tied = ranks.filter((other) => other === rank).length;
    return total(centroid.slice(first, first + tied)) / tied;
  });
}

/**
 * Weights of the linear best-worst model, its largest deviation, and the input-based consistency
 * ratio of Liang, Brunelli & Rezaei (2020). The model minimises the largest absolute deviation xi.
 *
 * With u = w_worst / xi and v = w_best / xi every constraint is a line v = s u + c or v = s u - c;
 * least xi is the largest sum, which lies where the lowest upper line meets the highest lower one.
 */
function bestWorst(best, worst, bestTo, toWorst) {
  const between = bestTo[worst];
  const others = bestTo.map((_, j) => j).filter((j) => j !== best && j !== worst);
  const gaps = others.map((j) => Math.abs(bestTo[j] * toWorst[j] - between));
  const ratio = between > 1 ? Math.max(0, ...gaps) / (between ** 2 - between) : 0;
  const lines = [
    { slope: between, shift: 1 },
    ...others.map((j) => ({ slope: bestTo[j] * toWorst[j], shift: bestTo[j] + 1 })),
  ];
  let u = Infinity;
  for (const upper of lines) {
    for (const lower of lines) {
      if (lower.slope <= upper.slope) continue;
      u = Math.min(u, (upper.shift + lower.shift) / (lower.slope - upper.slope));
    }
  }
  if (u === Infinity) return { weights: shares(bestTo.map((value) => 1 / value)), deviation: 0, ratio };
  const v = Math.min(...lines.map(({ slope, shift }) => slope * u + shift));
  const scaled = bestTo.map((value, j) => Math.min((v + 1) / value, toWorst[j] * u + 1));
  scaled[best] = v;
  scaled[worst] = u;
  return { weights: shares(scaled), deviation: 1 / total(scaled), ratio };
}
