"""Answers that come back: what is used, what is reported, and what a study holds afterwards."""

import shutil
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from elicit.workbooks import filled

import fivepluone_mcda as fp
from fivepluone_mcda.elicit import form_of, item_hashes
from fivepluone_mcda.elicit.answers import folder as folder_module
from fivepluone_mcda.elicit.workbook import workbook
from fivepluone_mcda.narrative.panel import panel_sentences
from fivepluone_mcda.narrative.provenance import origin

NOW = datetime(2027, 1, 1, tzinfo=UTC)
collect = partial(fp.collect, now=NOW)

SCORES = [
    {"criterion": "cost", "alternative": "tram", "low": 3, "best": 4, "high": 5, "note": "dear"},
    {"criterion": "cost", "alternative": "bus", "best": 1},
    {"criterion": "noise", "alternative": "tram", "cannot_say": True, "note": "never rode"},
    {"criterion": "strengths", "alternative": "bus", "best": 2},
]
JUDGEMENTS = [
    {"group": "top", "a": "barriers", "b": "swot", "value": 2, "reason": "daily life"},
    {"group": "barriers", "a": "cost", "b": "noise", "value": "1/3"},
    {"group": "quadrants", "a": "strengths", "b": "weaknesses", "value": 1},
    {"group": "quadrants", "a": "weaknesses", "b": "opportunities", "value": 2},
    {"group": "quadrants", "a": "opportunities", "b": "threats", "value": 1},
]
SWING = [
    {"group": group, "criterion": criterion, "points": points}
    for group, criterion, points in (
        ("top", "barriers", 100), ("top", "swot", 50), ("barriers", "cost", 100),
        ("barriers", "noise", 100), ("quadrants", "strengths", 100),
        ("quadrants", "weaknesses", 0), ("quadrants", "opportunities", 50),
        ("quadrants", "threats", 50),
    )
]  # fmt: skip


def said(collected):
    """All problems as one text."""
    return "\n".join(" | ".join(row) for row in collected.problems.to_numpy())


