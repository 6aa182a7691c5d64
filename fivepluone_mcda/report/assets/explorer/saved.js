// A setting as lines of a study: a profile of study.toml, or a scenario of scenarios.toml. Their
// weights are those of some nodes, on top of the profile's, as set_node_weights in Python takes them.

/** Weights that differ by no more than this are the same. */
const SAME = 1e-9;

/** What lines of a study say in so many digits is precise enough, if it is possible together. */
const DIGITS = 6;

/**
 * The leaf weights under which each node of a map has its weight: leaves move in proportion. Null
 * where the weights cannot hold together. The same rules as fivepluone_mcda.model.reweight.
 */
function withTargets(model, weights, targets) {
  const size = (node) => model.nodes[node].leaves.length;
  const nodes = [...targets.keys()].sort((a, b) => size(b) - size(a) || a - b);
  const order = [null, ...nodes];  // null is the root
  const owner = weights.length === 0 ? [] : Array.from(weights, () => null);
  const inner = new Map(order.map((node) => [node, 0]));
  for (const node of nodes) {
    const { leaves } = model.nodes[node];
    const holder = order[Math.max(...leaves.map((leaf) => order.indexOf(owner[leaf])))];
    if (leaves.some((leaf) => owner[leaf] !== holder)) return null;
    inner.set(holder, inner.get(holder) + targets.get(node));
    for (const leaf of leaves) owner[leaf] = node;
  }
  const moved = Float64Array.from(weights);
  for (const node of order) {
    const rest = (node === null ? 1 : targets.get(node)) - inner.get(node);
    const free = [...owner.keys()].filter((leaf) => owner[leaf] === node);
    if (rest < -TIE || (free.length === 0 && rest > TIE)) return null;
    share(moved, weights, free, Math.max(rest, 0));
  }
  return moved;
}

/**
 * The nodes whose weights lead from a start to the weights of a setting, as a map to these.
 * Those that were moved or locked and `kept`, if they do, without those that need not be stated;
 * else all leaves but the heaviest one.
 */
function targetsOf(model, setting, start, kept) {
  const weigh = (nodes) =>
    new Map(nodes.map((node) => [node, nodeWeight(model.nodes[node], setting.weights)]));
  const lead = (targets, tolerance) => {
    const moved = withTargets(model, start, targets);
    return moved !== null && moved.every((w, j) => Math.abs(w - setting.weights[j]) <= tolerance);
  };
  let nodes = [...new Set([...kept, ...setting.steps.map((step) => step.node)])];
  if (lead(weigh(nodes), SAME)) {
    for (const one of nodes) {
      const fewer = nodes.filter((node) => node !== one);
      if (!kept.includes(one) && lead(weigh(fewer), SAME)) nodes = fewer;
    }
  } else {
    const heaviest = setting.weights.indexOf(Math.max(...setting.weights));
    const leaves = model.criteria.filter((_, j) => j !== heaviest);
    const places = leaves.map((id) => model.nodes.findIndex((node) => node.id === id));
    nodes = [...new Set([...kept, ...places])];
  }
  const exact = weigh(nodes);
  const short = new Map([...exact].map(([node, weight]) => [node, Number(weight.toFixed(DIGITS))]));
  return lead(short, 10 ** -DIGITS) ? short : exact;
}

/** A key of TOML, in quotes where it must be. */
function tomlKey(text) {
  return /^[A-Za-z0-9_-]+$/.test(text) ? text : tomlText(text);
}

/** A text of TOML: as in JSON, which leaves one control character as it is. */
function tomlText(text) {
  return JSON.stringify(text).replaceAll("\x7f", "\\u007f");
}

/** A name that none of some others has. */
function freeName(others) {
  let name = "mine";
  for (let count = 2; others.includes(name); count++) name = `mine-${count}`;
  return name;
}

function setLines(model, targets) {
  const number = (weight) => (Number.isInteger(weight) ? weight.toFixed(1) : String(weight));
  const pairs = [...targets].map(([n, weight]) => `${tomlKey(model.nodes[n].id)} = ${number(weight)}`);
  return pairs.length > 0 ? [`weights.set = { ${pairs.join(", ")} }`] : [];
}

/** The command that ranks with a saved profile or scenario, as a comment. */
function commandLine(model, setting, more) {
  const words = ["fivepluone-mcda", "rank", "--study", "FOLDER", ...more];
  return `# ${[...words, "--method", model.methods[setting.method].name].join(" ")}`;
}

/** Whether a setting has the weights of its profile in a scenario. */
function isUnchanged(model, setting, scenario) {
  const loaded = model.weightsOf(setting.profile, scenario);
  return setting.weights.every((weight, j) => Math.abs(weight - loaded[j]) <= SAME);
}

/** The lines that make a profile of a setting's weights; none where no weight differs. */
function profileLines(model, setting) {
  if (isUnchanged(model, setting, 0)) return "";
  const { name: base, declared } = model.profiles[setting.profile];
  const name = freeName(model.profiles.map((profile) => profile.name));
  const kept = model.scenarios[setting.scenario - 1]?.sets ?? [];
  const targets = targetsOf(model, setting, model.weightsOf(setting.profile, 0), kept);
  return [
    commandLine(model, setting, ["--profile", name]),
    ...(declared ? [] : [`[profiles.${tomlKey(base)}]`, 'weights = "equal"', ""]),
    `[profiles.${name}]`,
    'question = "Weights set by hand in a report."',
    `base = ${tomlText(base)}`,
    ...setLines(model, targets),
    "",
  ].join("\n");
}

/** The lines that make a scenario of a setting; none where no weight differs. */
function scenarioLines(model, setting) {
  const { profile, scenario } = setting;
  if (isUnchanged(model, setting, scenario)) return "";
  const present = model.scenarios[scenario - 1];
  const targets = targetsOf(model, setting, model.weightsOf(profile, scenario), present?.sets ?? []);
  const name = freeName(model.scenarios.map((one) => one.name));
  const base = model.profiles[profile].name;
  return [
    commandLine(model, setting, ["--profile", tomlKey(base), "--scenario", name]),
    `[${name}]`,
    'title = "Weights set by hand in a report"',
    `reason = ${tomlText(`Set by hand, starting from profile ${base}.`)}`,
    ...(present ? [`builds_on = [${tomlText(present.name)}]`] : []),
    ...setLines(model, targets),
    "",
  ].join("\n");
}
