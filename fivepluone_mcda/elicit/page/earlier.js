// Second rounds: the person's earlier answer beside those of the group.

/** Words about earlier answers to an item, and a button that keeps one's own; null in a first round. */
function earlierAnswer({ say, form }, key, keep, shown = (value) => figure(value)) {
  const earlier = form.previous[key];
  if (!earlier) return null;
  const { own, median, low, high } = earlier;
  const group = say("earlier_group", { median: shown(median), low: shown(low), high: shown(high) });
  if (own === null || own === undefined) {
    return make("p", { className: "earlier" }, `${say("earlier_none")} ${group}`);
  }
  return make(
    "p",
    { className: "earlier" },
    `${say("earlier_own", { own: shown(own) })} ${group} `,
    make("button", { type: "button", onclick: () => keep(own) }, say("earlier_keep")),
  );
}

/** A line to write on, shown on paper only. */
function paperLine(say, key) {
  return make("p", { className: "on-paper" }, say(key));
}
