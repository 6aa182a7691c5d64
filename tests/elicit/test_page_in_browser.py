"""A person fills in the questionnaire: nothing typed is lost, and nothing is asked too early."""

import json
from dataclasses import replace

import pytest

from fivepluone_mcda.elicit import form_of
from fivepluone_mcda.elicit.form import IMPORTANCE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def form(small):
    return form_of(small)


def fill(filling):
    """Something of every kind."""
    filling.page.get_by_label("Name or code").fill("Aigul & <b>Co</b>")
    filling.go_to("Cost")
    tram = filling.score("The tram", 4)
    tram.get_by_text("Give a range").click()
    tram.get_by_label("Highest plausible").select_option("5")
    tram.get_by_text("Add a note").click()
    tram.get_by_label("Note").fill("<img src=x onerror=boom()>")
    filling.score("The bus", "cannot_say")
    filling.go_to("SWOT")
    filling.compare((0, 3), (1, 0), (2, 9))
    filling.cards[3].locator("input").first.check()  # and not yet by how much


def test_nothing_is_lost_when_the_window_closes_or_the_file_is_opened_elsewhere(
    form, open_form, tmp_path
):
    first = open_form(form)
    fill(first)
    answers = first.file()
    assert answers["scores"] == [
        {
            "criterion": "cost", "alternative": "tram", "low": 4, "best": 4, "high": 5,
            "note": "<img src=x onerror=boom()>",
        },
        {"criterion": "cost", "alternative": "bus", "cannot_say": True},
    ]  # fmt: skip
    assert sorted(one["value"] for one in answers["judgements"]) == [1, 3, 9]
    assert len(answers["leanings"]) == 1
    assert answers["hash"] == form.hash
    saved = first.save(tmp_path)
    assert saved.name.startswith("answers-Aigul-b-Co-b-20")
    first.page.close()

    again = open_form(form, context=first.page.context)
    assert again.file() == answers
    assert again.page.locator("[data-part=count]").inner_text() == "5 of 18 answered"

    elsewhere = open_form(form)
    assert elsewhere.file()["scores"] == []
    elsewhere.open_answers(saved)
    elsewhere.page.get_by_text("are open").wait_for()
    assert elsewhere.notice() == "The answers of Aigul & <b>Co</b> are open."
    assert elsewhere.file() == answers
    elsewhere.go_to("Cost")
    note = elsewhere.step.locator(".card", has_text="The tram").get_by_label("Note")
    assert note.input_value() == "<img src=x onerror=boom()>"


def test_a_browser_that_keeps_nothing_says_so_at_once(form, open_form, tmp_path):
    filling = open_form(form, script=BLOCKED)
    assert "does not keep your answers" in filling.page.get_by_role("alert").inner_text()
    filling.go_to("Cost")
    filling.score("The bus", 3)
    asked = []
    filling.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    filling.page.close(run_before_unload=True)
    filling.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    saved = filling.save(tmp_path)
    assert json.loads(saved.read_text("utf-8"))["scores"][0]["best"] == 3
    filling.page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied"); } });