def state(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_answers_become_a_coder_and_a_judge(send, small, small_folder):
    who = {"id": "a1", "name": "Aliya Bek", "institution": "=HYPER()", "country": "KZ"}
    send("a.json", who, scores=SCORES, judgements=JUDGEMENTS)
    collected = collect(small, send("b.json", {"id": "b1"}, scores=SCORES[:1]))
    assert collected.problems.empty
    assert "2 files with answers, 2 to be taken over" in collected.headline()
    before = (small_folder / "study.toml").read_text(encoding="utf-8")
    done = collected.write(small_folder)
    assert any("study.toml: written" in line for line in done)
    study = fp.load(small_folder)
    assert study.coders == ["a", "b", "aliya-bek", "r01"]
    assert study.judges("guests") == ["aliya-bek"]
    assert study.weights("guests").sum() == pytest.approx(1.0)
    assert study.judgements("guests")["barriers"].to_frame().loc["noise", "cost"] == 3.0
    assert study.problem().matrix.loc["tram", "cost"] == pytest.approx((5 + 3 + 4 + 4) / 4)
    assert (
        study.problem().matrix.loc["tram", "noise"] == small.problem().matrix.loc["tram", "noise"]
    )
    cell = study.evidence("tram", "noise").set_index("coder")
    assert cell.loc["aliya-bek", "evidence"] == "cannot say: never rode"
    assert cell.loc["aliya-bek", "silent"]
    assert cell.loc["r01", "evidence"] == "no answer"
    origin = study.provenance().set_index("statement").loc["guests_questionnaire"]
    assert origin["kind"] == "human"
    assert "2 respondents of the panel 'guests'" in origin["how"]
    assert study.respondents.set_index("respondent").loc["aliya-bek", "institution"] == "'=HYPER()"
    after = (small_folder / "study.toml").read_text(encoding="utf-8")
    lost = [line for line in before.splitlines() if line not in after]
    assert lost == ['scores = "scores.csv"', 'judgements = "judgements.csv"']
    assert study.profiles[: len(small.profiles)] == small.profiles


def test_a_second_time_and_a_dry_run_change_nothing(send, small, small_folder):
    answers = send("a.json", {"id": "a1", "name": "Aliya"}, scores=SCORES, judgements=JUDGEMENTS)
    before = state(small_folder)
    assert any(
        "to be written" in line for line in collect(small, answers).write(small_folder, True)
    )
    assert state(small_folder) == before
    collect(small, answers).write(small_folder)
    once = state(small_folder)
    again = collect(fp.load(small_folder), answers)
    assert list(again.respondents["state"]) == ["already collected"]
    assert again.write()[0].startswith("Nothing to write")
    assert state(small_folder) == once


def test_of_the_same_respondent_the_newest_counts(send, small, small_folder):
    one = {"id": "a1", "name": "Aliya"}
    send("late.json", {"id": "zz", "name": " aliya "}, scores=SCORES[:1],
         saved="2026-11-22T09:00:00+05:00")  # fmt: skip
    answers = send("early.json", one, scores=SCORES)
    collected = collect(small, answers)
    assert "early.json |  | answers of 'aliya', of whom late.json has newer" in said(collected)
    assert len(collected.scores) == 1
    collected.write(small_folder)
    newer = send("newest.json", one, scores=SCORES[:2], saved="2026-11-23T09:00:00Z")
    later = collect(fp.load(small_folder), newer / "newest.json")
    assert list(later.respondents["state"]) == ["newer"]
    assert "replace those collected | the name is the same but the id is not" in said(later)
    later.write()
    study = fp.load(small_folder)
    assert study.coders == ["a", "b", "aliya"]
    assert study.scored[2].sum() == 2
    older = collect(study, newer / "early.json")
    assert list(older.respondents["state"]) == ["older"]
    assert "older than those collected" in said(older)


def test_what_changed_since_is_said_item_by_item_and_the_rest_is_used(send, small, changed_study):
    answers = send("a.json", {"id": "a1"}, scores=SCORES, judgements=JUDGEMENTS,
                   importance="swing", points=SWING)  # fmt: skip
    study = changed_study("criteria.csv", "What does it cost?", "What does it cost a year?")
    collected = collect(study, answers)
    text = said(collected)
    assert "criterion or group 'cost' | changed since" in text
    assert "2 scores of what has changed since" in text
    assert "1 judgement of what has changed since" in text
    assert "points (barriers) | the group or an element has changed since" in text
    assert list(collected.scores["criterion"]) == ["noise", "strengths"]
    assert set(collected.points["group"]) == {"top", "quadrants"}
    gone = dict(item_hashes(small)) | {"node:gone": "1"}
    del gone["alternative:bus"]
    collected = collect(small, send("a.json", {"id": "a1"}, scores=SCORES, hashes=gone))
    assert "'gone' | no longer in the study" in said(collected)
    assert "alternative 'bus' | added since" in said(collected)
    collected = collect(small, send("a.json", {"id": "a1"}, scores=SCORES, hashes=None))
    assert "nobody can say what has changed" in said(collected)
    assert len(collected.scores) == 4


def test_points_give_a_profile(send, small, small_folder):
    collected = collect(small, send("a.json", {"id": "a"}, importance="swing", points=SWING))
    assert collected.problems.empty
    collected.write(small_folder)
    study = fp.load(small_folder)
    assert study.coders == ["a", "b"]  # the respondent scored nothing, and is called r01
    assert study.judges("guests") == ["r01"]
    assert study.weights("guests")["cost"] == pytest.approx(1 / 3)
    assert study.profile("guests").how == "swing"


def test_rankings_and_best_worst_comparisons(send, small):
    ranking = [{"group": "barriers", "criterion": "cost", "rank": 1},
               {"group": "barriers", "criterion": "noise", "rank": 2}]  # fmt: skip
    best_worst = [
        {"group": "quadrants", "criterion": name, "best": "threats", "worst": "strengths",
         "best_to": best, "to_worst": worst}
        for name, best, worst in (
            ("strengths", 8, 1), ("weaknesses", 1, 8), ("opportunities", 2, 5), ("threats", 1, 8))
    ]  # fmt: skip
    answers = send(
        "a.json", {"id": "a"}, importance="ranking", ranking=ranking, best_worst=best_worst
    )
    collected = collect(small, answers)
    assert collected.problems.empty, said(collected)
    own = collected.points[collected.points["group"] == "quadrants"]
    assert list(own["criterion"]) == ["threats", "weaknesses", "opportunities", "strengths"]
    ratio = collected.consistency.set_index("group").loc["quadrants", "ratio"]
    assert ratio == pytest.approx(2 / 56)


def test_what_follows_of_best_worst_comparisons_may_be_missing(send, small):
    rows = [
        {"group": "barriers", "criterion": "noise", "best": "noise", "worst": "cost"},
        {"group": "barriers", "criterion": "cost", "best": "noise", "worst": "cost", "best_to": 4},
    ]
    collected = collect(small, send("a.json", {"id": "a"}, best_worst=rows))
    assert collected.problems.empty, said(collected)
    stated = collected.points.set_index("criterion")[["value", "to_worst"]]
    assert stated.to_dict("index") == {
        "noise": {"value": 1.0, "to_worst": 4.0},
        "cost": {"value": 4.0, "to_worst": 1.0},
    }
    rows[0]["best"] = ["noise"]
    rows[1]["worst"] = None
    assert collect(small, send("a.json", {"id": "a"}, best_worst=rows)).points.empty


def test_workbooks_and_pages_may_be_mixed(send, small):
    form = form_of(small, panel="guests")
    entries = {
        ("respondent", "name"): {"C": "Ann Lee"},
        ("score", "cost", "tram"): {"C": 4},
        ("score", "cost", "bus"): {"C": 2, "D": 1, "E": 3, "G": "=a guess"},
        ("score", "noise", "tram"): {"F": "x"},
        ("score", "noise", "bus"): {"C": "loud"},
        ("judgement", "barriers", "cost", "noise"): {"D": "Noise", "E": 3, "F": "at night"},
    }
    answers = send("a.json", {"id": "a1", "name": "Aliya"}, scores=SCORES)
    filled(workbook(form), entries, answers / "ann.xlsx")
    collected = collect(small, answers)
    assert sorted(collected.respondents["respondent"]) == ["aliya", "ann-lee"]
    own = collected.scores[collected.scores["coder"] == "ann-lee"]
    own = own.sort_values("best", ignore_index=True)
    assert own["best"].tolist()[:2] == [2.0, 4.0]
    assert own["silent"].tolist() == [False, False, True]
    assert own["evidence"].tolist() == ["'=a guess", "", "cannot say"]
    assert "found 'loud'" in said(collected)
    assert len(collected.judgements) == 1


def test_an_unfinished_panel_has_no_profile_yet(send, small, small_folder):
    answers = send("a.json", {"id": "a"}, judgements=JUDGEMENTS[:2])
    done = collect(small, answers).write(small_folder)
    assert any("has no profile of weights yet" in line and "quadrants" in line for line in done)
    assert "guests" not in fp.load(small_folder).profiles


def test_consistency_names_the_worst_pair_and_the_value_that_would_agree(send, small):
    circle = [
        {"group": "quadrants", "a": a, "b": b, "value": value}
        for a, b, value in (("strengths", "weaknesses", 5), ("weaknesses", "threats", 5),
                            ("strengths", "threats", "1/5"), ("threats", "opportunities", 1))
    ]  # fmt: skip
    table = collect(small, send("a.json", {"id": "a"}, judgements=circle)).consistency
    first = table.iloc[0]
    assert first["group"] == "quadrants"
    assert first["ratio"] > 0.1
    assert first[["a", "b", "value", "suggested"]].isna().all()  # a single circle: none stands out
    more = {"group": "quadrants", "a": "weaknesses", "b": "opportunities", "value": 9}
    table = collect(small, send("a.json", {"id": "a"}, judgements=[*circle, more])).consistency
    first = table.iloc[0]
    assert first["a"] in {"strengths", "weaknesses", "threats", "opportunities"}
    assert max(first["suggested"], 1 / first["suggested"]) in range(1, 10)


@pytest.mark.slow
def test_rounds_are_kept_and_what_moved_is_said(send, small_folder):
    who = {"id": "a1", "name": "Aliya"}
    send("one.json", who, scores=SCORES, judgements=JUDGEMENTS)
    second = [{**SCORES[0], "low": 2, "best": 2, "high": 2}]
    turned = [{"group": "top", "a": "swot", "b": "barriers", "value": 2}]
    both = send("two.json", who, scores=second, judgements=turned, round=2)
    for order in (["one.json", "two.json"], ["two.json", "one.json"]):
        folder = small_folder.with_name(f"study-{order[0][:3]}")
        folder.mkdir()
        for path in small_folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        for file in order:
            collected = collect(fp.load(folder), both / file)
            collected.write()
        study = fp.load(folder)
        own = study.barrier_codes.set_index(["coder", "criterion", "alternative"])
        assert own.loc[("aliya", "cost", "tram"), "best"] == 2.0
        assert own.loc[("aliya", "cost", "bus"), "best"] == 1.0
        assert list(study.earlier["scores"]["best"]) == [4.0]
        assert study.judgements("guests")["top"].to_frame().loc["barriers", "swot"] == 0.5
        if order[0] == "one.json":
            moved = collected.moved.set_index("what")
            assert moved.loc["score", ["item", "before", "after"]].tolist() == [
                "cost / tram",
                4.0,
                2.0,
            ]
            assert moved.loc["judgement", "after"] == 0.5
    assert state(small_folder.with_name("study-one")).keys() == state(folder).keys()


@pytest.mark.slow
def test_statements_and_comments_of_the_user_stay(send, small_folder):
    path = small_folder / "study.toml"
    text = path.read_text(encoding="utf-8").replace('coders = "a"\n', "")
    text = text.replace('scores = "scores.csv"', 'scores = "scores.csv"  # typed by hand')
    text = text.replace(text[text.index("[provenance.reader]") : text.index("[profiles.ex")], "")
    path.write_text("# Ours.\n" + text, encoding="utf-8")
    answers = send("a.json", {"id": "a1", "name": "Aliya"}, scores=SCORES)
    collect(fp.load(small_folder), answers).write()
    after = path.read_text(encoding="utf-8")
    assert after.startswith("# Ours.\n")
    assert '["scores.csv", "answers-scores.csv"]  # typed by hand' in after
    study = fp.load(small_folder)
    assert study.statements["program"].coders == ("a", "b")
    more = send("b.json", {"id": "b1", "name": "Boris"}, scores=SCORES)
    collect(study, more).write()
    assert fp.load(small_folder).statements["guests_questionnaire"].coders == ("aliya", "boris")
    assert path.read_text(encoding="utf-8").count("guests_questionnaire") == 1


def test_a_study_without_statements_is_asked_for_one(send, small_folder):
    path = small_folder / "study.toml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[provenance.program]"), text.index("[profiles.experts]")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    answers = send("a.json", {"id": "a1"}, scores=SCORES)
    done = collect(fp.load(small_folder), answers).write()
    assert any("scores of the other coders (a, b)" in line for line in done)


