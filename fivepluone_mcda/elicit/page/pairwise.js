// Importance by pairwise comparisons: one group of the tree a step, few comparisons first.

/** A step for one group of criteria. */
function pairwiseStep(survey, group) {
  const { say, answers } = survey;
  const names = new Map(group.elements.map(({ id, label }) => [id, label]));
  const elements = group.elements.map(({ id }) => id);
  const pairs = pairsOf(elements, survey.random(`pairs|${group.id}`));
  const judgementOf = ([a, b]) => answers.judgements.get(pairKey(group.id, a, b));
  const all = [...pairs.first, ...pairs.rest];
  const isFirstRound = asksAll(survey.form);
  const asked = isFirstRound
    ? [...pairs.first, ...pairs.rest.filter(judgementOf)]
    : all.filter(([a, b]) => isAsked(survey.form, `${group.id}|${a}|${b}`, `${group.id}|${b}|${a}`));
  const cards = make("div");
  const result = make("div", { className: "result" });
  const more = make("button", { type: "button", onclick: askMore });
  const give = new Map(); // a function that gives a judgement, by pairKey

  function addCard(pair) {
    const comparison = comparisonCard(survey, group, names, pair, drawResult);
    give.set(pairKey(group.id, ...pair), comparison.give);
    cards.append(comparison.card);
    return comparison.card;
  }

  function waiting() {
    return isFirstRound ? pairs.rest.filter((pair) => !asked.includes(pair)) : [];
  }

  /** As many more comparisons as there are elements. */
  function askMore() {
    const next = waiting().slice(0, elements.length);
    asked.push(...next);
    const [first] = next.map(addCard);
    first.querySelector("input").focus();
    drawResult();
    survey.progressed();
  }

  function drawResult() {
    const given = [...answers.judgements.values()].filter((one) => one.group === group.id);
    const outcome = pairwiseOutcome(elements, given, survey.form.random_index[elements.length]);
    result.replaceChildren(
      ...(outcome === null
        ? [make("p", { className: "note" }, say(isFirstRound ? "no_weights_yet" : "no_weights_later"))]
        : outcomeWords(survey, names, outcome, (judgement) => {
            give.get(pairKey(group.id, judgement.a, judgement.b))(judgement);
          })),
    );
    more.hidden = waiting().length === 0;
    write(more, say("more_pairs", { more: Math.min(elements.length, waiting().length) }));
  }

  asked.forEach(addCard);
  drawResult();
  return {
    section: make(
      "section",
      {},
      ...groupHeading(survey, group, say("pairwise_question")),
      paperLine(say, "paper_pair"),
      cards,
      more,
      result,
    ),
    title: group.label,
    group: say("importance"),
    counts: () => ({ answered: asked.filter(judgementOf).length, asked: asked.length }),
  };
}

/** What a step about a group begins with: its name, what to do, and what its elements mean. */
function groupHeading({ say, form }, group, instruction) {
  const meant = group.elements
    .map((element) => [element.label, element.question || membersOf(form, element)])
    .filter(([, meaning]) => meaning);
  const meanings = make("details", { open: !form.parts.includes("scores") },
    make("summary", {}, say("meanings")),
    make("dl", { className: "meanings" }, meant.map(([label, meaning]) =>
      make("div", {}, make("dt", {}, label), make("dd", {}, meaning)))));
  return [
    make("p", { className: "kicker" }, say("importance")),
    make("h2", { tabIndex: -1 }, group.label),
    group.question ? make("p", { className: "question" }, group.question) : "",
    make("p", {}, instruction),
    meant.length > 0 ? meanings : "",
  ];
}

/** What an element without a question consists of. */
function membersOf(form, { id }) {
  const group = form.groups.find(({ node }) => node === id);
  return group?.elements.map(({ label }) => label).join(" · ");
}

/** The nearest whole number of the scale. */
function onSaatyScale(strength) {
  return Math.min(9, Math.max(1, Math.round(strength)));
}

/** Turns a judgement so that the first of the two is at least as important as the second. */
function turned({ a, b, value }) {
  return value >= 1 ? { a, b, value } : { a: b, b: a, value: 1 / value };
}

