// Second rounds: the person's earlier answer beside those of the group.

/** Words about earlier answers to an item, and a button that keeps one's own; null in a first round. */
function earlierAnswer(survey, key, keep, shown = figure) {
  const earlier = survey.form.previous[key];
  if (!earlier) return null;
  return make("p", { className: "earlier" },
    `${earlierWords(survey.say, "earlier_own", earlier, shown)} `,
    earlier.own === null ? null : keepButton(survey.say, () => keep(earlier.own)));
}

function earlierWords(say, ownWords, { own, median, low, high }, shown) {
  const group = say("earlier_group", { median: shown(median), low: shown(low), high: shown(high) });
  return `${own === null ? say("earlier_none") : say(ownWords, { own: shown(own) })} ${group}`;
}

function keepButton(say, onclick) {
  return make("button", { type: "button", onclick }, say("earlier_keep"));
}

/** A line to write on, shown on paper only. */
function paperLine(say, key) {
  return make("p", { className: "on-paper" }, say(key));
}