def test_nothing_is_half_written(send, small, small_folder, monkeypatch):
    answers = send("a.json", {"id": "a1"}, scores=SCORES, judgements=JUDGEMENTS)
    collected = collect(small, answers)
    before = state(small_folder)
    write, calls = folder_module.write_atomically, []

    def failing(path, content):
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(folder_module, "write_atomically", failing)
    with pytest.raises(OSError, match="No space"):
        collected.write(small_folder)
    assert state(small_folder) == before


def test_another_study_is_refused(send, small, changed_study):
    collected = collect(small, send("a.json", {"id": "a1"}, scores=SCORES))
    other = changed_study("criteria.csv", "What does it cost?", "Is it dear?")
    with pytest.raises(fp.CriteriaError, match="another study"):
        collected.write(other.folder)


def test_answers_for_a_panel_of_judges_are_pointed_out(send, small):
    answers = send("a.json", {"id": "a1"}, judgements=JUDGEMENTS, panel="experts")
    assert "join the panel" not in said(collect(small, answers))  # its judges were asked
    tables = {key: table for key, table in small.tables.items() if key != "respondents"}
    assert "join the panel 'experts'" in said(collect(replace(small, tables=tables), answers))


def test_who_is_who(send, small):
    for number, name in enumerate(["Aliya", "ALIYA!", "a", "Иванов И.", "", "=?", "p"]):
        send(f"{number}.json", {"id": f"i{number}", "name": name}, scores=SCORES,
             saved=f"2026-11-2{number}T10:00:00Z")  # fmt: skip
    answers = send("x.json", {}, scores=SCORES, saved="2026-12-01T10:00:00Z")
    names = list(collect(small, answers).respondents["respondent"])
    assert names == ["aliya", "aliya-2", "a-2", "иванов-и", "r01", "r02", "p-2", "r03"]


