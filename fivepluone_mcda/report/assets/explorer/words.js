// What a setting means, in words and figures.

/** A share as a percentage: one decimal, or as many as it takes to show a small one. */
function percent(share) {
  const value = 100 * share;
  if (value === 0 || value === 100) return `${value}\u00a0%`;
  return `${figure(value)}\u00a0%`;
}

function figure(value) {
  const size = Math.abs(value);
  if (size >= 0.095 || size < 1e-9) return value.toFixed(1);
  return value.toFixed(Math.min(9, 1 - Math.floor(Math.log10(size))));
}

/** A score with three decimals, or with six where three do not keep the first two apart. */
function scoreText(score, gap) {
  return score.toFixed(gap !== null && gap < 0.0015 ? 6 : 3);
}

function ordinal(rank) {
  const teens = rank % 100 > 10 && rank % 100 < 14;
  return `${rank}${(teens ? undefined : ["th", "st", "nd", "rd"][rank % 10]) ?? "th"}`;
}

function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Who comes first. */
function headline(model, { order, ranks }) {
  const first = order.filter((i) => ranks[i] === 1).map((i) => model.alternatives[i].id);
  return `${listed(first)} ${first.length > 1 ? "tie for first" : "comes first"}`;
}

/** How far the first is ahead, and of whom. */
function gapWords(model, { order, ranks, gap }) {
  if (gap === null) return ["none", "there is no other alternative"];
  const place = ranks[order[1]] === 1 ? "level with" : "ahead of";
  return [scoreText(gap, gap), `${place} ${model.alternatives[order[1]].id}`];
}

/** The distance to the nearest reversal, and who gains by it. */
function distanceWords(model, { nearest }) {
  if (nearest === null) return ["none", "no single weight changes the winner"];
  return [`${figure(100 * nearest.distance)} points`, `to ${model.alternatives[nearest.winner].id}`];
}

/** The nearest reversal as three pieces of a sentence, the node's label in the middle. */
function nearestSentence(model, outcome, locked) {
  const { nearest } = outcome;
  if (nearest === null) {
    const which = locked.size > 0 ? "criterion or group that is not locked" : "criterion or group";
    return [`No single ${which} can put another alternative first.`, "", ""];
  }
  const { from, goal, distance, upward } = nearest;
  const winner = model.alternatives[nearest.winner].id;
  const change = `${upward ? "+" : "\u2212"}${figure(100 * distance)} points`;
  return [
    "Changing the weight of ",
    model.nodes[nearest.node].label,
    ` from ${percent(from)} to just ${upward ? "above" : "below"} ${percent(goal)} (${change}) ` +
      `puts ${winner} first.`,
  ];
}

/** Between which weights of a node the leader stays first, and who is first beyond. */
function reachSentence(model, bound, isLocked) {
  if (isLocked) return "locked";
  if (!bound.movable) return bound.weight > 1 - TIE ? "has all the weight" : "locked by others";
  const name = (i) => model.alternatives[i].id;
  const { below, above } = bound;
  const [lower, upper] = [percent(bound.lower), percent(bound.upper)];
  if (below !== null && above !== null) {
    return (
      `stays first from ${lower} to ${upper}; below that ${name(below)} comes first, ` +
      `above that ${name(above)}`
    );
  }
  if (below !== null) return `stays first down to ${lower}; below that ${name(below)} comes first`;
  if (above !== null) return `stays first up to ${upper}; above that ${name(above)} comes first`;
  if (bound.low === 0 && bound.high === 1) return "stays first at any weight";
  return `stays first at every weight that the locks allow, ${percent(bound.low)} to ${percent(bound.high)}`;
}

/** Between which weights a node can be set. */
function limitSentence(label, { low, high }) {
  const why = low > 0 || high < 1 ? "With the locks as they are, " : "";
  return `${why}${label} can weigh ${percent(low)} to ${percent(high)}.`;
}

/** How an alternative's rank has changed since the start: a sign, and words for it. */
function changeOfRank(now, before) {
  if (now === before) return ["", ""];
  const places = Math.abs(now - before);
  return now < before
    ? [`\u25b2 ${places}`, `up from ${ordinal(before)}`]
    : [`\u25bc ${places}`, `down from ${ordinal(before)}`];
}

/** Whom a link of a file on this computer can reach. */
function linkSentence(address) {
  return (
    " It works on this computer. To share the setting, send this file, and this for the end of " +
    `its address: ${address}`
  );
}

/** What to do with what was saved, and why there is nothing to save. */
const SAVED = {
  profile: {
    how: "Add these lines at the end of study.toml.",
    weightsOnly:
      "A profile holds the weights, not the scores of the scenario: save as a scenario to keep the " +
      "ranking shown.",
    none: "No weight differs from the profile: there is nothing to save as a profile until one is changed.",
  },
  scenario: {
    how:
      "Add these lines at the end of the study's file of scenarios, or save them as a file of " +
      "their own and name it in study.toml.",
    none:
      "No weight is changed by hand: there is nothing to save as a scenario until one is changed.",
  },
};

/** That another profile was chosen, and what it replaced. */
function replacedSentence(name) {
  return `Weights and locks set by hand are replaced by the weights of profile ${name}.`;
}

/** That a scenario cannot change weights that were all given. */
const GIVEN_KEPT =
  "All weights are set by hand and stay; those of the scenario are not used. Reset takes them.";

/** The lines of Python that give the same ranking. */
function pythonLines(model, setting) {
  const text = JSON.stringify;
  const profile = model.profiles[setting.profile].name;
  const scenario = model.scenarios[setting.scenario - 1]?.name;
  const asked = text(profile) + (scenario === undefined ? "" : `, scenario=${text(scenario)}`);
  const lines = [
    "import fivepluone_mcda as fp",
    "",
    `study = ${model.load}`,
    `problem = study.problem(${asked})`,
  ];
  if (!sameWeights(setting.weights, model.weightsOf(setting.profile, setting.scenario))) {
    lines.push("problem = problem.with_weights({");
    model.criteria.forEach((id, j) => lines.push(`    ${text(id)}: ${setting.weights[j]},`));
    lines.push("})");
  }
  return [...lines, model.methods[setting.method].call].join("\n");
}
