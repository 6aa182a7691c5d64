// A setting as the fragment of the page's address, and back: the profile, the scenario, the method,
// and then what was moved and locked, in that order. Everything is keyed by name.

const ADDRESS = "#explorer?";

function sameWeights(one, other) {
  return one.every((weight, j) => weight === other[j]);
}

function addressOf(model, setting) {
  const query = new URLSearchParams({ profile: model.profiles[setting.profile].name });
  if (setting.scenario > 0) query.set("scenario", model.scenarios[setting.scenario - 1].name);
  query.set("method", model.methods[setting.method].name);
  if (setting.given) {
    model.criteria.forEach((id, j) => query.append(`w.${id}`, setting.given[j]));
  }
  for (const { node, weight } of setting.steps) {
    const { id } = model.nodes[node];
    if (weight === undefined) query.append("lock", id);
    else query.append(`set.${id}`, weight);
  }
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

  function nodeOf(id) {
    const node = model.nodes.findIndex((one) => one.id === id);
    if (node < 0) throw new Error(`this study has no criterion “${id}”`);
    return node;
  }

  const profile = position(model.profiles, "profile");
  const scenario = query.get("scenario") ? position(model.scenarios, "scenario") + 1 : 0;
  let setting = preset(model, profile, scenario, position(model.methods, "method"));
  const given = [...query.keys()].filter((key) => key.startsWith("w."));
  if (given.length > 0) {
    const weights = Float64Array.from(model.criteria, (id) => Number(query.get(`w.${id}`) || NaN));
    const whole = Math.abs(total(weights) - 1) <= 1e-9;
    if (given.length !== weights.length || !whole || !weights.every((w) => w >= 0)) {
      throw new Error("its weights do not fit the criteria of this study");
    }
    setting = withGiven(setting, weights);
  }
  for (const [key, value] of query) {
    if (key === "lock") setting = withLock(setting, nodeOf(value));
    if (!key.startsWith("set.")) continue;
    const weight = Number(value || NaN);
    if (!(weight >= 0 && weight <= 1)) throw new Error(`“${value}” is no weight from 0 to 1`);
    setting = withMove(model, setting, nodeOf(key.slice(4)), weight).setting;
  }
  return setting;
}
