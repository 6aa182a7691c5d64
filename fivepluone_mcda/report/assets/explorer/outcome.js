// A setting is a profile, a scenario, a method, and the steps that led from their weights, or from
// those that were `given`, to the present ones: nodes that were moved or locked. What follows from it.

/** The setting of a profile in a scenario as it was loaded; scenario 0 is none. */
function preset(model, profile, scenario, method) {
  const weights = model.weightsOf(profile, scenario);
  return { profile, scenario, method, weights, locked: new Set(), given: null, steps: [] };
}

/** The setting with a node's weight set, as near to the goal as the locks allow, and the limits. */
function withMove(model, setting, node, goal) {
  const reach = reachOf(model.nodes[node], setting.weights, heldLeaves(model, setting.locked));
  const weight = Math.min(Math.max(goal, reach.low), reach.high);
  if (Number.isNaN(weight)) return { setting, reach, weight };
  const weights = withWeight(setting.weights, reach, weight);
  const steps = [...setting.steps, { node, weight }];
  return { setting: { ...setting, weights, steps }, reach, weight };
}

/** The setting with a node locked, or unlocked where it was locked. */
function withLock(setting, node) {
  const locked = new Set(setting.locked);
  if (!locked.delete(node)) locked.add(node);
  return { ...setting, locked, steps: [...setting.steps, { node }] };
}

/** The setting with all leaf weights given at once. */
function withGiven(setting, given) {
  return { ...setting, weights: given, given };
}

/**
 * The setting in another scenario, with what was given, moved and locked by hand on top of the
 * scenario's weights; and the moves that the locks stop short there.
 */
function inScenario(model, { profile, method, given, steps }, scenario) {
  let setting = preset(model, profile, scenario, method);
  if (given) setting = withGiven(setting, given);
  const stopped = [];
  for (const { node, weight } of steps) {
    if (weight === undefined) {
      setting = withLock(setting, node);
      continue;
    }
    const moved = withMove(model, setting, node, weight);
    setting = moved.setting;
    if (Math.abs(moved.weight - weight) > TIE) stopped.push({ node, reach: moved.reach });
  }
  return { setting, stopped };
}

function rankingOf(model, { profile, scenario, method, weights }) {
  const kernel = model.kernel(profile, scenario, model.methods[method].name);
  const scores = scoresOf(kernel, weights);
  const { ranks, order } = ranksOf(scores, model.alphabetical);
  const gap = order.length > 1 ? scores[order[0]] - scores[order[1]] : null;
  return { kernel, scores, ranks, order, gap };
}

function outcomeOf(model, setting) {
  const ranking = rankingOf(model, setting);
  const held = heldLeaves(model, setting.locked);
  const bounds = model.nodes.map((node) =>
    boundsOf(ranking.kernel, setting.weights, node, held, ranking.order[0], model.alphabetical),
  );
  return { ...ranking, bounds, nearest: nearestReversal(model.nodes, bounds) };
}
