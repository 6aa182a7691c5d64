// What a person has answered, and the file that it is sent as.

const FORMAT = "fivepluone_mcda answers";
const LONGEST_TEXT = 2000;
const LONGEST_NAME = 200;
const LARGEST_FILE = 5_000_000;
const ABOUT = ["name", "institution", "country", "field"];

/** Ids join with a bar to name a cell, a pair (in one order, whichever side comes first). */
function pairKey(group, a, b) {
  return [group, ...[a, b].sort()].join("|");
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Answers of somebody who has answered nothing yet. */
function noAnswers(form, id) {
  return {
    respondent: { id, ...form.respondent },
    saved: null,
    scores: new Map(), // by criterion|alternative
    judgements: new Map(), // by pairKey; a is at least as important as b
    leanings: new Map(), // by pairKey; a is more important than b, but nobody said by how much yet
    points: new Map(), // by group|criterion
    ranking: new Map(), // by group|criterion
    bestWorst: new Map(), // by group: best, worst, and maps bestTo and toWorst by criterion
  };
}

/** The answers as the plain data of an answer file. */
function answerFile(form, answers) {
  const { study, hash, hashes, panel, round, seed, importance } = form;
  return {
    format: FORMAT,
    version: 1,
    study, hash, hashes, panel, round, seed, importance,
    respondent: form.anonymous ? { id: answers.respondent.id } : answers.respondent,
    saved: answers.saved,
    scores: [...answers.scores.values()],
    judgements: [...answers.judgements.values()],
    leanings: [...answers.leanings.values()],
    points: [...answers.points.values()],
    ranking: [...answers.ranking.values()],
    best_worst: [...answers.bestWorst].flatMap(([group, chosen]) => bestWorstRows(group, chosen)),
  };
}

/** A row for each criterion that was compared with the best or the worst. */
function bestWorstRows(group, { best, worst, bestTo, toWorst }) {
  const to = new Map(bestTo);
  const from = new Map(toWorst);
  if (best) to.set(best, 1);
  if (worst) from.set(worst, 1);
  if (best && bestTo.has(worst)) from.set(best, bestTo.get(worst));
  return [...new Set([...to.keys(), ...from.keys()])].map((criterion) => ({
    group,
    criterion,
    ...(best && { best }),
    ...(worst && { worst }),
    ...(to.has(criterion) && { best_to: to.get(criterion) }),
    ...(from.has(criterion) && { to_worst: from.get(criterion) }),
  }));
}

/** A choice of best and worst without comparisons. */
function noBestWorst() {
  return { best: null, worst: null, bestTo: new Map(), toWorst: new Map() };
}

/** Whether everything is asked, as in a first round. */
function asksAll(form) {
  return Object.keys(form.previous).length === 0;
}

/** Whether an item is asked: in a later round only what has earlier answers. */
function isAsked(form, ...keys) {
  return asksAll(form) || keys.some((key) => form.previous[key] !== undefined);
}

/** Whether a score can be given on a criterion's scale. */
function onScale(criterion, value) {
  const steps = stepsOf(criterion);
  if (steps) return steps.includes(value);
  const { low, high } = criterion;
  return Number.isFinite(value) && (low === null || value >= low) && (high === null || value <= high);
}

/** The values of a scale of few whole steps; null for any other. */
function stepsOf({ low, high }) {
  if (!Number.isInteger(low) || !Number.isInteger(high) || high - low > 10) return null;
  return Array.from({ length: high - low + 1 }, (_, k) => low + k);
}

/**
 * Answers read from the text of a file that may come from anywhere: what this questionnaire can
 * take of it, how many entries it cannot, and the labels of what was worded otherwise then.
 * Throws where it is no file of answers at all.
 */
function readAnswers(form, text) {
  if (text.length > LARGEST_FILE) throw new RangeError("too long");
  const data = JSON.parse(text);
  if (data?.format !== FORMAT || data.version !== 1) throw new TypeError("another format");
  const id = String(data.respondent?.id ?? "");
  const answers = noAnswers(form, /^[0-9a-zA-Z_-]{1,64}$/.test(id) ? id : randomId());
  for (const key of form.anonymous ? [] : ABOUT) {
    const value = data.respondent?.[key];
    if (typeof value === "string") answers.respondent[key] = value.slice(0, LONGEST_NAME);
  }
  if (typeof data.saved === "string" && !Number.isNaN(Date.parse(data.saved))) {
    answers.saved = data.saved;
  }
  let [kept, dropped] = [0, 0];
  for (const [list, take] of Object.entries(takers(form, answers))) {
    const rows = Array.isArray(data[list]) ? data[list] : [];
    for (const row of rows) {
      if (row && typeof row === "object" && take(row)) kept += 1;
      else dropped += 1;
    }
  }
  if (kept === 0 && dropped > 0) throw new TypeError("answers about something else");
  return { answers, dropped, changed: changedLabels(form, data.hashes) };
}

/** For each list of a file, a function that takes one row if it fits the questionnaire. */
function takers(form, answers) {
  const criteria = new Map(form.criteria.map((criterion) => [criterion.id, criterion]));
  const alternatives = new Set(form.alternatives.map(({ id }) => id));
  const members = new Map(form.groups.map(({ id, elements }) => [id, elements.map((e) => e.id)]));
  const within = (group, ...ids) => ids.every((id) => members.get(group)?.includes(id));
  const isPair = (group, a, b) =>
    within(group, a, b) && a !== b && isAsked(form, `${group}|${a}|${b}`, `${group}|${b}|${a}`);
  const short = (value) => (typeof value === "string" ? value.slice(0, LONGEST_TEXT) : "");
  const ratio = (value) => Number.isInteger(value) && value >= 1 && value <= 9;
  const keep = (map, key, value, fits) => fits && Boolean(map.set(key, value));

  return {
    scores({ criterion, alternative, low, best, high, cannot_say: silent, note }) {
      const cell = `${criterion}|${alternative}`;
      if (!criteria.has(criterion) || !alternatives.has(alternative)) return false;
      if (!isAsked(form, cell)) return false;
      const score = { criterion, alternative };
      const scored = [low, best, high].every((end) => onScale(criteria.get(criterion), end));
      if (silent === true) score.cannot_say = true;
      else if (scored && low <= best && best <= high) Object.assign(score, { low, best, high });
      if (short(note)) score.note = short(note);
      const says = score.cannot_say || score.note || "best" in score;
      return keep(answers.scores, cell, score, says);
    },
    judgements({ group, a, b, value, reason }) {
      if (!isPair(group, a, b) || !(value > 0)) return false;
      const [winner, loser, strength] = value >= 1 ? [a, b, value] : [b, a, 1 / value];
      const whole = Math.round(strength);
      const judgement = { group, a: winner, b: loser, value: whole };
      if (short(reason)) judgement.reason = short(reason);
      const fits = Math.abs(strength - whole) < 1e-9 && ratio(whole);
      return keep(answers.judgements, pairKey(group, a, b), judgement, fits);
    },
    leanings({ group, a, b, reason }) {
      const leaning = { group, a, b };
      if (short(reason)) leaning.reason = short(reason);
      return keep(answers.leanings, pairKey(group, a, b), leaning, isPair(group, a, b));
    },
    points({ group, criterion, points }) {
      const fits = within(group, criterion) && Number.isFinite(points) && points >= 0;
      const row = { group, criterion, points };
      return keep(answers.points, `${group}|${criterion}`, row, fits && points <= 100);
    },
    ranking({ group, criterion, rank }) {
      const fits = within(group, criterion) && Number.isInteger(rank) && rank >= 1;
      const row = { group, criterion, rank };
      const last = members.get(group)?.length;
      return keep(answers.ranking, `${group}|${criterion}`, row, fits && rank <= last);
    },
    best_worst({ group, criterion, best, worst, best_to: bestTo, to_worst: toWorst }) {
      if (!within(group, criterion) || best === worst) return false;
      const chosen = answers.bestWorst.get(group) ?? noBestWorst();
      if (within(group, best)) chosen.best = best;
      if (within(group, worst)) chosen.worst = worst;
      if (criterion !== chosen.best && ratio(bestTo)) chosen.bestTo.set(criterion, bestTo);
      const compared = criterion !== chosen.best && criterion !== chosen.worst;
      if (compared && ratio(toWorst)) chosen.toWorst.set(criterion, toWorst);
      return keep(answers.bestWorst, group, chosen, Boolean(chosen.best || chosen.worst));
    },
  };
}

/** Labels of what a file of answers knew in another wording, or did not know. */
function changedLabels(form, hashes) {
  const known = hashes && typeof hashes === "object" ? hashes : {};
  const labels = new Map([
    ...form.alternatives.map(({ id, name }) => [`alternative:${id}`, name]),
    ...form.groups.map(({ node, label }) => [`node:${node}`, label]),
    ...form.criteria.map(({ id, label }) => [`node:${id}`, label]),
  ]);
  return [...labels]
    .filter(([item]) => form.hashes[item] !== known[item])
    .map(([, label]) => label);
}