"""

FULL = """
const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (...item) {
  if (window.full) throw new DOMException("full", "QuotaExceededError");
  setItem.apply(this, item);
};
"""

ASLEEP = """
window.addEventListener("storage", (event) => event.stopImmediatePropagation());
"""


def test_a_disk_that_gets_full_is_said_at_once_and_loses_nothing_else(form, open_form):
    filling = open_form(form, script=FULL)
    alert = filling.page.locator("[data-part=warning]")
    filling.go_to("Cost")
    filling.score("The bus", 3)
    assert not alert.is_visible()
    filling.page.evaluate("window.full = true")
    filling.score("The tram", 4)
    assert "does not keep your answers" in alert.inner_text()
    again = open_form(form, context=filling.page.context)
    assert [one["best"] for one in again.file()["scores"]] == [3]
    filling.page.evaluate("window.full = false")
    filling.score("The tram", 5)
    assert not alert.is_visible()
    assert sorted(one["best"] for one in filling.file()["scores"]) == [3, 5]


@pytest.mark.parametrize("script", ["", ASLEEP])
def test_two_windows_on_one_questionnaire_lose_nothing(form, open_form, script):
    one = open_form(form)
    one.go_to("Cost")
    one.score("The bus", 3)
    other = open_form(form, context=one.page.context, script=script)
    one.score("The tram", 4)
    if script:
        other.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other.page.get_by_text("changed in another window").wait_for()
    other.go_to("Noise")
    other.score("The bus", 1)
    one.page.get_by_text("changed in another window").wait_for()
    assert len(one.file()["scores"]) == 3
    assert one.file() == other.file()


def test_two_questionnaires_in_one_folder_do_not_mix(small, open_form):
    one = open_form(form_of(small))
    one.go_to("SWOT")
    one.compare((0, 3))
    for other in (
        form_of(small, importance="swing"),
        form_of(small, panel="guests"),
        form_of(small, "scores"),
    ):
        assert open_form(other, context=one.page.context).file()["judgements"] == []
    assert len(open_form(form_of(small), context=one.page.context).file()["judgements"]) == 1


def test_what_is_typed_is_kept_when_the_system_ends_the_browser(form, open_form):
    filling = open_form(form)
    filling.page.get_by_label("Institution").press_sequentially("Univers")
    filling.go_to("Cost")
    card = filling.score("The tram", 4)
    card.get_by_text("Add a note").click()
    card.get_by_label("Note").press_sequentially("half a wor")
    before = filling.file()
    filling.page.close()  # no event of the page is waited for
    again = open_form(form, context=filling.page.context)
    assert again.file() == before
    assert before["scores"][0]["note"] == "half a wor"


def test_two_people_at_one_browser_do_not_mix(form, open_form):
    filling = open_form(form)
    fill(filling)
    one = filling.file()
    filling.go_to("Before you begin")
    filling.page.get_by_text("Somebody else uses this browser").click()
    filling.page.get_by_role("button", name="Begin as another person").click()
    assert filling.file()["scores"] == []
    assert filling.file()["respondent"] != one["respondent"]
    filling.go_to("Cost")
    filling.score("The bus", 2)
    filling.go_to("Before you begin")
    filling.page.get_by_text("Somebody else uses this browser").click()
    filling.page.get_by_role("button", name="Continue as Aigul").click()
    assert filling.file() == one


HOSTILE = {
    "not json": "{",
    "another file": "[1, 2]",
    "another format": '{"format": "something else", "version": 1}',
    "another study": json.dumps(
        {
            "format": "fivepluone_mcda answers",
            "version": 1,
            "scores": [
                {"criterion": "price", "alternative": "car", "low": 1, "best": 1, "high": 1}
            ],
        }
    ),
    "later version": '{"format": "fivepluone_mcda answers", "version": 2}',
    "too long": " " * 5_000_001,
}


def test_what_is_no_file_of_answers_changes_nothing(form, open_form, tmp_path):
    filling = open_form(form)
    fill(filling)
    before = filling.file()
    for name, text in HOSTILE.items():
        path = tmp_path / f"<b>{name}</b>.json".replace("/", "")
        path.write_text(text, encoding="utf-8")
        filling.open_answers(path)
        filling.page.get_by_text(path.name).wait_for()
        assert filling.notice().endswith("Nothing was changed.")
        filling.page.locator("[data-part=notice]").evaluate("one => one.textContent = ''")
    assert filling.file() == before


def test_a_hostile_file_gives_only_what_fits(form, open_form, tmp_path):
    evil = "<img src=x onerror='window.boom = 1'>"
    answers = {
        "format": "fivepluone_mcda answers",
        "version": 1,
        "hashes": {**form.hashes, "node:cost": evil},
        "respondent": {"id": evil, "name": evil, "institution": 7, "__proto__": {"polluted": 1}},
        "saved": evil,
        "scores": [
            {"criterion": "cost", "alternative": "tram", "low": 1, "best": 2, "high": 3},
            {"criterion": "cost", "alternative": "bus", "low": 3, "best": 2, "high": 3},
            {"criterion": "noise", "alternative": "bus", "low": 1, "best": 2, "high": 99},
            {"criterion": "noise", "alternative": "tram", "best": "2", "note": evil * 1000},
            {"criterion": "__proto__", "alternative": "tram", "best": 1},
            None, 7, "x",
        ],
        "judgements": [
            {"group": "barriers", "a": "cost", "b": "noise", "value": 0.25, "reason": evil},
            {"group": "barriers", "a": "cost", "b": "cost", "value": 1},
            {"group": "quadrants", "a": "threats", "b": "strengths", "value": 12},
            {"group": "quadrants", "a": "threats", "b": "strengths", "value": "1e999"},
            {"group": "constructor", "a": "cost", "b": "noise", "value": 2},
        ],
        "points": {"length": 1e9},
        "best_worst": [{"group": "barriers", "criterion": "constructor", "best_to": 3}],
    }  # fmt: skip
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    filling = open_form(form)
    filling.open_answers(path)
    filling.page.get_by_text("are open").wait_for()
    kept = filling.file()
    assert [(one.get("best"), len(one.get("note", ""))) for one in kept["scores"]] == [
        (2, 0),
        (None, 2000),
    ]
    assert kept["judgements"] == [
        {"group": "barriers", "a": "noise", "b": "cost", "value": 4, "reason": evil}
    ]
    assert kept["respondent"]["id"] != evil
    assert "left out: 11." in filling.notice()
    assert "Cost" in filling.notice()
    for step in filling.steps():
        filling.go_to(step)
    assert filling.page.evaluate("[window.boom, {}.polluted]") == [None, None]


@pytest.mark.parametrize("importance", IMPORTANCE)
def test_every_step_fits_a_phone(study, open_form, importance):
    filling = open_form(form_of(study, importance=importance), width=360)
    steps = filling.steps()
    shown = [*steps[:2], *(["Barriers", "Institutional"] if "Barriers" in steps else []), steps[-1]]
    for step in shown:
        filling.go_to(step)
        if importance == "pairwise":
            filling.compare((0, 9), (2, 2), (0, 8), (2, 7), (0, 6))
        if importance == "best_worst" and filling.step.locator("select").count():
            filling.step.locator("select").first.select_option(index=1)
            filling.step.locator("select").last.select_option(index=2)
        width, shown_width = filling.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert width <= shown_width, step


def test_what_the_source_says_is_shown_only_after_the_score(form, open_form):
    filling = open_form(form)
    filling.go_to("Cost")
    tram = filling.step.locator(".card", has_text="The tram")
    source = tram.get_by_text("What the source says")
    assert not source.is_visible()
    filling.score("The tram", "cannot_say")
    assert not source.is_visible()
    filling.score("The tram", 2)
    source.click()
    assert tram.get_by_text("page 2").is_visible()
    filling.score("The tram", "cannot_say")
    assert not tram.get_by_text("page 2").is_visible()


def test_a_later_round_asks_only_what_was_disputed(form, open_form):
    later = replace(
        form,
        round=2,
        previous={
            "cost|bus": {"own": 2, "median": 4, "low": 3, "high": 5},
            "barriers|noise|cost": {"own": 0.25, "median": 3, "low": 1, "high": 5},
            "quadrants|threats|strengths": {"own": None, "median": 3, "low": 1, "high": 5},
        },
        respondent={"id": "abc123", "name": "Aigul"},
    )
    filling = open_form(later)
    assert filling.steps() == ["Before you begin", "Cost", "Barriers", "SWOT", "Save and send"]
    assert not filling.page.get_by_label("Name or code").is_editable()
    filling.go_to("Cost")
    assert [card.locator("legend").inner_text() for card in filling.cards] == ["The bus"]
    assert "Your earlier answer: 2. All answers: median 4" in filling.cards[0].inner_text()
    filling.page.get_by_role("button", name="Keep my answer").click()
    filling.go_to("Barriers")
    assert "Your earlier answer: Cost 4." in filling.cards[0].inner_text()
    filling.step.get_by_role("button", name="Keep my answer").click()
    filling.go_to("SWOT")
    assert len(filling.cards) == 1
    answers = filling.file()
    assert answers["respondent"] == {"id": "abc123", "name": "Aigul"}
    assert answers["round"] == 2
    assert answers["scores"] == [
        {"criterion": "cost", "alternative": "bus", "low": 2, "best": 2, "high": 2}
    ]
    assert answers["judgements"] == [{"group": "barriers", "a": "cost", "b": "noise", "value": 4}]


def test_best_worst_comparisons_are_asked_again_and_can_be_kept(small, open_form):
    group = {"median": 30.0, "low": 20.0, "high": 45.0}
    own = {
        "strengths": {"own": 53.3, "to_worst": 8},
        "weaknesses": {"own": 26.7, "best_to": 2, "to_worst": 4},
        "opportunities": {"own": 13.3, "best_to": 4, "to_worst": 2},
        "threats": {"own": 6.7, "best_to": 8},
    }
    form = replace(
        form_of(small, "judgements", importance="best_worst", round=2),
        previous={f"quadrants|{one}": {**group, **told} for one, told in own.items()},
    )
    filling = open_form(form)
    assert filling.steps() == ["Before you begin", "SWOT", "Save and send"]
    filling.go_to("SWOT")
    assert "Weaknesses: Your earlier weight: 26.7" in filling.step.inner_text()
    filling.step.get_by_role("button", name="Keep my answer").click()
    rows = {row["criterion"]: row for row in filling.file()["best_worst"]}
    ends = {"group": "quadrants", "best": "strengths", "worst": "threats"}
    assert rows["weaknesses"] == {**ends, "criterion": "weaknesses", "best_to": 2, "to_worst": 4}
    assert rows["threats"]["best_to"] == rows["strengths"]["to_worst"] == 8
    assert "Consistency ratio: 0.00" in filling.step.locator(".result").inner_text()
    for best in ("Opportunities", "Strengths"):  # another one by mistake, and back
        filling.step.get_by_label("Most important").select_option(best)
    assert "Consistency ratio: 0.00" in filling.step.locator(".result").inner_text()


def test_a_criterion_with_a_unit_says_so(form, open_form):
    cost = replace(form.criteria[0], low=None, high=None, unit="million tenge", words={})
    filling = open_form(replace(form, criteria=(cost, *form.criteria[1:])))
    filling.go_to("Cost")
    assert "Unit: million tenge." in filling.step.inner_text()
    filling.cards[0].get_by_label("Score in million tenge").fill("12.5")
    assert filling.file()["scores"][0]["best"] == 12.5


def test_the_most_inconsistent_answer_is_named_and_may_stay(form, open_form):
    filling = open_form(form)
    filling.go_to("SWOT")
    filling.page.get_by_role("button", name="Ask me 2 more").click()
    for card in filling.cards:  # a circle: each is more important than the next one
        names = card.locator(".pair > .choices span").all_inner_texts()
        places = [
            ("Strengths", "Weaknesses", "Opportunities", "Threats").index(names[k]) for k in (0, 2)
        ]
        ahead = (places[1] - places[0]) % 4
        card.locator(".pair > .choices input").nth(0 if ahead in {1, 2} else 2).check()
        card.locator(".strength input").nth(5).check()
    before = filling.file()["judgements"]
    words = filling.step.locator(".result").inner_text()
    assert "The comparison that fits least" in words
    assert "You decide" in words
    filling.step.get_by_role("button", name="Change to").click()
    after = filling.file()["judgements"]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_elements_are_ranked_by_dragging_by_number_and_by_arrows(small, open_form):
    filling = open_form(form_of(small, importance="ranking"))
    filling.go_to("SWOT")
    names = filling.step.locator(".ranking .who")
    first, second, third, fourth = names.all_inner_texts()
    handles = filling.step.locator(".handle")
    start, end = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    mouse = filling.page.mouse
    mouse.move(start["x"] + 8, start["y"] + 8)
    mouse.down()
    mouse.move(end["x"] + 8, end["y"] + 8, steps=8)
    mouse.up()
    assert names.all_inner_texts() == [second, third, first, fourth]
    filling.step.get_by_label(f"Rank of {third}").select_option("1")
    filling.step.get_by_role("button", name=f"Move {fourth} up").click()

    labels = {one.id: one.label for one in form_of(small).groups[2].elements}
    ranks = {labels[one["criterion"]]: one["rank"] for one in filling.file()["ranking"]}
    assert ranks == {second: 1, third: 1, fourth: 3, first: 4}


def test_anonymous_answers_carry_nothing_but_a_number(small, open_form):
    filling = open_form(form_of(small, anonymous=True, importance="ranking"))
    assert filling.page.get_by_label("Name or code").count() == 0
    filling.go_to("SWOT")
    filling.step.get_by_role("button", name="down").first.press("Enter")
    answers = filling.file()
    assert list(answers["respondent"]) == ["id"]
    assert sorted(one["rank"] for one in answers["ranking"]) == [1, 2, 3, 4]


def test_numbers_off_the_scale_are_marked_and_not_taken(form, open_form):
    cost = replace(form.criteria[0], low=0.0, high=100.0, words={"0": "nothing", "100": "all"})
    filling = open_form(replace(form, criteria=(cost, *form.criteria[1:])))
    filling.go_to("Cost")
    assert "100 all" in " ".join(filling.step.locator(".words").inner_text().split())
    card = filling.step.locator(".card", has_text="The bus")
    for typed, taken in (("150", None), ("55.5", 55.5), ("", None), ("0", 0)):
        card.get_by_label("Score").fill(typed)
        scores = {one["alternative"]: one["best"] for one in filling.file()["scores"]}
        assert scores.get("bus") == taken
        is_valid = card.get_by_label("Score").evaluate("field => field.validity.valid")
        assert is_valid == (typed != "150")
    card.get_by_text("Give a range").click()
    card.get_by_label("Highest plausible").fill("20")
    assert filling.file()["scores"][0]["high"] == 20


@pytest.mark.parametrize("importance", IMPORTANCE)
def test_every_field_has_a_name(small, open_form, importance):
    filling = open_form(form_of(small, importance=importance))
    nameless = filling.page.evaluate(
        """() => [...document.querySelectorAll("input, select, textarea, button")]
          .filter((one) => !(one.labels?.length || one.ariaLabel || one.textContent.trim()))
          .map((one) => one.outerHTML)"""
    )
    assert nameless == []


FOCUSED = """() => {
  const one = document.activeElement;
  const group = one.closest(".choices");
  const { top, bottom } = one.getBoundingClientRect();
  const hidden = document.querySelector(".bar").getBoundingClientRect().bottom;
  return {
    kind: one.dataset.part ?? one.type,
    chosen: group !== null && group.querySelector(":checked") !== null,
    strength: one.closest(".strength") !== null,
    inSight: one.closest(".bar") !== null || (top >= hidden && bottom <= window.innerHeight),
  };
}"""


def test_the_keyboard_suffices(small, open_form):
    filling = open_form(form_of(small, "judgements"), width=360)
    press = filling.page.keyboard.press
    for _ in range(80):
        press("Tab")
        focused = filling.page.evaluate(FOCUSED)
        assert focused["inSight"]
        if focused["kind"] == "radio" and not focused["chosen"]:
            press("ArrowRight" if focused["strength"] else "Space")
        if focused["kind"] == "next":
            press("Enter")
        if filling.step.locator("h2").inner_text() == "Save and send":
            break
    assert [one["value"] for one in filling.file()["judgements"]] == [3] * 6


CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0);
  const behind = (one) => {
    const colour = getComputedStyle(one).backgroundColor;
    return (numbers(colour)[3] ?? 1) > 0 ? colour : behind(one.parentElement);
  };
  const hasText = (one) => [...one.childNodes].some((child) => child.nodeType === 3);
  const words = [...document.querySelectorAll("body *")].filter((one) =>
    one.getClientRects().length && (hasText(one) || one.matches("input, select, textarea")));
  return words.map((one) => {
    const [low, high] = [getComputedStyle(one).color, behind(one)].map(light).sort((a, b) => a - b);
    return [(high + 0.05) / (low + 0.05), one.outerHTML.slice(0, 80)];
  });
}"""


def test_all_text_stands_out_from_what_is_behind_it(form, open_form):
    filling = open_form(form)
    fill(filling)
    for title in filling.steps():
        filling.go_to(title)
        for scheme in ("light", "dark"):
            filling.page.emulate_media(color_scheme=scheme)
            assert [one for one in filling.page.evaluate(CONTRASTS) if one[0] < 4.5] == []
