// The decision model: problems, scores, ranks, and moving weight between the nodes of the tree.
// Pure arithmetic on what Python wrote; the same rules as fivepluone_mcda.model and .methods.

/** Scores that differ by no more than this are tied. */
const TIE = 1e-12;

/** The data with its columns and weights as typed arrays, and a view of each kernel when asked. */
function readModel(data) {
  const size = data.alternatives.length;
  const columns = data.columns.map((column) => Float64Array.from(column));
  const weights = data.weights.map((vector) => Float64Array.from(vector));
  const views = new Map();

  /** A table as one array, alternative after alternative. */
  function table(places) {
    const flat = new Float64Array(size * places.length);
    places.forEach((place, j) => {
      for (let i = 0; i < size; i++) flat[i * places.length + j] = columns[place][i];
    });
    return flat;
  }

  function kernel(profile, scenario, method) {
    const stored = data.kernels[data.problems[profile][scenario][1]][method];
    if (!views.has(stored)) {
      views.set(stored, { link: stored.link, size, tables: stored.tables.map(table) });
    }
    return views.get(stored);
  }

  return {
    ...data,
    alphabetical: data.alternatives.map((alternative) => alternative.alphabetical),
    leafLabels: data.criteria.map((id) => data.nodes.find((node) => node.id === id).label),
    kernel,
    weightsOf: (profile, scenario) => weights[data.problems[profile][scenario][0]],
  };
}

/** Weighted sums of a table, one for each alternative. */
function weightedSums(table, vector, size) {
  const used = [];
  vector.forEach((weight, j) => weight !== 0 && used.push(j));
  const sums = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const row = i * vector.length;
    let sum = 0;
    for (const j of used) sum += table[row + j] * vector[j];
    sums[i] = sum;
  }
  return sums;
}

/** Closeness to the ideal from squared distances; half way where the two ends coincide. */
function closeness(squaredBest, squaredWorst) {
  const best = Math.sqrt(squaredBest);
  const worst = Math.sqrt(squaredWorst);
  return best + worst > 0 ? worst / (best + worst) : 0.5;
}

function total(values) {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** The score of each alternative under leaf weights that sum to 1. */
function scoresOf(kernel, weights) {
  const vector = kernel.link === "closeness" ? weights.map((w) => w * w) : weights;
  const [first, second] = kernel.tables.map((table) => weightedSums(table, vector, kernel.size));
  if (kernel.link === "closeness") return first.map((best, i) => closeness(best, second[i]));
  if (kernel.link === "identity") return first;
  const whole = total(first);
  return first.map((value) => value / whole);
}

/**
 * Ranks, 1 the best, and the order of the alternatives.
 * Neighbours that differ by no more than TIE share the better rank; they stand in alphabetical
 * order, which `alphabetical` gives as a number.
 */
function ranksOf(scores, alphabetical) {
  const falling = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
  const tolerance = TIE * Math.max(1, ...scores.map(Math.abs));
  const ranks = new Array(scores.length);
  falling.forEach((i, place) => {
    const above = falling[place - 1];
    const tied = place > 0 && scores[above] - scores[i] <= tolerance;
    ranks[i] = tied ? ranks[above] : place + 1;
  });
  const order = falling.sort((a, b) => ranks[a] - ranks[b] || alphabetical[a] - alphabetical[b]);
  return { ranks, order };
}

/** Which leaves hold their weight because a locked node is above them or is one of them. */
function heldLeaves(model, locked) {
  const held = new Uint8Array(model.criteria.length);
  for (const node of locked) for (const leaf of model.nodes[node].leaves) held[leaf] = 1;
  return held;
}

/** The weight of a node: the sum of its leaves' weights. */
function nodeWeight(node, weights) {
  let sum = 0;
  for (const leaf of node.leaves) sum += weights[leaf];
  return Math.min(sum, 1);
}

/**
 * What can move when a node's weight is set: its own free leaves and the free leaves outside;
 * between `low` and `high` lie the weights that the node can take.
 */
function reachOf(node, weights, held) {
  const inside = new Uint8Array(weights.length);
  for (const leaf of node.leaves) inside[leaf] = 1;
  const own = [];
  const others = [];
  let heldInside = 0;
  let heldOutside = 0;
  weights.forEach((weight, leaf) => {
    if (!held[leaf]) (inside[leaf] ? own : others).push(leaf);
    else if (inside[leaf]) heldInside += weight;
    else heldOutside += weight;
  });
  const movable = own.length > 0 && others.length > 0;
  const now = nodeWeight(node, weights);
  return {
    own,
    others,
    heldInside,
    heldOutside,
    movable,
    low: movable ? Math.min(heldInside, now) : now,
    high: movable ? Math.max(1 - heldOutside, now) : now,
  };
}

/** Gives some leaves a joint weight in the proportions they had; equal parts where they had none. */
function share(moved, weights, leaves, amount) {
  let sum = 0;
  for (const leaf of leaves) sum += weights[leaf];
  for (const leaf of leaves) {
    moved[leaf] = amount * (sum > 0 ? weights[leaf] / sum : 1 / leaves.length);
  }
}

/**
 * The leaf weights with a node's weight set, as Problem.with_weight does it: its leaves move in
 * proportion, and so do all others. Held leaves stay.
 */
function withWeight(weights, reach, goal) {
  const moved = Float64Array.from(weights);
  if (!reach.movable) return moved;
  share(moved, weights, reach.own, Math.max(goal - reach.heldInside, 0));
  share(moved, weights, reach.others, Math.max(1 - goal - reach.heldOutside, 0));
  return moved;
}
