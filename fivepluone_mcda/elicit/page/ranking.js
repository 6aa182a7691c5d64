// Importance by ranks: drag, arrow buttons or numbers; equal numbers are ties.

/** Ranks after the element at one place of an order has been moved to another; others keep ties. */
function movedRanks(order, ranks, from, to) {
  const moved = [...order];
  const [element] = moved.splice(from, 1);
  moved.splice(to, 0, element);
  const after = new Map();
  moved.forEach((id, place) => {
    const above = moved[place - 1];
    const tied = place > 0 && id !== element && above !== element &&
      ranks.has(id) && ranks.get(id) === ranks.get(above);
    after.set(id, tied ? after.get(above) : place + 1);
  });
  return after;
}

/** A step for one group of criteria. */
function rankingStep(survey, group) {
  const { say, answers } = survey;
  const shuffledIds = shuffled(group.elements.map(({ id }) => id), survey.random(`ranking|${group.id}`));
  const names = new Map(group.elements.map(({ id, label }) => [id, label]));
  const list = make("ol", { className: "ranking" });
  const result = make("div", { className: "result" });
  const asItIs = make("button", { type: "button", onclick: () => move(0, 0) }, say("rank_as_shown"));

  function ranksNow() {
    const given = shuffledIds.map((id) => [id, answers.ranking.get(`${group.id}|${id}`)?.rank]);
    return new Map(given.filter(([, rank]) => rank !== undefined));
  }

  /** By rank, those without one last. */
  function orderNow() {
    const ranks = ranksNow();
    return [...shuffledIds].sort((one, other) => (ranks.get(one) ?? Infinity) - (ranks.get(other) ?? Infinity) || 0);
  }

  function keep(ranks) {
    for (const id of shuffledIds) {
      const key = `${group.id}|${id}`;
      if (ranks.has(id)) answers.ranking.set(key, { group: group.id, criterion: id, rank: ranks.get(id) });
      else answers.ranking.delete(key);
    }
    survey.changed();
    draw();
  }

  function move(from, to) {
    const order = orderNow();
    if (to < 0 || to >= order.length) return;
    keep(movedRanks(order, ranksNow(), from, to));
  }

  function row(id, place) {
    const select = make("select", {
      "aria-label": say("rank_of", { name: names.get(id) }),
      onchange() {
        const ranks = ranksNow();
        if (select.value === "") ranks.delete(id);
        else ranks.set(id, Number(select.value));
        keep(ranks);
        list.querySelector(`[data-id="${CSS.escape(id)}"] select`).focus();
      },
    }, new Option("–", ""), shuffledIds.map((_, k) => new Option(String(k + 1), String(k + 1))));
    select.value = String(ranksNow().get(id) ?? "");
    const arrow = (sign, key, by) => make("button", {
      type: "button", "aria-label": say(key, { name: names.get(id) }),
      onclick() {
        move(place, place + by);
        list.querySelector(`[data-id="${CSS.escape(id)}"] [data-by="${by}"]`).focus();
      },
      "data-by": by, disabled: place + by < 0 || place + by >= shuffledIds.length,
    }, sign);
    const handle = make("span", { className: "handle", "aria-hidden": "true", onpointerdown: startDrag }, "⠿");
    return make("li", { className: "card", "data-id": id },
      handle, select, make("span", { className: "who" }, names.get(id)),
      arrow("↑", "rank_up", -1), arrow("↓", "rank_down", 1),
      earlierAnswer(survey, `${group.id}|${id}`, (rank) => keep(ranksNow().set(id, rank))) ?? "");
  }

  function startDrag(event) {
    const dragged = event.target.closest("li");
    const before = [...list.children];
    event.target.setPointerCapture(event.pointerId);
    event.preventDefault();
    dragged.classList.add("dragged");
    event.target.onpointermove = ({ clientX, clientY }) => {
      const over = document.elementFromPoint(clientX, clientY)?.closest("li");
      if (!over || over === dragged || over.parentElement !== list) return;
      // The other rows move: one that leaves its place would lose the pointer.
      const rows = [...list.children];
      const [at, to] = [rows.indexOf(dragged), rows.indexOf(over)];
      dragged.before(...rows.slice(at + 1, to + 1));
      dragged.after(...rows.slice(to, at));
    };
    event.target.onpointerup = event.target.onpointercancel = () => {
      const [from, to] = [before.indexOf(dragged), [...list.children].indexOf(dragged)];
      if (from === to) draw();
      else move(from, to);
    };
  }

  function draw() {
    list.replaceChildren(...orderNow().map(row));
    const ranks = ranksNow();
    const whole = ranks.size === names.size;
    asItIs.hidden = ranks.size > 0;
    result.replaceChildren(...(whole
      ? [make("h3", {}, say("weights")), make("p", { className: "note" }, say("rank_weights")),
        bars([...names.values()], rankOrderCentroid(group.elements.map(({ id }) => ranks.get(id))))]
      : []));
  }

  draw();
  return {
    section: make("section", {}, ...groupHeading(survey, group, say("ranking_question")), list, asItIs, result),
    title: group.label,
    group: say("importance"),
    counts: () => ({ answered: ranksNow().size, asked: names.size }),
  };
}