def test_pairs_answered_by_half_are_reported(send, small):
    half = [{"group": "barriers", "a": "cost", "b": "noise"}]
    folder = send("a.json", {"id": "a1"}, judgements=JUDGEMENTS[:1], leanings=half)
    collected = collect(small, folder)
    assert "1 pair answered by half, which but not by how much; left out" in said(collected)
    assert len(collected.problems) == 1
    assert collect(small, send("a.json", {"id": "a1"}, leanings=[], scores=SCORES)).problems.empty


def test_a_part_that_newer_answers_leave_empty_is_empty_in_the_study(send, small_folder):
    who = {"id": "a1", "name": "Aliya"}
    send("one.json", who, scores=SCORES, judgements=JUDGEMENTS, importance="swing", points=SWING)
    files = send("two.json", who, scores=SCORES[:1], saved="2026-11-23T10:00:00Z")
    send("other.json", {"id": "b1", "name": "Boris"}, judgements=JUDGEMENTS)
    together = Path(shutil.copytree(small_folder, small_folder.with_name("together")))
    for file in ("other.json", "one.json", "two.json"):
        collect(fp.load(small_folder), files / file).write()
    collect(fp.load(together), files).write()
    one, both = fp.load(small_folder), fp.load(together)
    assert one.panels == both.panels
    assert one.judges("guests") == both.judges("guests") == ["boris"]
    texts = [(folder / "study.toml").read_text("utf-8") for folder in (small_folder, together)]
    assert tomllib.loads(texts[0]) == tomllib.loads(texts[1])
    assert one.tables["scores"].equals(both.tables["scores"])
    assert one.tables["points"].equals(both.tables["points"])


