// The first step: what this is, who answers, and answers that are there already.

function aboutStep(survey) {
  const { say, form, answers, storage } = survey;
  const file = make("input", {
    type: "file", accept: ".json,application/json", hidden: true, "aria-label": say("open"),
    onchange() {
      survey.openFile(file.files[0]);
      file.value = ""; // so that the same file can be chosen again
    },
  });
  const section = make(
    "section",
    {},
    make("h2", { tabIndex: -1 }, say("begin")),
    ...form.note.split("\n").filter(Boolean).map((line) => make("p", {}, line)),
    make("ul", {},
      make("li", {}, say("how_it_works")),
      make("li", {}, say("nothing_is_sent")),
      make("li", {}, say(storage.keeps ? "is_kept" : "is_not_kept"))),
    form.round > 1 ? make("p", { className: "caution" }, say("later_round", { round: form.round })) : null,
    form.anonymous
      ? make("p", {}, say("anonymous"))
      : [
          make("h3", {}, say("who")),
          make("p", { className: "note" }, say("who_note")),
          make("div", { className: "fields" }, ABOUT.map(field)),
        ],
    make("h3", { className: "screen" }, say("go_on")),
    make("p", { className: "screen" }, say("go_on_how")),
    make("p", {}, make("button", { type: "button", onclick: () => file.click() }, say("open")), file),
    others(),
  );

  function field(key) {
    const input = make("input", {
      type: "text", maxLength: LONGEST_NAME, value: answers.respondent[key] ?? "",
      readOnly: key === "name" && Boolean(form.respondent.name), // another name is another person
      oninput() {
        const text = input.value.trim();
        if (text) answers.respondent[key] = text;
        else delete answers.respondent[key];
        survey.changed();
      },
    });
    return labelled(say(key), input);
  }

  /** Answers of other people in the same browser, and a way to begin as another person. */
  function others() {
    if (!storage.keeps || form.respondent.id) return null;
    const saved = storage.all().filter(({ respondent }) => respondent.id !== answers.respondent.id);
    return make("details", {},
      make("summary", {}, say("others")),
      saved.map((other) => make("p", {},
        make("button", { type: "button", onclick: () => survey.open(other) },
          say("continue_as", { name: nameOf(other), date: dateOf(other) })))),
      make("p", {}, make("button", {
        type: "button", onclick: () => survey.open(noAnswers(form, randomId())),
      }, say("another_person"))));
  }

  return { section, title: say("begin"), group: null, counts: () => null };
}

function nameOf({ respondent }) {
  return respondent.name ?? respondent.id;
}

function dateOf({ saved }) {
  return saved ? new Date(saved).toLocaleString() : "";
}
