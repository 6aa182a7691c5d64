// Everything that follows from a setting: profile, scenario, method, weights and locks.

/** The setting of a profile in a scenario as it was loaded; scenario 0 is none. */
function preset(model, profile, scenario, method) {
  const weights = model.weightsOf(profile, scenario);
  return { profile, scenario, method, weights, locked: new Set() };
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
