// The questionnaire as a whole: its steps, what is saved, and what the person is told.

const IMPORTANCE_STEPS = {
  pairwise: pairwiseStep,
  swing: pointsStep,
  points: pointsStep,
  ranking: rankingStep,
  best_worst: bestWorstStep,
};

function startQuestionnaire(form, words) {
  const say = speaker(words);
  const storage = browserStorage(form);
  const part = Object.fromEntries(
    [...document.querySelectorAll("[data-part]")].map((element) => [element.dataset.part, element]),
  );
  let survey;
  let isInFile = true; // whether all answers are in a file, or there are none

  /** Shows the questionnaire with some answers, from the first step that is not answered. */
  function open(answers) {
    survey = newSurvey(form, say, storage, answers);
    Object.assign(survey, { open, openFile, changed, progressed, goTo, saveFile, fileName, fileText });
    survey.steps = stepsOfSurvey(survey);
    part.steps.replaceChildren(...survey.steps.map((step) => step.section));
    drawContents();
    const counts = survey.steps.map((step) => step.counts());
    const begun = counts.some((count) => count?.answered > 0);
    const next = counts.findIndex((count) => count && count.answered < count.asked);
    if (!begun) goTo(survey.steps[0]);
    else goTo(survey.steps[next === -1 ? survey.steps.length - 1 : next]);
  }

  function changed() {
    survey.answers.saved = new Date().toISOString();
    isInFile = false;
    if (storage.save(survey.answers)) {
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      write(part.status, say("kept_at", { time }));
    } else write(part.status, say("not_in_file"));
    warnOfStorage();
    progressed();
  }

  function progressed() {
    const counts = survey.steps.map((step) => step.counts()).filter(Boolean);
    const answered = total(counts.map((count) => count.answered));
    const asked = total(counts.map((count) => count.asked));
    part.progress.max = Math.max(asked, 1);
    part.progress.value = answered;
    write(part.count, say("answered_of", { answered, asked }));
    survey.steps.forEach((step) => markStep(step));
  }

  function drawContents() {
    let group = null;
    part.contents.replaceChildren(...survey.steps.flatMap((step) => {
      step.mark = make("span", { className: "mark" });
      step.button = make("button", { type: "button", onclick: () => goTo(step) },
        step.mark, make("span", {}, step.title));
      const heading = step.group !== group && step.group ? [make("li", { className: "heading" }, step.group)] : [];
      group = step.group;
      return [...heading, make("li", {}, step.button)];
    }));
  }

  /** A sign and words for how far a step is answered. */
  function markStep(step) {
    const counts = step.counts();
    if (!counts) return;
    const state = counts.answered === 0 ? "open" : counts.answered < counts.asked ? "part" : "done";
    write(step.mark, { open: "○", part: "◐", done: "✓" }[state]);
    step.mark.setAttribute("aria-label", say(`step_${state}`));
    step.mark.setAttribute("role", "img");
  }

  function goTo(step) {
    const here = survey.steps.indexOf(step);
    survey.steps.forEach((one) => {
      one.section.classList.toggle("current", one === step);
      if (one === step) one.button.setAttribute("aria-current", "step");
      else one.button.removeAttribute("aria-current");
    });
    step.shown?.();
    part.back.hidden = here === 0;
    part.next.hidden = here === survey.steps.length - 1;
    part.back.onclick = () => goTo(survey.steps[here - 1]);
    part.next.onclick = () => goTo(survey.steps[here + 1]);
    write(part.next, say("next", { title: survey.steps[here + 1]?.title ?? "" }));
    showContents(false);
    notice("");
    progressed();
    window.scrollTo(0, 0);
    step.section.querySelector("h2").focus({ preventScroll: true });
  }

  function showContents(visible) {
    part.contents.classList.toggle("shown", visible);
    part.toggle.setAttribute("aria-expanded", String(visible));
  }

  function fileName() {
    const name = (survey.answers.respondent.name ?? survey.answers.respondent.id)
      .normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((number) => String(number).padStart(2, "0"));
    return `answers-${name || survey.answers.respondent.id}-${day.join("-")}.json`;
  }

  function fileText() {
    return `${JSON.stringify(answerFile(form, survey.answers), null, 1)}\n`;
  }

  function saveFile() {
    survey.answers.saved = survey.answers.saved ?? new Date().toISOString();
    download(fileName(), fileText());
    isInFile = true;
    write(part.status, say("in_file", { name: fileName() }));
  }

  async function openFile(file) {
    if (!file) return;
    try {
      if (file.size > LARGEST_FILE) throw new RangeError("too large");
      const { answers, dropped, changed: reworded } = readAnswers(form, await file.text());
      if (!storage.keeps && !isInFile && !window.confirm(say("replace"))) return;
      storage.save(answers);
      open(answers);
      isInFile = true;
      notice([
        say("opened", { name: nameOf(answers) }),
        dropped ? say("dropped", { dropped }) : "",
        reworded.length ? say("reworded", { labels: reworded.join("; ") }) : "",
      ].filter(Boolean).join(" "));
    } catch {
      notice(say("not_answers", { file: file.name }));
    }
  }

  function notice(text) {
    write(part.notice, text);
    part.notice.hidden = !text;
  }

  function warnOfStorage() {
    write(part.warning, storage.keeps ? "" : say("blocked"));
    part.warning.hidden = storage.keeps;
  }

  part.save.addEventListener("click", saveFile);
  part.toggle.addEventListener("click", () => showContents(!part.contents.classList.contains("shown")));
  window.addEventListener("beforeunload", (event) => {
    if (storage.keeps || isInFile) return;
    event.preventDefault();
    event.returnValue = ""; // what older browsers ask for
  });
  storage.watch(() => survey.answers.respondent.id, () => {
    open(storage.load(survey.answers.respondent.id) ?? survey.answers);
    notice(say("other_window"));
  });
  warnOfStorage();
  open(storage.load(form.respondent.id) ?? noAnswers(form, randomId()));
  return {
    form,
    get answers() {
      return survey.answers;
    },
    file: () => answerFile(form, survey.answers),
    pairwiseOutcome,
    rankOrderCentroid,
    bestWorst,
  };
}

