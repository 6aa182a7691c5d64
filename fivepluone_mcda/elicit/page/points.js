// Importance by points: 100 to divide, or swings with 100 for the best one.

/** A step for one group of criteria; `form.importance` is "points" or "swing". */
function pointsStep(survey, group) {
  const { say, answers, form } = survey;
  const isSwing = form.importance === "swing";
  const order = shuffled(group.elements, survey.random(`points|${group.id}`));
  const key = ({ id }) => `${group.id}|${id}`;
  const pointsOf = (element) => answers.points.get(key(element))?.points;
  const balance = make("p", { className: "balance", role: "status" });
  const result = make("div", { className: "result" });
  const section = make(
    "section",
    {},
    ...groupHeading(survey, group, say(isSwing ? "swing_question" : "points_question")),
    order.map(row),
    balance,
    result,
  );

  function set(element, points) {
    const id = element.id;
    if (points === undefined) answers.points.delete(key(element));
    else answers.points.set(key(element), { group: group.id, criterion: id, points });
    survey.changed();
    draw();
  }

  function row(element) {
    const field = numberField({ low: 0, high: 100 }, pointsOf(element), (points) => set(element, points));
    const earlier = earlierAnswer(survey, key(element), (points) => {
      field.value = points;
      set(element, points);
    });
    const id = newId();
    field.id = id;
    const label = make("label", { htmlFor: id }, element.label);
    const levels = isSwing ? levelsOf(element) : "";
    if (levels) label.append(make("span", { className: "note" }, ` ${levels}`));
    return make("div", { className: "card points" }, label, field, earlier ?? "");
  }

  /** From the worst to the best level of a criterion; nothing for groups and without a scale. */
  function levelsOf({ id }) {
    const criterion = form.criteria.find((one) => one.id === id);
    if (!criterion || criterion.low === null) return "";
    const ends = [criterion.low, criterion.high].map((end) => `${end} ${criterion.unit}`.trim());
    const [worst, best] = criterion.direction === "min" ? ends.reverse() : ends;
    return say("swing_levels", { worst, best });
  }

  function counts() {
    const given = order.map(pointsOf).filter((points) => points !== undefined);
    const whole = given.length === order.length && isBalanced(given);
    return { answered: whole ? order.length : Math.min(given.length, order.length - 1), asked: order.length };
  }

  function isBalanced(given) {
    return isSwing ? Math.max(...given) === 100 : Math.abs(total(given) - 100) < 1e-9;
  }

  function draw() {
    const points = group.elements.map(pointsOf);
    const given = points.filter((one) => one !== undefined);
    const sum = total(given);
    const rest = figure(100 - sum);
    if (isSwing) write(balance, say(isBalanced(given) ? "swing_right" : "swing_best"));
    else write(balance, isBalanced(given) ? say("points_right") : say(sum > 100 ? "points_over" : "points_left", { rest: rest.replace("-", "") }));
    balance.classList.toggle("caution", !isBalanced(given));
    const whole = given.length === points.length && sum > 0;
    result.replaceChildren(...(whole
      ? [make("h3", {}, say("weights")), bars(group.elements.map(({ label }) => label), shares(points))]
      : []));
  }

  draw();
  return { section, title: group.label, group: say("importance"), counts };
}