def test_best_worst_comparisons_need_no_row_of_the_best(send, small):
    ends = {"best": "threats", "worst": "strengths", "group": "quadrants"}
    rows = [
        ends | {"criterion": "strengths", "best_to": 8},
        ends | {"criterion": "weaknesses", "best_to": 4, "to_worst": 2},
        ends | {"criterion": "opportunities", "best_to": 2, "to_worst": 4},
    ]
    collected = collect(small, send("a.json", {"id": "a"}, best_worst=rows))
    assert collected.problems.empty, said(collected)
    assert collected.points["value"].tolist() == [1.0, 4.0, 2.0, 8.0]
    assert collected.points["to_worst"].tolist() == [8.0, 2.0, 4.0, 1.0]
    pair = {"group": "barriers", "criterion": "cost", "best": "noise", "worst": "cost"}
    collected = collect(small, send("a.json", {"id": "a"}, best_worst=[pair | {"best_to": 4}]))
    assert collected.points["to_worst"].tolist() == [4.0, 1.0]
    del rows[1]["to_worst"]
    collected = collect(small, send("a.json", {"id": "a"}, best_worst=rows))
    assert "weaknesses: no comparison of it with the worst" in said(collected)


def test_two_people_with_one_id_are_kept_apart_and_pointed_out(send, small, small_folder):
    send("a.json", {"id": "a1", "name": "Aliya"}, scores=SCORES)
    files = send("b.json", {"id": "a1", "name": "Boris"}, scores=SCORES[:1])
    collected = collect(small, files)
    assert list(collected.respondents["respondent"]) == ["aliya", "boris"]
    assert list(collected.respondents["state"]) == ["new", "new"]
    assert "the id of 'aliya' but another name, 'Boris'; kept apart as 'boris'" in said(collected)
    collected.write(small_folder)
    again = collect(fp.load(small_folder), files)
    assert list(again.respondents["state"]) == ["already collected"] * 2
    nameless = send("c.json", {"id": "a1"}, scores=SCORES, saved="2026-11-25T10:00:00Z")
    assert list(collect(small, nameless).respondents["respondent"]) == [
        "aliya",
        "boris",
        "aliya",
    ]


