// The part in which alternatives are scored, one criterion a step.

/** A step for one criterion: a card for each alternative that is asked. */
function scoresStep(survey, criterion) {
  const { say, answers } = survey;
  const asked = survey.alternatives.filter(({ id }) => isAsked(survey.form, `${criterion.id}|${id}`));
  const section = make(
    "section",
    {},
    make("p", { className: "kicker" }, criterion.path.join(" › ")),
    make("h2", { tabIndex: -1 }, criterion.label),
    criterion.question ? make("p", { className: "question" }, criterion.question) : null,
    make("p", { className: "note" }, scaleWords(say, criterion)),
    wordsOfScale(criterion),
    asked.map((alternative) => scoreCard(survey, criterion, alternative)),
  );
  return {
    section,
    title: criterion.label,
    group: say("scores"),
    counts() {
      const given = asked.filter(({ id }) => {
        const score = answers.scores.get(`${criterion.id}|${id}`);
        return score && (score.cannot_say || "best" in score);
      });
      return { answered: given.length, asked: asked.length };
    },
  };
}

function scaleWords(say, { low, high, unit, direction }) {
  return [
    low === null ? "" : say("scale", { low, high }),
    unit ? say("unit", { unit }) : "",
    say(direction === "min" ? "less_is_better" : "more_is_better"),
  ].filter(Boolean).join(" ");
}

function wordsOfScale({ words }) {
  const meanings = Object.entries(words ?? {}).sort(([one], [other]) => one - other);
  return meanings.length === 0
    ? null
    : make("dl", { className: "words" }, meanings.map(([value, text]) =>
        make("div", {}, make("dt", {}, value), make("dd", {}, text))));
}

function scoreCard(survey, criterion, alternative) {
  const { say, answers } = survey;
  const key = `${criterion.id}|${alternative.id}`;
  const card = make("fieldset", { className: "card" });
  const note = optionalText(say, "note", answers.scores.get(key)?.note, (text) => update({ note: text }));
  const range = make("div", { className: "range fields" });
  const widen = disclosure(say("range_add"), range, hasRange(answers.scores.get(key)));
  const best = make("div", { className: "answer" });
  const sources = evidenceOf(survey, key);

  /** Changes what stands in the answer; undefined takes it out. */
  function update(change) {
    const score = { criterion: criterion.id, alternative: alternative.id };
    const wanted = { ...answers.scores.get(key), ...change };
    for (const [name, value] of Object.entries(wanted)) {
      if (value !== undefined && value !== "" && value !== false) score[name] = value;
    }
    if (Object.keys(score).length > 2) answers.scores.set(key, score);
    else answers.scores.delete(key);
    survey.changed();
    drawRange();
  }

  function chooseBest(value) {
    if (value === "cannot_say") {
      update({ cannot_say: true, low: undefined, best: undefined, high: undefined });
    } else if (value === undefined) {
      update({ cannot_say: undefined, low: undefined, best: undefined, high: undefined });
    } else {
      const before = answers.scores.get(key);
      const { low, high } = hasRange(before) ? before : { low: value, high: value };
      const ends = { low: Math.min(low, value), high: Math.max(high, value) };
      update({ cannot_say: undefined, best: value, ...ends });
    }
  }

  function drawBest() {
    const score = answers.scores.get(key) ?? {};
    best.replaceChildren(scoreField(survey, criterion, alternative, score, chooseBest));
  }

  function drawRange() {
    const score = answers.scores.get(key) ?? {};
    const scored = "best" in score;
    widen.hidden = !scored;
    if (!scored) unfold(widen, range, false);
    if (sources.button) {
      sources.button.hidden = !scored; // so as not to lead
      if (!scored) unfold(sources.button, sources.list, false);
    }
    // A field in which somebody types stays as it is.
    if (scored && !range.contains(document.activeElement)) {
      range.replaceChildren(
        endField(survey, criterion, "lowest", score, (low) => update({ low })),
        endField(survey, criterion, "highest", score, (high) => update({ high })),
      );
    }
  }

  card.append(
    make("legend", {}, alternative.name),
    earlierAnswer(survey, key, (value) => {
      chooseBest(value);
      drawBest();
    }) ?? "",
    best,
    make("div", { className: "extras" }, widen, note.button, sources.button ?? ""),
    range,
    note.field,
    sources.list ?? "",
    paperLine(say, "paper_score"),
  );
  drawBest();
  drawRange();
  return card;
}

function hasRange(score) {
  return Boolean(score && "best" in score && score.low < score.high);
}

/** Buttons for a short scale, a field for numbers otherwise; with "cannot say" in both cases. */
function scoreField({ say }, criterion, alternative, score, choose) {
  const silent = { value: "cannot_say", label: say("cannot_say") };
  const chosen = score.cannot_say ? "cannot_say" : score.best;
  const steps = stepsOf(criterion);
  if (steps) {
    const options = steps.map((value) => ({
      value, label: String(value), title: criterion.words?.[value] && `${value}: ${criterion.words[value]}`,
    }));
    return choices(alternative.name, [...options, silent], chosen, choose);
  }
  const box = make("input", {
    type: "checkbox", checked: Boolean(score.cannot_say),
    onchange() {
      number.value = "";
      choose(box.checked ? "cannot_say" : undefined);
    },
  });
  const number = numberField(criterion, score.best, (value) => {
    box.checked = false;
    choose(value);
  });
  return make(
    "div",
    { className: "fields" },
    labelled(criterion.unit ? say("score_in", criterion) : say("score"), number),
    make("label", { className: "tick" }, box, " ", say("cannot_say")),
  );
}

/** A field for a number between two ends, if any; what is beyond them is marked and not taken. */
function numberField({ low, high }, value, choose) {
  const field = make("input", {
    type: "number", step: "any", inputMode: "decimal",
    min: low ?? "", max: high ?? "", value: value ?? "",
    oninput() {
      if (field.reportValidity()) choose(field.value === "" ? undefined : field.valueAsNumber);
    },
  });
  return field;
}

/** The lowest or the highest plausible value; `which` is "lowest" or "highest". */
function endField({ say }, criterion, which, score, choose) {
  const isLow = which === "lowest";
  const steps = stepsOf(criterion);
  const now = isLow ? score.low : score.high;
  if (steps) {
    const possible = steps.filter((value) => (isLow ? value <= score.best : value >= score.best));
    const select = make("select", { onchange: () => choose(Number(select.value)) },
      possible.map((value) => new Option(String(value), String(value), false, value === now)));
    return labelled(say(which), select);
  }
  const ends = { ...criterion, [isLow ? "high" : "low"]: score.best };
  return labelled(say(which), numberField(ends, now, (value) => choose(value ?? score.best)));
}

/** A button and a list of what the source says of a score; nothing where it says nothing. */
function evidenceOf({ say, form }, key) {
  const passages = form.evidence[key] ?? [];
  if (passages.length === 0) return {};
  const list = make("ul", { className: "passages" }, passages.map(({ place, paraphrase }) =>
    make("li", {}, place ? make("b", {}, `${place}: `) : "", paraphrase)));
  return { button: disclosure(say("evidence"), list, false), list };
}
