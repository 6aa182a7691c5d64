// Importance by the best-worst method: the most and the least important, and both against the rest.

/** A step for one group of criteria. */
function bestWorstStep(survey, group) {
  const { say, answers } = survey;
  const order = shuffled(group.elements, survey.random(`best_worst|${group.id}`));
  const names = new Map(group.elements.map(({ id, label }) => [id, label]));
  const ids = group.elements.map(({ id }) => id);
  const ends = make("div", { className: "fields screen" });
  const comparisons = make("div", { className: "screen" });
  const result = make("div", { className: "result" });
  const setAside = new Map(); // comparisons with another best or worst, should it be chosen again
  const now = () => answers.bestWorst.get(group.id) ?? noBestWorst();

  function endChoice(end, other) {
    const select = make("select", {
      onchange() {
        const chosenEnds = { [other]: now()[other], [end]: select.value || null };
        setAside.set(`${now().best}|${now().worst}`, now());
        const chosen = setAside.get(`${chosenEnds.best}|${chosenEnds.worst}`) ?? { ...noBestWorst(), ...chosenEnds };
        if (chosen.best || chosen.worst) answers.bestWorst.set(group.id, chosen);
        else answers.bestWorst.delete(group.id);
        survey.changed();
        draw();
        ends.querySelector(`[data-end="${end}"]`).focus();
      },
      "data-end": end,
    }, new Option("–", ""), order.map(({ id, label }) => {
      const option = new Option(label, id, false, id === now()[end]);
      option.disabled = id === now()[other];
      return option;
    }));
    return labelled(say(`${end}_one`), select);
  }

  /** What is compared: the best with all others, all others but the best with the worst. */
  function asked() {
    const { best, worst } = now();
    if (!best || !worst) return [];
    const others = order.map(({ id }) => id).filter((id) => id !== best && id !== worst);
    return [
      ...[worst, ...others].map((id) => ({ list: "bestTo", id, winner: best, loser: id })),
      ...others.map((id) => ({ list: "toWorst", id, winner: id, loser: worst })),
    ];
  }

  function comparison({ list, id, winner, loser }) {
    const pair = { winner: names.get(winner), loser: names.get(loser) };
    const options = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => ({
      value, label: String(value), title: `${value}: ${say(`strength_${value}`)}`,
    }));
    return make("fieldset", { className: "card" },
      make("legend", {}, say("compared_with", pair)),
      make("div", { className: "strength" },
        choices(say("compared_with", pair), options, now()[list].get(id), (value) => {
          now()[list].set(id, value);
          survey.changed();
          drawResult();
        })));
  }

  /** Earlier weights by element, and a button that gives one's own comparisons again. */
  function earlier() {
    const { previous } = survey.form;
    const known = order.map(({ id }) => previous[`${group.id}|${id}`]);
    if (!known.every(Boolean)) return null;
    return make("div", { className: "earlier" },
      make("ul", {}, order.map(({ label }, k) =>
        make("li", {}, make("b", {}, label), `: ${earlierWords(say, "earlier_weight", known[k], (share) => percent(share / 100))}`))),
      known.some(({ own }) => own === null) ? null : keepButton(say, () => keep(known)));
  }

  /** Nobody compares the best with itself, nor the worst. */
  function keep(known) {
    const chosen = noBestWorst();
    order.forEach(({ id }, k) => {
      const { best_to: bestTo, to_worst: toWorst } = known[k];
      if (bestTo === undefined) chosen.best = id;
      else chosen.bestTo.set(id, bestTo);
      if (toWorst === undefined) chosen.worst = id;
      else if (bestTo !== undefined) chosen.toWorst.set(id, toWorst);
    });
    answers.bestWorst.set(group.id, chosen);
    survey.changed();
    draw();
  }

  function draw() {
    ends.replaceChildren(endChoice("best", "worst"), endChoice("worst", "best"));
    const pairs = asked();
    comparisons.replaceChildren(
      ...(pairs.length ? [make("p", { className: "note" }, say("strengths"))] : []),
      ...pairs.map(comparison));
    drawResult();
  }

  function drawResult() {
    const { best, worst, bestTo, toWorst } = now();
    const pairs = asked();
    const whole = pairs.length > 0 && pairs.every(({ list, id }) => now()[list].has(id));
    if (!whole) return result.replaceChildren();
    const { weights, ratio } = bestWorst(
      ids.indexOf(best),
      ids.indexOf(worst),
      ids.map((id) => (id === best ? 1 : bestTo.get(id))),
      ids.map((id) => (id === worst ? 1 : id === best ? bestTo.get(worst) : toWorst.get(id))),
    );
    const data = make("data", { value: String(ratio) }, ratio.toFixed(2));
    return result.replaceChildren(
      make("h3", {}, say("weights")),
      bars([...names.values()], weights),
      make("p", {}, aroundSlot(say, "best_worst_consistency", data)),
    );
  }

  draw();
  return {
    section: make(
      "section",
      {},
      ...groupHeading(survey, group, say("best_worst_question")),
      earlier(),
      ends,
      comparisons,
      result,
      order.map(({ label }) => make("div", { className: "on-paper" }, make("b", {}, label), paperLine(say, "paper_best_worst"))),
    ),
    title: group.label,
    group: say("importance"),
    counts() {
      const given = asked().filter(({ list, id }) => now()[list].has(id)).length;
      const { best, worst } = now();
      return { answered: given + Boolean(best) + Boolean(worst), asked: 2 * ids.length - 1 };
    },
  };
}