def test_one_id_and_a_name_written_otherwise_is_one_person(send, small):
    send("a.json", {"id": "a1", "name": "Aliya Bek"}, scores=SCORES)
    send("b.json", {"id": "a1", "name": "aliya-bek"}, scores=SCORES, round=2)
    files = send("c.json", {"id": "a1", "name": "Dr. Aliya Bek"}, scores=SCORES, round=3)
    collected = collect(small, files)
    assert list(collected.respondents["respondent"]) == ["aliya-bek"] * 3
    assert collected.problems.empty


def test_cannot_say_may_be_the_number_one(send, small):
    row = {"criterion": "cost", "alternative": "tram", "cannot_say": 1}
    collected = collect(small, send("a.json", {"id": "a"}, scores=[row]))
    assert collected.scores["silent"].tolist() == [True]


def test_answers_in_a_table_of_the_study_keep_newer_ones_out(send, small, small_folder):
    known = {"id": "6f1a", "name": "P"}  # whose judgements stand in judgements.csv
    send("p.json", known, judgements=JUDGEMENTS, panel="experts", saved="2026-12-01T10:00:00Z")
    files = send("b.json", {"id": "b1", "name": "Boris"}, judgements=JUDGEMENTS)
    collected = collect(small, files)
    assert dict(collected.respondents[["respondent", "state"]].to_numpy()) == {
        "boris": "new",
        "p": "not used",
    }
    assert "p.json |  | answers of 'p', whose answers of this round stand in" in said(collected)
    assert "'judgements.csv', 'points.csv'; left out" in said(collected)
    collected.write(small_folder)
    assert fp.load(small_folder).judges("guests") == ["boris"]
    later = send("p.json", known, judgements=JUDGEMENTS[:1], panel="experts", round=2)
    assert dict(collect(small, later).respondents[["respondent", "state"]].to_numpy())["p"] == "new"


def test_a_time_to_come_is_a_problem_and_not_the_newest(send, small):
    who = {"id": "a1", "name": "Aliya"}
    send("wrong.json", who, scores=SCORES, saved="9999-12-31T10:00:00Z")
    collected = collect(small, send("right.json", who, scores=SCORES[:1]))
    assert "wrong.json | saved | found '9999-12-31T10:00:00Z', later than now" in said(collected)
    assert len(collected.scores) == 1
    nearly = send("near.json", who, scores=SCORES, saved="2027-01-01T05:00:00")  # local time
    assert "near" not in said(collect(small, nearly / "near.json"))


def test_a_round_that_jumps_ahead_is_a_problem(send, small):
    files = send("a.json", {"id": "a1"}, scores=SCORES, round=99)
    assert "round 99, and nobody of the panel answered round 98" in said(collect(small, files))
    files = send("a.json", {"id": "a1"}, scores=SCORES, round=2)
    assert "nobody of the panel answered round 1" in said(collect(small, files))
    files = send("b.json", {"id": "b1"}, scores=SCORES)
    assert collect(small, files).problems.empty


@pytest.mark.parametrize("left", [{}, {"judgements": JUDGEMENTS[:1]}])
def test_a_profile_goes_with_the_answers_that_it_rests_on(send, small_folder, left):
    who = {"id": "a1", "name": "Aliya"}
    collect(fp.load(small_folder), send("one.json", who, judgements=JUDGEMENTS)).write()
    path = small_folder / "study.toml"
    path.write_text(path.read_text("utf-8") + "\n# The end.\n", "utf-8")
    newer = send("two.json", who, scores=SCORES, saved="2026-11-23T10:00:00Z", **left)
    done = collect(fp.load(small_folder), newer).write()
    assert any("Profile 'guests' is taken out of study.toml" in line for line in done)
    study = fp.load(small_folder)
    assert "guests" not in study.profiles
    assert path.read_text("utf-8").count("# The end.") == 1
    send("three.json", who, importance="swing", points=SWING, saved="2026-11-24T10:00:00Z")
    collect(study, newer).write()
    assert fp.load(small_folder).profile("guests").how == "swing"


