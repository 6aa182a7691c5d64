// The explorer as a whole: what is set, what follows from it, and who is told.

/** The elements with a data-part, by that name. */
function partsOf(root) {
  return Object.fromEntries([...root.querySelectorAll("[data-part]")].map((e) => [e.dataset.part, e]));
}

/** Writes a text where it is not written yet. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute where it is another one. */
function attribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Runs a task once it has not been asked for again within some milliseconds. */
function calmly(milliseconds, task) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(task, milliseconds);
  };
}

/** Gives the reader a file with a text. */
function download(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function fill(select, labels) {
  select.replaceChildren(...labels.map((label, place) => new Option(label, place)));
}

function startExplorer(place, data) {
  const model = readModel(data);
  const part = partsOf(place);
  let setting = preset(model, model.start.profile, model.start.scenario, model.start.method);
  let outcome;
  let start;
  let drag = null;

  const drawRanking = rankingPanel(model, part.ranking, part.rankRow);
  const sliders = sliderTree(model, part.tree, part.themes, part.nodeRow, {
    move(n, goal) {
      // All moves of one node in a row are one step, so that to 0 and back changes nothing.
      if (drag?.n !== n) drag = { n, before: setting };
      const moved = withMove(model, drag.before, n, goal);
      notice(goal === moved.weight ? "" : limitSentence(model.nodes[n].label, moved.reach));
      if (!Number.isNaN(moved.weight)) setting = moved.setting;
      changed();
    },
    lock(n) {
      drag = null;
      setting = withLock(setting, n);
      changed();
    },
  });

  /** Shows a setting, and compares with its profile and scenario as loaded from then on. */
  function show(next) {
    setting = next;
    drag = null;
    const { profile, scenario, method } = setting;
    start = rankingOf(model, preset(model, profile, scenario, method));
    part.profile.value = profile;
    part.scenario.value = scenario;
    part.method.value = method;
    write(part.profileText, model.profiles[profile].text);
    write(part.scenarioText, model.scenarios[scenario - 1]?.text ?? "");
    notice("");
    draw();
  }

  function go(next) {
    show(next);
    tellLater();
  }

  function changed() {
    draw();
    tellLater();
  }

  function draw() {
    outcome = outcomeOf(model, setting);
    const [gap, runnerUp] = gapWords(model, outcome);
    const [distance, rival] = distanceWords(model, outcome);
    const nearest = nearestSentence(model, outcome, setting.locked);
    write(part.headline, headline(model, outcome));
    write(part.by, by());
    write(part.gap, gap);
    write(part.runnerUp, runnerUp);
    write(part.distance, distance);
    write(part.rival, rival);
    [part.nearestBefore, part.nearestNode, part.nearestAfter].forEach((e, k) => write(e, nearest[k]));
    part.gap.value = outcome.gap ?? "";
    part.distance.value = outcome.nearest?.distance ?? "";
    part.nearestNode.hidden = outcome.nearest === null;
    part.nearestNode.href = `#${sliderId(outcome.nearest?.node)}`;
    drawRanking(outcome, start);
    sliders.draw(outcome, setting.locked);
    drawPython();
    drawSaved();
  }

  function by() {
    return `by ${model.methods[setting.method].label}`;
  }

  function drawPython() {
    if (part.python.closest("details").open) write(part.python, pythonLines(model, setting));
  }

  part.copiedFirst.hidden = model.load !== "fp.load()";

  function drawSaved() {
    if (!part.profileLines.closest("details").open) return;
    for (const [kind, name, linesOf] of [
      ["profile", "Profile", profileLines],
      ["scenario", "Scenario", scenarioLines],
    ]) {
      const lines = linesOf(model, setting);
      write(part[`${kind}Lines`], lines);
      const { how, none, weightsOnly } = SAVED[kind];
      const more = setting.scenario > 0 && weightsOnly ? ` ${weightsOnly}` : "";
      write(part[`${kind}How`], lines === "" ? none : how + more);
      part[`save${name}`].hidden = lines === "";
    }
  }

  const tellLater = calmly(400, () => {
    const sentence = nearestSentence(model, outcome, setting.locked).join("");
    const gap = gapWords(model, outcome).join(" ");
    write(part.spoken, `${headline(model, outcome)} ${by()}, ${gap}. ${sentence}`);
    try {
      history.replaceState(null, "", addressOf(model, setting));
    } catch {
      // Inside some frames a page may not change its address; "Copy link" works there too.
    }
  });

  function notice(text) {
    write(part.notice, text);
  }

  /** Goes to the setting that an address holds, or says why there is none. */
  function open(address) {
    try {
      show(settingIn(model, address));
    } catch (error) {
      notice(`The link cannot be shown here: ${error.message}.`);
    }
  }

  async function copy(text, what, more = "") {
    try {
      await navigator.clipboard.writeText(text);
      notice(`${what} copied.${more}`);
    } catch {
      notice(`The browser does not allow copying. ${what}: ${text}`);
    }
  }

  fill(part.profile, model.profiles.map((profile) => profile.name));
  fill(part.scenario, ["none", ...model.scenarios.map((scenario) => scenario.title)]);
  fill(part.method, model.methods.map((method) => method.label));
  part.profile.addEventListener("change", () => {
    const byHand = setting.given !== null || setting.steps.length > 0;
    const profile = Number(part.profile.value);
    go(preset(model, profile, setting.scenario, setting.method));
    if (byHand) notice(replacedSentence(model.profiles[profile].name));
  });
  part.scenario.addEventListener("change", () => {
    const chosen = inScenario(model, setting, Number(part.scenario.value));
    go(chosen.setting);
    const limits = chosen.stopped.map(({ node, reach }) => limitSentence(model.nodes[node].label, reach));
    const { profile, scenario, given } = setting;
    const unused = given && !sameWeights(...[0, scenario].map((s) => model.weightsOf(profile, s)));
    notice([...(unused ? [GIVEN_KEPT] : []), ...limits].join(" "));
  });
  part.method.addEventListener("change", () => go({ ...setting, method: Number(part.method.value) }));
  part.reset.addEventListener("click", () => {
    go(preset(model, setting.profile, setting.scenario, setting.method));
  });
  part.copyLink.addEventListener("click", () => {
    const address = addressOf(model, setting);
    const link = new URL(address, location.href).href;
    copy(link, "Link", location.protocol === "file:" ? linkSentence(address) : "");
  });
  part.profileLines.closest("details").addEventListener("toggle", drawSaved);
  for (const [kind, name] of [["profile", "Profile"], ["scenario", "Scenario"]]) {
    const lines = part[`${kind}Lines`];
    part[`copy${name}`].addEventListener("click", () => copy(lines.textContent, name));
    part[`download${name}`].addEventListener("click", () => {
      download(lines.textContent, `${kind}.toml`);
    });
  }
  part.python.closest("details").addEventListener("toggle", drawPython);
  part.copyPython.addEventListener("click", () => copy(pythonLines(model, setting), "Python"));
  part.nearestNode.addEventListener("click", (event) => {
    event.preventDefault();
    sliders.goTo(outcome.nearest.node);
  });
  part.unfold.addEventListener("click", () => {
    const all = part.unfold.getAttribute("aria-pressed") !== "true";
    part.unfold.setAttribute("aria-pressed", String(all));
    sliders.unfoldTo(all ? Infinity : 0);
  });
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith(ADDRESS)) open(location.hash);
  });

  part.themesPart.hidden = !model.nodes.some((node) => node.theme);
  part.unfold.hidden = sliders.isSmall;
  place.hidden = false;
  show(setting);
  if (model.start.weights) {
    const given = Float64Array.from(model.start.weights);
    setting = withGiven(setting, given);
    draw();
  }
  if (location.hash.startsWith(ADDRESS)) {
    open(location.hash);
  } else if (location.hash.length > 1 && !document.getElementById(location.hash.slice(1))) {
    notice("The link names neither a part of this page nor a setting of the explorer.");
  }
  return {
    model,
    open,
    get setting() {
      return setting;
    },
    get outcome() {
      return outcome;
    },
  };
}

// The page's scripting interface: document.querySelector("#explorer").explorer
const explorer = document.querySelector("#explorer");
explorer.explorer = startExplorer(
  explorer.querySelector(".explorer"),
  JSON.parse(document.querySelector("#explorer-data").textContent),
);
