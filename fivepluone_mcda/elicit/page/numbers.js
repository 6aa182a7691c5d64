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

function squared(matrix) {
  const places = [...matrix.keys()];
  const product = matrix.map((row) => places.map((j) => total(places.map((k) => row[k] * matrix[k][j]))));
  const largest = Math.max(...product.flat());
  return product.map((row) => row.map((entry) => entry / largest));
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
  const image = scaled.map((row) => total(row.map((entry, j) => entry * vector[j])));
  return {
    value: total(image) / total(vector),
    logs: vector.map((entry, i) => Math.log(entry) + mean[i]),
  };
}

/**
 * The matrix with missing judgements filled so that the principal eigenvalue is least: there each
 * is the geometric mean of what the right and the left eigenvector imply. Null where the
 * judgements do not connect all elements.
 */
function completed(logs) {
  let potentials = treePotentials(logs);
  if (potentials === null || !logs.flat().some(Number.isNaN)) return potentials && logs;
  let filled = logs;
  for (let round = 0; round < 5000; round++) {
    const implied = potentials;
    filled = logs.map((row, i) =>
      row.map((entry, j) => (Number.isNaN(entry) ? implied[i] - implied[j] : entry)),
    );
    const right = principalEigenvector(filled).logs;
    const left = principalEigenvector(filled.map((row) => row.map((entry) => -entry))).logs;
    const next = right.map((entry, i) => (entry - left[i]) / 2);
    const middle = total(next) / next.length;
    potentials = next.map((entry) => entry - middle);
    if (Math.max(...potentials.map((entry, i) => Math.abs(entry - implied[i]))) < 1e-13) break;
  }
  return filled;
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
  logs.forEach((row, i) => row.forEach((entry, j) => {
    const consistent = weights[i] / weights[j];
    const error = Math.exp(entry) / consistent;
    // Errors that differ by rounding alone are equal: the first is named.
    if (i !== j && error > worst.error * (1 + 1e-9)) {
      worst = { a: elements[i], b: elements[j], value: Math.exp(entry), consistent, error };
    }
  }));
  return worst;
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
