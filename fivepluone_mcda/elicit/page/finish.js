// The last step: what is not answered yet, and the file that is sent.

function finishStep(survey) {
  const { say } = survey;
  const open = make("div");
  const name = make("code");
  const text = make("textarea", { rows: 6, readOnly: true, "aria-label": say("as_text") });
  const copied = make("span", { className: "note", role: "status" });
  const section = make(
    "section",
    {},
    make("h2", { tabIndex: -1 }, say("finish")),
    open,
    make("p", {}, aroundSlot(say, "send_this", name)),
    make("p", {}, make("button", { type: "button", className: "main", onclick: survey.saveFile }, say("save"))),
    make("p", {}, say("how_to_send")),
    make("details", { ontoggle: draw },
      make("summary", {}, say("if_not_saved")),
      make("p", {}, say("copy_instead")),
      text,
      make("p", {}, make("button", { type: "button", onclick: copy }, say("copy")), " ", copied)),
  );

  async function copy() {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      write(copied, say("copied"));
    } catch {
      write(copied, say("copy_by_hand"));
    }
  }

  function draw() {
    const unanswered = survey.steps.filter((step) => {
      const counts = step.counts();
      return counts && counts.answered < counts.asked;
    });
    const list = make("ul", { className: "open" }, unanswered.map((step) => {
      const { answered, asked } = step.counts();
      return make("li", {},
        make("button", { type: "button", className: "quiet", onclick: () => survey.goTo(step) },
          `${step.group}: ${step.title}`),
        ` ${say("answered_of", { answered, asked })}`);
    }));
    open.replaceChildren(
      unanswered.length === 0
        ? make("p", {}, say("all_answered"))
        : make("details", { open: unanswered.length <= 8 },
            make("summary", {}, say("still_open", { steps: unanswered.length })), list),
    );
    write(name, survey.fileName());
    text.value = survey.fileText();
  }

  return { section, title: say("finish"), group: null, counts: () => null, shown: draw };
}
