"""A person's hands on the explorer: drag, type, press, lock, choose, reset, copy, print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from report import made_up
from report.explorer_pages import HOSTILE, agrees, explorer_page, made_study

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis

pytestmark = pytest.mark.slow

PageOf = Callable[..., Any]


@pytest.fixture(scope="module")
def shipped_html(study: fp.Study) -> str:
    return explorer_page(study)


def state(page: Any) -> dict[str, Any]:
    """What the explorer shows now, by the same numbers."""
    current = page.evaluate(
        """() => {
          const { model, setting, outcome } = document.querySelector("#explorer").explorer;
          return {
            profile: model.profiles[setting.profile].name,
            scenario: model.scenarios[setting.scenario - 1]?.name ?? null,
            method: model.methods[setting.method].name,
            locked: [...setting.locked].map((n) => model.nodes[n].id),
            weights: [...setting.weights], scores: [...outcome.scores], ranks: outcome.ranks,
            order: outcome.order, gap: outcome.gap, bounds: outcome.bounds,
            nearest: outcome.nearest,
          };
        }"""
    )
    assert isinstance(current, dict)
    return current


def slider(page: Any, study: fp.Study, node: str) -> Any:
    return page.locator(f"#explorer-range-{study.tree.nodes_and_themes.index(node) - 1}")


def row_of(page: Any, study: fp.Study, node: str) -> Any:
    return slider(page, study, node).locator("xpath=ancestor::div[@class='explorer-node']")


def unfold(page: Any) -> None:
    button = page.get_by_role("button", name="Show all criteria")
    if button.is_visible() and button.get_attribute("aria-pressed") == "false":
        button.click()


def type_weight(page: Any, study: fp.Study, node: str, per_cent: str) -> None:
    field = row_of(page, study, node).get_by_role("spinbutton")
    field.fill(per_cent)
    field.press("Enter")


def weights_are(page: Any, problem: fp.Problem) -> None:
    np.testing.assert_allclose(state(page)["weights"], problem.weight_vector, rtol=0, atol=1e-12)


def shown_order(page: Any) -> list[str]:
    return page.locator(".explorer-ranking [data-part=id]").all_inner_texts()


def choose(page: Any, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(label=option)


def test_a_slider_dragged_with_the_mouse_moves_the_others_in_proportion(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    slider(page, study, "swot").scroll_into_view_if_needed()
    box = slider(page, study, "swot").bounding_box()
    y = box["y"] + box["height"] / 2
    thumb = 9
    start = study.problem().node_weights["swot"]
    at = box["x"] + thumb + start * (box["width"] - 2 * thumb)
    page.mouse.move(at, y)
    page.mouse.down()
    for x in (at + 40, box["x"] + 1, box["x"] + box["width"] * 0.8):
        page.mouse.move(x, y, steps=4)
    weight = float(slider(page, study, "swot").input_value()) / 100
    assert weight == pytest.approx(0.8, abs=0.03)
    # On its way it was at 0, and has forgotten nothing.
    weights_are(page, study.problem().with_weight("swot", weight))
    page.mouse.up()
    agrees(state(page), study.problem().with_weight("swot", weight), "topsis")


def test_typed_and_pressed_weights_are_those_of_with_weight(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    unfold(page)
    problem = study.problem()
    rng = np.random.default_rng(0)
    for node in rng.permutation(study.tree.nodes[1:])[:12]:
        per_cent = float(np.round(rng.uniform(0, 60), 3))
        type_weight(page, study, node, f"{per_cent}")
        problem = problem.with_weight(node, per_cent / 100)
        weights_are(page, problem)
    agrees(state(page), problem, "topsis")
    one = slider(page, study, "E4")
    one.focus()
    for key, step in (("ArrowRight", 0.1), ("ArrowUp", 0.1), ("ArrowLeft", -0.1)):
        before = float(one.input_value())
        page.keyboard.press(key)
        assert float(one.input_value()) == pytest.approx(before + step, abs=1e-9)
        problem = problem.with_weight("E4", round(before + step, 1) / 100)
        weights_are(page, problem)
    page.keyboard.press("Home")
    weights_are(page, problem.with_weight("E4", 0.0))
    page.keyboard.press("End")
    assert state(page)["bounds"][study.tree.nodes.index("E4") - 1]["weight"] == 1.0


@pytest.mark.parametrize("typed", ["", "-3", "180"])
def test_what_cannot_be_a_weight_is_mended_and_told(
    study: fp.Study, shipped_html: str, page_of: PageOf, typed: str
) -> None:
    page = page_of(shipped_html)
    before = study.problem().node_weights["swot"]
    type_weight(page, study, "swot", typed)
    expected = {"": before, "-3": 0.0, "180": 1.0}[typed]
    assert state(page)["bounds"][study.tree.nodes.index("swot") - 1]["weight"] == pytest.approx(
        expected, abs=1e-12
    )
    field = row_of(page, study, "swot").get_by_role("spinbutton")
    assert float(field.input_value()) == pytest.approx(100 * expected, abs=0.05)
    assert "SWOT can weigh 0" in page.get_by_role("status").inner_text()


def test_a_locked_node_stays_while_others_move(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    unfold(page)
    lock = page.get_by_role("button", name="Lock Geopolitical")
    assert lock.get_attribute("aria-pressed") == "false"
    lock.click()
    page.get_by_role("button", name="Lock Threats").focus()
    page.keyboard.press("Space")
    assert state(page)["locked"] == ["geopolitical", "threats"]
    assert slider(page, study, "G2").is_disabled()
    assert slider(page, study, "threats").is_disabled()
    problem = study.problem()
    held = [*study.tree.leaves_of("geopolitical"), "threats"]
    kept = problem.weights[held]
    type_weight(page, study, "institutional", "45")
    weights = dict(zip(study.criteria, state(page)["weights"], strict=True))
    assert sum(weights.values()) == pytest.approx(1.0, abs=1e-12)
    for leaf in held:
        assert weights[leaf] == kept[leaf]
    inside = study.tree.leaves_of("institutional")
    for leaf in study.criteria:
        if leaf not in held:
            side = [j for j in study.criteria if (j in inside) == (leaf in inside)]
            old = problem.weights[[j for j in side if j not in held]].sum()
            new = 0.45 if leaf in inside else 1 - 0.45 - kept.sum()
            assert weights[leaf] == pytest.approx(problem.weights[leaf] / old * new, abs=1e-12)
    type_weight(page, study, "institutional", "99")
    reached = state(page)["bounds"][study.tree.nodes.index("institutional") - 1]
    assert reached["weight"] == pytest.approx(1 - kept.sum(), abs=1e-12)
    assert "With the locks as they are" in page.get_by_role("status").inner_text()
    lock.click()
    assert state(page)["locked"] == ["threats"]
    assert slider(page, study, "G2").is_enabled()


def test_profile_scenario_and_method_are_those_of_python(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    title = study.scenario_table["japan-summit"].title
    choose(page, "Scenario", title)
    agrees(state(page), study.problem(scenario="japan-summit"), "topsis")
    assert study.scenario_table["japan-summit"].reason in page.content()
    choose(page, "Profile", "implementation")
    agrees(state(page), study.problem("implementation", scenario="japan-summit"), "topsis")
    choose(page, "Method", "AHP, ideal")
    problem = study.problem("implementation", scenario="japan-summit")
    agrees(state(page), problem, "ahp_ideal")
    assert shown_order(page) == fp.ahp(problem, mode="ideal").order
    choose(page, "Scenario", "none")
    agrees(state(page), study.problem("implementation"), "ahp_ideal")


def test_a_choice_of_method_keeps_weights_and_locks_a_choice_of_profile_clears_them(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    page.get_by_role("button", name="Lock SWOT").click()
    type_weight(page, study, "institutional", "50")
    choose(page, "Method", "AHP, distributive")
    assert state(page)["locked"] == ["swot"]
    moved = fp.ahp(study.problem().with_weights(
        dict(zip(study.criteria, state(page)["weights"], strict=True))
    ))  # fmt: skip
    np.testing.assert_allclose(state(page)["scores"], moved.scores, atol=1e-12)
    choose(page, "Profile", "values")
    assert state(page)["locked"] == []
    weights_are(page, study.problem("values"))


def test_reset_goes_back_to_the_profile_as_loaded(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    choose(page, "Profile", "values")
    choose(page, "Method", "AHP, distributive")
    page.get_by_role("button", name="Lock SWOT").click()
    type_weight(page, study, "geopolitical", "40")
    changes = page.locator(".explorer-ranking [data-part=change]").all_inner_texts()
    assert any(changes)
    page.get_by_role("button", name="Reset").click()
    assert state(page)["locked"] == []
    np.testing.assert_array_equal(state(page)["weights"], study.problem("values").weight_vector)
    agrees(state(page), study.problem("values"), "ahp")
    assert not any(page.locator(".explorer-ranking [data-part=change]").all_inner_texts())


def test_ties_and_single_alternatives_are_said_as_such(tmp_path: Path, page_of: PageOf) -> None:
    level = page_of(explorer_page(made_study(tmp_path / "two", 2, 2, 3, constant=True)))
    shown = level.locator(".explorer-result").inner_text()
    assert "a0 and a1 tie for first" in shown
    assert "level with a1" in shown
    alone = page_of(explorer_page(made_study(tmp_path / "one", 0, 1, 3)))
    shown = alone.locator(".explorer-result").inner_text()
    assert "a0 comes first" in shown
    assert "there is no other alternative" in shown
    assert "No single criterion or group can put another alternative first." in shown


def test_changes_of_rank_are_told_in_words(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    type_weight(page, study, "geopolitical", "40")
    before = fp.topsis(study.problem()).ranks
    after = fp.topsis(study.problem().with_weight("geopolitical", 0.4)).ranks
    assert (before != after).any()
    for row in page.locator(".explorer-ranking li").all():
        name = row.locator("[data-part=id]").inner_text()
        words = row.locator("[data-part=change]").inner_text()
        assert row.locator("[data-part=rank]").inner_text() == str(after[name])
        if after[name] == before[name]:
            assert words == ""
        else:
            assert words.startswith("up" if after[name] < before[name] else "down")
            assert str(before[name]) in words


def test_the_link_in_the_address_keeps_a_setting(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    choose(page, "Profile", "grounds")
    choose(page, "Method", "AHP, ideal")
    page.get_by_role("button", name="Lock Geopolitical").click()
    type_weight(page, study, "swot", "37.123")
    page.wait_for_url("**&set.swot=0.37123")
    assert page.url.endswith(
        "#explorer?profile=grounds&method=ahp_ideal&lock=geopolitical&set.swot=0.37123"
    )
    kept = state(page)
    link = page.url
    page.reload()
    assert state(page) == kept
    page.goto(link.split("#")[0] + "#above")
    page.goto(link)
    assert state(page) == kept
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url(lambda url: "set." not in url and "profile=grounds" in url)
    page.reload()
    weights_are(page, study.problem("grounds"))


@pytest.mark.parametrize(
    "fragment",
    ["explorer?", "explorer?profile=nobody&method=topsis", "explorer?profile=paper&method=vikor",
     "explorer?profile=paper&method=topsis&lock=nothing",
     "explorer?profile=paper&method=topsis&scenario=never",
     "explorer?profile=paper&method=topsis&w.I1=0.5",
     "explorer?profile=paper&method=topsis&set.nothing=0.5",
     "explorer?profile=paper&method=topsis&set.swot=2",
     "explorer?profile=paper&method=topsis&w.I1=%3Cscript%3E", "explorer?%E0%A4%A", "%%%", "else",
     "explorer?profile=<img src=x onerror=alert(1)>&method=topsis"],
)  # fmt: skip
def test_an_address_of_something_else_is_ignored_with_a_sentence(
    study: fp.Study, shipped_html: str, page_of: PageOf, fragment: str
) -> None:
    page = page_of(shipped_html)
    page.goto(f"{page.url}#above")
    page.reload()
    assert page.get_by_role("status").inner_text() == ""
    page.goto(page.url.replace("above", fragment))
    page.reload()
    assert page.get_by_role("status").inner_text().startswith("The link")
    agrees(state(page), study.problem(), "topsis")


def saved(page: Any, kind: str) -> str:
    """The lines that are shown for a profile or a scenario, as they are downloaded too."""
    page.get_by_text("Save as a profile or a scenario").click()
    page.wait_for_function("document.querySelector('[data-part=profileLines]').textContent")
    shown = page.get_by_label(f"{kind.capitalize()} with these weights").text_content()
    with page.expect_download() as found:
        page.get_by_role("button", name=f"Download {kind}.toml").click()
    assert found.value.suggested_filename == f"{kind}.toml"
    assert Path(found.value.path()).read_text(encoding="utf-8") == shown
    return str(shown)


def paste(folder: Path, file: str, lines: str) -> fp.Study:
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(f"\n{lines}")
    return fp.load(folder)


@pytest.mark.parametrize(
    ("assumed", "moves", "short"),
    [
        (None, [("swot", "45.6")], True),
        (None, [("swot", "45.6"), ("strategic_dependence", "12"), ("geopolitical", "20")], False),
        ("towards-implementation", [("geopolitical", "33.3"), ("swot", "20")], False),
        ("barriers-only", [("E4", "7")], True),
    ],
)
def test_a_setting_is_saved_as_a_profile_and_as_a_scenario(
    study: fp.Study,
    shipped_html: str,
    page_of: PageOf,
    tmp_path: Path,
    assumed: str | None,
    moves: list[tuple[str, str]],
    short: bool,
) -> None:
    page = page_of(shipped_html)
    unfold(page)
    choose(page, "Profile", "values")
    if assumed:
        choose(page, "Scenario", study.scenario_table[assumed].title)
    page.get_by_role("button", name="Lock Threats").click()
    for node, per_cent in moves:
        type_weight(page, study, node, per_cent)
    weights = state(page)["weights"]
    lines = saved(page, "profile")
    assert (lines.count("=") < 9) == short
    copied = fp.new_study(tmp_path / "copy", shipped=True)
    with_profile = paste(copied, "study.toml", lines)
    np.testing.assert_allclose(with_profile.problem("mine").weight_vector, weights, atol=2e-6)
    if assumed:
        assert page.get_by_text("save as a scenario to keep the ranking shown").is_visible()
    else:
        scores = fp.topsis(with_profile.problem("mine")).scores
        np.testing.assert_allclose(scores, state(page)["scores"], rtol=0, atol=2e-6)
    page.get_by_text("Save as a profile or a scenario").click()
    with_scenario = paste(copied, "scenarios.toml", saved(page, "scenario"))
    problem = with_scenario.problem("values", scenario="mine")
    np.testing.assert_allclose(problem.weight_vector, weights, atol=2e-6)
    np.testing.assert_allclose(fp.topsis(problem).scores, state(page)["scores"], rtol=0, atol=2e-6)


def test_only_the_shipped_study_is_to_be_copied_first(
    study: fp.Study, small: fp.Study, written: Callable[..., str], page_of: PageOf
) -> None:
    for one, said in ((study, True), (small, False)):
        page = page_of(written(one))
        advice = page.locator("[data-part=copiedFirst]")
        assert advice.evaluate("one => one.hidden") is not said


def test_what_no_weight_changes_is_not_offered_to_save(
    study: fp.Study, shipped_html: str, page_of: PageOf, tmp_path: Path
) -> None:
    page = page_of(shipped_html)
    page.get_by_text("Save as a profile or a scenario").click()
    profile = page.get_by_role("button", name="Download profile.toml")
    scenario = page.get_by_role("button", name="Download scenario.toml")
    choose(page, "Method", "AHP, ideal")
    title = study.scenario_table["japan-summit"].title  # changes scores only
    for chosen in ("none", title):
        choose(page, "Scenario", chosen)
        for kind, button in (("profile", profile), ("scenario", scenario)):
            page.get_by_text(
                f"there is nothing to save as a {kind} until one is changed"
            ).wait_for()
            assert not button.is_visible()
    # A scenario that sets weights gives a profile with them, and no second scenario.
    choose(page, "Scenario", study.scenario_table["barriers-only"].title)
    assert profile.is_visible()
    assert not scenario.is_visible()
    lines = page.get_by_label("Profile with these weights").text_content()
    copied = paste(fp.new_study(tmp_path / "copy", shipped=True), "study.toml", lines)
    weights_are(page, copied.problem("mine"))
    type_weight(page, study, "geopolitical", "40")
    assert profile.is_visible()
    assert scenario.is_visible()


def test_a_choice_of_scenario_keeps_weights_by_hand_a_choice_of_profile_says_they_go(
    study: fp.Study, shipped_html: str, page_of: PageOf, tmp_path: Path
) -> None:
    page = page_of(shipped_html)
    type_weight(page, study, "geopolitical", "40")
    page.get_by_role("button", name="Lock Geopolitical").click()
    type_weight(page, study, "strategic_dependence", "12")
    for name in ("roadmap", "barriers-only"):
        choose(page, "Scenario", study.scenario_table[name].title)
        choose(page, "Method", "AHP, ideal")
        problem = study.problem(scenario=name).with_weight("geopolitical", 0.4)
        assert state(page)["locked"] == ["geopolitical"]
        now = dict(zip(study.criteria, state(page)["weights"], strict=True))
        for leaf in study.tree.leaves_of("geopolitical"):
            assert now[leaf] == pytest.approx(problem.weights[leaf], abs=1e-12)
        scores = fp.ahp(problem.with_weights(now), mode="ideal").scores
        np.testing.assert_allclose(state(page)["scores"], scores, rtol=0, atol=1e-12)
    page.wait_for_url("**scenario=barriers-only**&set.geopolitical=0.4&lock=geopolitical&**")
    kept = state(page)
    page.reload()
    assert state(page) == kept
    copied = paste(
        fp.new_study(tmp_path / "copy", shipped=True), "study.toml", saved(page, "profile")
    )
    np.testing.assert_allclose(copied.problem("mine").weight_vector, kept["weights"], atol=2e-6)
    choose(page, "Profile", "values")
    weights_are(page, study.problem("values", scenario="barriers-only"))
    assert "replaced by the weights of profile values" in page.get_by_role("status").inner_text()


def test_a_profile_is_saved_from_a_study_that_states_none(tmp_path: Path, page_of: PageOf) -> None:
    folder = made_up.bare_study(tmp_path / "bare", {"x": [3.0, 1.0], "y": [1.0, 2.0]})
    page = page_of(explorer_page(fp.load(folder)))
    page.get_by_label("C0, per cent").fill("80")
    page.get_by_label("C0, per cent").press("Enter")
    study = paste(folder, "study.toml", saved(page, "profile"))
    np.testing.assert_allclose(study.weights("mine"), [0.8, 0.2])


def test_the_lines_of_python_give_the_same_scores(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    choose(page, "Scenario", study.scenario_table["debt-distress"].title)
    choose(page, "Method", "AHP, ideal")
    type_weight(page, study, "swot", "11.1")
    page.get_by_text("Python", exact=True).click()
    page.get_by_text("study.problem").wait_for()
    lines = page.get_by_label("Python that gives this ranking").inner_text()
    names: dict[str, Any] = {}
    exec("\n".join(lines.splitlines()[:-1]), names)  # noqa: S102  (our own lines)
    ranking = eval(lines.splitlines()[-1], names)  # noqa: S307
    np.testing.assert_allclose(state(page)["scores"], ranking.scores, rtol=0, atol=1e-15)
    type_weight(page, study, "swot", "12.2")
    assert page.get_by_label("Python that gives this ranking").inner_text() != lines


def test_link_and_lines_can_be_copied(shipped_html: str, page_of: PageOf) -> None:
    page = page_of(shipped_html)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        page.url.split("#")[0] + "#explorer?profile=paper&method=topsis"
    )
    assert "send this file" in page.get_by_role("status").inner_text()
    page.get_by_text("Python", exact=True).click()
    page.get_by_role("button", name="Copy the lines").click()
    page.get_by_text("Python copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("fp.topsis(problem)")


def test_where_nothing_can_be_copied_the_link_is_shown(shipped_html: str, page_of: PageOf) -> None:
    page = page_of(shipped_html)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("does not allow copying").wait_for()
    assert "#explorer?profile=paper" in page.get_by_role("status").inner_text()


def test_the_sentence_for_screen_readers_waits_until_the_movement_is_over(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    spoken = page.locator("[aria-live=polite]")
    slider(page, study, "geopolitical").focus()
    for _ in range(5):
        page.keyboard.press("PageUp")
    assert spoken.inner_text() == ""
    page.wait_for_function("document.querySelector('[aria-live=polite]').textContent !== ''")
    text = spoken.inner_text()
    assert text.startswith("CA-Japan comes first by TOPSIS, 0.")
    assert "ahead of CA-" in text
    assert "Changing" in text


def test_the_next_reversal_is_named_and_one_click_away(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    row = Analysis(study).nearest_bounds.iloc[0]
    node, up = str(row.name), row["winner_above"] is not None
    label, winner = study.tree.label(node), row["winner_above"] if up else row["winner_below"]
    weight, goal = (100 * row[column] for column in ("weight", "upper" if up else "lower"))
    sentence = page.locator(".explorer-nearest").inner_text().replace("\xa0", " ")
    assert sentence == (
        f"Changing the weight of {label} from {weight:.1f} % to just "
        f"{'above' if up else 'below'} {goal:.1f} % "
        f"({'+' if up else chr(0x2212)}{abs(goal - weight):.1f} points) puts {winner} first."
    )
    assert not slider(page, study, node).is_visible()
    page.get_by_role("link", name=label).click()
    assert slider(page, study, node).is_visible()
    assert page.evaluate("document.activeElement.id") == slider(page, study, node).get_attribute(
        "id"
    )
    type_weight(page, study, node, f"{goal + (0.01 if up else -0.01)}")
    assert shown_order(page)[0] == winner


def test_every_control_has_a_name_and_a_visible_focus(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    unfold(page)
    names = page.evaluate(
        """() => [...document.querySelectorAll("#explorer :is(button, input, select, a)")]
          .filter((e) => e.checkVisibility())
          .map((e) => e.ariaLabel ?? e.labels?.[0]?.textContent ?? e.textContent)"""
    )
    assert len(names) > 3 * 34
    assert all(name.strip() for name in names)
    assert page.locator(f"#explorer-range-{study.tree.nodes.index('E4') - 1}").evaluate(
        "e => document.getElementById(e.getAttribute('aria-describedby')).textContent"
    )
    reached = set()
    page.locator("#explorer select").first.focus()
    for _ in range(len(names) - 1):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    assert len(reached) >= len(names) - 3


@pytest.mark.parametrize("width", [380, 1400])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_sticks_out_and_labels_stay_text(
    tmp_path: Path, page_of: PageOf, width: int, dark: bool
) -> None:
    study = made_study(tmp_path / "study", 7, 5, 6)
    page = page_of(explorer_page(study), width=width, dark=dark)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelectorAll('#explorer script, #explorer b').length") == 0
    assert page.get_by_label(HOSTILE, exact=True).first.is_visible()
    assert page.get_by_text("<b>Equal</b>?").is_visible()


def test_on_paper_all_weights_stand_in_a_table(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    page = page_of(shipped_html)
    type_weight(page, study, "swot", "40")
    page.emulate_media(media="print")
    printed = page.locator(".explorer-printed").all()
    problem = study.problem().with_weight("swot", 0.4)
    tree = study.tree
    weights = [problem.weight_of(node) for node in (*tree.themes, *tree.nodes[1:])]
    for one, weight in zip(printed, weights, strict=True):
        assert one.is_visible()
        assert float(one.get_attribute("value")) == pytest.approx(weight, abs=1e-12)
    assert printed[len(tree.themes)].inner_text() == "60.0\xa0%"
    assert not page.locator("#explorer input").first.is_visible()
    assert page.locator(".explorer-ranking li").first.is_visible()


def test_without_javascript_a_sentence_says_so(
    browser: Any, shipped_html: str, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(shipped_html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert "needs JavaScript" in page.locator("noscript").inner_text()
    assert not page.locator(".explorer").is_visible()
    context.close()


def test_in_the_report_itself_a_link_opens_at_its_setting(
    study: fp.Study, written: Callable[..., str], page_of: PageOf
) -> None:
    page = page_of(written(study))
    page.get_by_role("link", name="Try other weights").first.click()
    choose(page, "Profile", "values")
    type_weight(page, study, "swot", "45.6")
    problem = study.problem("values").with_weight("swot", 0.456)
    agrees(state(page), problem, "topsis")
    page.wait_for_url("**#explorer?*")
    opened = page.context.new_page()
    opened.emulate_media(reduced_motion="reduce")
    opened.goto(page.url)
    agrees(state(opened), problem, "topsis")
    assert abs(opened.locator("#explorer").evaluate("e => e.getBoundingClientRect().top")) < 100
