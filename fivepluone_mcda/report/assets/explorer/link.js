// A setting as the fragment of the page's address, and back. Everything is keyed by name, and
// weights have all their digits.

const ADDRESS = "#explorer?";

function sameWeights(one, other) {
  return one.every((weight, j) => weight === other[j]);
}

function addressOf(model, setting) {
  const query = new URLSearchParams({
    profile: model.profiles[setting.profile].name,
    scenario: model.scenarios[setting.scenario - 1]?.name ?? "",
    method: model.methods[setting.method].name,
  });
  if (!sameWeights(setting.weights, model.weightsOf(setting.profile, setting.scenario))) {
    model.criteria.forEach((id, j) => query.append(`w.${id}`, setting.weights[j]));
  }
  for (const node of setting.locked) query.append("lock", model.nodes[node].id);
  return ADDRESS + query;
}

/** The setting that an address holds; throws an Error that says what is wrong with it. */
function settingIn(model, address) {
  const query = new URLSearchParams(address.slice(ADDRESS.length));

  function position(list, key) {
    const name = query.get(key);
    const place = list.findIndex((one) => one.name === name);
    if (place < 0) throw new Error(`this study has no ${key} “${name ?? ""}”`);
    return place;
  }

  const profile = position(model.profiles, "profile");
  const scenario = query.get("scenario") ? position(model.scenarios, "scenario") + 1 : 0;
  const method = position(model.methods, "method");
  const locked = new Set();
  for (const id of query.getAll("lock")) {
    const node = model.nodes.findIndex((one) => one.id === id);
    if (node < 0) throw new Error(`this study has no criterion “${id}”`);
    locked.add(node);
  }
  let weights = model.weightsOf(profile, scenario);
  const given = [...query.keys()].filter((key) => key.startsWith("w."));
  if (given.length > 0) {
    weights = Float64Array.from(model.criteria, (id) => Number(query.get(`w.${id}`) || NaN));
    const whole = Math.abs(total(weights) - 1) <= 1e-9;
    if (given.length !== weights.length || !whole || !weights.every((w) => w >= 0)) {
      throw new Error("its weights do not fit the criteria of this study");
    }
  }
  return { profile, scenario, method, weights, locked };
}