/** What the steps share: the questionnaire, the answers, and the order of things. */
function newSurvey(form, say, storage, answers) {
  const random = (purpose) => generatorFor(form.seed, answers.respondent.id, purpose);
  const alternatives = shuffled(form.alternatives, random("alternatives"));
  return { form, say, storage, answers, random, alternatives };
}

function stepsOfSurvey(survey) {
  const { form } = survey;
  const steps = [aboutStep(survey)];
  if (form.parts.includes("scores")) {
    const paths = [...new Set(form.criteria.map(pathOf))];
    for (const path of shuffled(paths, survey.random("groups"))) {
      const criteria = form.criteria.filter((criterion) => pathOf(criterion) === path);
      const order = shuffled(criteria, survey.random(`criteria|${path}`));
      steps.push(...order.map((criterion) => scoresStep(survey, criterion)));
    }
  }
  if (form.parts.includes("judgements")) {
    const groups = form.groups.filter((group) => isGroupAsked(form, group));
    steps.push(...groups.map((group) => IMPORTANCE_STEPS[form.importance](survey, group)));
  }
  return [...steps.filter((step) => step.counts()?.asked !== 0), finishStep(survey)];
}

/** Whether anything of a group is asked. */
function isGroupAsked(form, { id }) {
  return asksAll(form) || Object.keys(form.previous).some((key) => key.startsWith(`${id}|`));
}

/** The labels of the groups that a criterion lies in, as one text. */
function pathOf({ path }) {
  return path.join("|");
}

// The page's scripting interface: document.querySelector("main").questionnaire
const [form, words] = ["form", "words"].map((id) => JSON.parse(document.getElementById(id).textContent));
document.querySelector("main").questionnaire = startQuestionnaire(form, words);