def test_a_panel_of_several_ways_has_one_profile_by_priorities(send, small_folder):
    best_worst = [
        {"group": group, "criterion": end, "best": best, "worst": worst, "best_to": to}
        for group, best, worst in (("top", "swot", "barriers"), ("barriers", "noise", "cost"))
        for end, to in ((best, 1), (worst, 4))
    ]
    quadrants = {"group": "quadrants", "best": "strengths", "worst": "threats"}
    best_worst += [
        quadrants | {"criterion": name, "best_to": best, "to_worst": worst}
        for name, best, worst in (
            ("strengths", 1, 8), ("weaknesses", 2, 4), ("opportunities", 4, 2), ("threats", 8, 1))
    ]  # fmt: skip
    send("a.json", {"id": "a1", "name": "Aliya"}, judgements=JUDGEMENTS)
    send("c.json", {"id": "c1", "name": "Cem"}, importance="best_worst", best_worst=best_worst)
    files = send("b.json", {"id": "b1", "name": "Boris"}, importance="swing", points=SWING)
    together = Path(shutil.copytree(small_folder, small_folder.with_name("together")))
    done = collect(fp.load(together), files).write()
    assert any("'guests': the priorities" in line and "all ways" in line for line in done)
    for file in ("a.json", "b.json", "c.json"):
        collect(fp.load(small_folder), files / file).write()
    study = fp.load(small_folder)
    assert study.profile("guests").how == fp.load(together).profile("guests").how == "priorities"
    own = study.judge_weights("guests")
    assert sorted(own.index) == ["aliya", "boris", "cem"]
    cost = [2 / 3 * 1 / 4, 2 / 3 * 1 / 2, 1 / 5 * 1 / 5]  # pairwise, swing, best-worst
    assert list(own.loc[["aliya", "boris", "cem"], "cost"]) == pytest.approx(cost)
    joint = (2 / 3 + 2 / 3 + 1 / 5) / 3 * (1 / 4 + 1 / 2 + 1 / 5) / 3
    assert study.weights("guests")["cost"] == pytest.approx(joint)

    result = fp.panel(study, "guests")
    assert (result.how, result.way, result.kept) == ("priorities", "priorities", list(own.index))
    assert result.weights["chosen"].to_dict() == pytest.approx(study.weights("guests").to_dict())
    assert result.rankings["respondents"].to_dict() == {"chosen": 3, "by judgements": 1}
    said = " ".join(panel_sentences(result, study))
    assert (
        "By pairwise comparisons, swing weighting and best-worst comparisons, all answered" in said
    )
    assert "the mean weights of 3 judges, by pairwise comparisons, swing" in origin(study, "guests")
    space = fp.WeightSpace.judges(study, "guests")
    assert space.sample(64, seed=0)["cost"].max() <= max(cost) + 1e-12

    judged = fp.panel(study, "guests", how="judgements")
    assert (judged.way, judged.kept) == ("pairwise", ["aliya"])
    left_out = judged.answered["left_out"]
    assert left_out["boris"] == "stated by swing, joined only with --by priorities"
    assert left_out["cem"] == "stated by best-worst, joined only with --by priorities"
    assert judged.rankings.loc["by priorities", "respondents"] == 3
    with pytest.raises(fp.MethodError, match="-1 of respondent 'boris'"):
        fp.panel(study, "guests", weights={"boris": -1})


def test_a_profile_that_the_user_changed_stays(send, small_folder):
    files = send("a.json", {"id": "a1", "name": "Aliya"}, judgements=JUDGEMENTS)
    collect(fp.load(small_folder), files).write()
    path = small_folder / "study.toml"
    text = path.read_text("utf-8").replace("What do the respondents", "Our question: what do they")
    path.write_text(text, "utf-8")
    files = send("b.json", {"id": "b1", "name": "Boris"}, importance="swing", points=SWING)
    collect(fp.load(small_folder), files / "b.json").write()
    study = fp.load(small_folder)
    assert study.profile("guests").question.startswith("Our question")
    assert study.profile("guests").how == "priorities"
    text = path.read_text("utf-8").replace('weights = "priorities"', 'weights = "swing"')
    path.write_text(text, "utf-8")
    files = send("c.json", {"id": "c1", "name": "Cem"}, judgements=JUDGEMENTS)
    collect(fp.load(small_folder), files / "c.json").write()
    assert fp.load(small_folder).profile("guests").how == "swing"