/** Two questions about a pair: which one is more important, and by how much. */
function comparisonCard(survey, group, names, [a, b], changed) {
  const { say, answers } = survey;
  const key = pairKey(group.id, a, b);
  const place = make("div", { className: "pair" });
  const paper = make("p", { className: "on-paper scale", "aria-hidden": "true" });
  const said = () => answers.judgements.get(key) ?? answers.leanings.get(key);
  const reason = optionalText(say, "reason", said()?.reason, (text) => {
    if (text) said().reason = text;
    else delete said().reason;
    survey.changed();
  });
  const card = make(
    "fieldset",
    { className: "card" },
    make("legend", { className: "spoken" }, say("pair", { a: names.get(a), b: names.get(b) })),
    earlierPair(survey, group.id, names, [a, b], give) ?? "",
    place,
    make("div", { className: "extras" }, reason.button),
    reason.field,
    paper,
  );

  /** Keeps a judgement to the nearest step of the scale. */
  function give(judgement) {
    const { a: winner, b: loser, value } = turned(judgement);
    answers.judgements.set(key, { ...withReason(winner, loser), value: onSaatyScale(value) });
    answers.leanings.delete(key);
    survey.changed();
    draw();
    changed();
  }

  function withReason(winner, loser) {
    const text = said()?.reason;
    return { group: group.id, a: winner, b: loser, ...(text && { reason: text }) };
  }

  function choose(which) {
    const strength = answers.judgements.get(key)?.value;
    if (which === "same") return give({ a, b, value: 1 });
    const other = which === a ? b : a;
    if (strength > 1) return give({ a: which, b: other, value: strength });
    answers.leanings.set(key, withReason(which, other));
    answers.judgements.delete(key);
    survey.changed();
    draw();
    return changed();
  }

  function draw() {
    const judgement = answers.judgements.get(key);
    const winner = judgement?.value === 1 ? null : said()?.a;
    const inputs = () => [...place.querySelectorAll("input")];
    const focused = inputs().indexOf(document.activeElement);
    place.replaceChildren(
      choices(say("pairwise_which"), [
        { value: a, label: names.get(a) },
        { value: "same", label: say("equal") },
        { value: b, label: names.get(b) },
      ], winner ?? (judgement && "same"), choose),
      winner
        ? strengthScale(say, say("how_much", { winner: names.get(winner) }), judgement?.value,
            (value) => give({ a: winner, b: winner === a ? b : a, value }))
        : "",
    );
    reason.button.hidden = !said();
    inputs()[focused]?.focus();
    drawPaperScale(paper, [a, b], names, judgement);
  }

  draw();
  return { card, give };
}

/** The scale as it is filled in on paper, with the answer that is there. */
function drawPaperScale(paper, [a, b], names, judgement) {
  const steps = [-9, -8, -7, -6, -5, -4, -3, -2, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const given = judgement && (judgement.value === 1 || judgement.a === b ? judgement.value : -judgement.value);
  paper.replaceChildren(
    make("b", {}, names.get(a)),
    ...steps.map((step) =>
      make("span", { className: step === given ? "given" : "" }, String(Math.abs(step)))),
    make("b", {}, names.get(b)),
  );
}

/** The steps 2 to 9 with their words. */
function strengthScale(say, question, value, onchange) {
  const words = (step) => say(`strength_${step}`);
  const options = [2, 3, 4, 5, 6, 7, 8, 9].map((step) => ({
    value: step, label: String(step), title: `${step}: ${words(step)}`,
  }));
  return make(
    "div",
    { className: "strength" },
    make("p", {}, question),
    choices(question, options, value, onchange),
    make("p", { className: "note" }, value ? `${value}: ${words(value)}` : say("strengths")),
  );
}

/** The earlier answers to a pair; values are for the first of the two over the second. */
function earlierPair(survey, group, names, [a, b], keep) {
  const isTurned = !isAsked(survey.form, `${group}|${a}|${b}`);
  const [first, second] = isTurned ? [b, a] : [a, b];
  const shown = (value) =>
    value === 1
      ? survey.say("equal")
      : `${names.get(value > 1 ? first : second)} ${figure(Math.max(value, 1 / value))}`;
  return earlierAnswer(survey, `${group}|${first}|${second}`,
    (value) => keep({ a: first, b: second, value }), shown);
}

/**
 * Bars, consistency, and the judgement that disagrees most with the value that would fit.
 * `give` keeps the value that would fit.
 */
function outcomeWords({ say }, names, { weights, ratio, testable, worst }, give) {
  const words = [make("h3", {}, say("weights")), bars([...names.values()], weights)];
  if (names.size < 3) return words;
  if (!testable) return [...words, make("p", {}, say("consistency_untested"))];
  const isConsistent = ratio <= 0.1;
  const data = make("data", { value: String(ratio) }, ratio.toFixed(2));
  const verdict = say(isConsistent ? "consistent" : "inconsistent");
  words.push(make("p", {}, aroundSlot(say, "consistency", data), " ", verdict));
  if (isConsistent) return words;
  if (!worst.standsOut) return [...words, make("p", { className: "caution" }, say("none_stands_out"))];
  const said = turned(worst);
  const fitting = turned({ ...worst, value: worst.consistent });
  const near = onSaatyScale(fitting.value);
  const named = ({ a, b, value }) => ({ a: names.get(a), b: names.get(b), value: figure(value, 1) });
  const change = near === 1 ? say("change_to_equal") : say("change_to", { a: names.get(fitting.a), value: near });
  return [
    ...words,
    make("p", { className: "caution" },
      say(said.value === 1 ? "worst_equal" : "worst", named(said)), " ", say("would_fit", named(fitting))),
    make("button", { type: "button", onclick: () => give(fitting) }, change),
    make("p", { className: "note" }, say("may_stay")),
  ];
}
