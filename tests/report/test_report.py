"""The report as a file: what stands in it, for every kind of study."""

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from report import made_up

import fivepluone_mcda as fp
from fivepluone_mcda import analysis
from fivepluone_mcda.methods.registry import method_title
from fivepluone_mcda.model.text import percent
from fivepluone_mcda.narrative.provenance import scores_made
from fivepluone_mcda.report import report
from fivepluone_mcda.report.numbers import Axis

SMALL = Path(__file__).parents[1] / "data" / "small_study"
VOID = {"meta", "link", "br", "input", "img", "path", "rect"}
SECTIONS = [
    "answer", "ranking", "themes", "rivals", "scenarios", "explorer", "moves", "draws", "scores",
    "coders", "methods", "evidence", "weights", "swot", "source", "provenance",
]  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, with their attributes, and the text of each section."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.text = [], [], {}
        self.section = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "section" and self.open[-2] == "main":
            self.section = attributes["id"]

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"script", "style"}:
            self.text[self.section] = self.text.get(self.section, "") + data

    def all(self, tag, **having):
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and having.items() <= attributes.items()
        ]

    def says(self, section, text):
        return text in " ".join(self.text[section].split()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def shipped_html(study, written):
    return written(study)


@pytest.fixture(scope="module")
def shipped_page(shipped_html):
    return Page(shipped_html)


def test_every_section_and_every_link_leads_somewhere(shipped_page):
    assert [one["id"] for one in shipped_page.all("section") if one.get("id") in SECTIONS] == (
        SECTIONS
    )
    ids = [one["id"] for _, one in shipped_page.elements if "id" in one]
    assert len(ids) == len(set(ids))
    anchors = {one["href"] for one in shipped_page.all("a") if "href" in one}
    assert {anchor[1:] for anchor in anchors} <= set(ids)
    assert {f"#c{j}-{i}" for j in range(27) for i in range(5)} <= anchors


@pytest.mark.shipped_numbers
def test_the_first_section_answers(study, shipped, shipped_page):
    ranking, least = fp.topsis(shipped), fp.nearest_reversal(shipped, norm="l1")
    assert shipped_page.says("answer", study.title)
    assert shipped_page.says(
        "answer", "CA-EU comes first while “Strategic dependence” weighs 13.3 %"
    )
    moved = f"Moving {percent(least.mass_moved)} of the weight is enough for CA-Japan"
    assert shipped_page.says("answer", moved)
    assert shipped_page.says(
        "answer", "CA-China comes first under the profiles values, implementation"
    )
    assert shipped_page.says("answer", scores_made(study)[0])
    assert shipped_page.says("answer", "those of profile values, with “Strategic dependence” at")
    scores = [one["value"] for one in shipped_page.all("data") if "value" in one][:5]
    assert scores == [f"{ranking.scores[name]:.3f}" for name in ranking.order]


@pytest.mark.slow
def test_what_it_would_take_is_enough(shipped, shipped_page):
    for name in ("CA-China", "CA-Japan", "CA-USA", "CA-Russia"):
        revealed = fp.revealed_weights(shipped, name, ["topsis"], margin=0.0, norm="l1")
        assert shipped_page.says("rivals", f"{100 * revealed.mass_moved:.1f} % of the weight")


def test_the_evidence_is_whole(study, shipped_page):
    assert shipped_page.says("evidence", f"({len(study.barrier_codes) + len(study.swot_codes)})")
    for code in study.barrier_codes.iloc[::100].itertuples():
        assert shipped_page.says("evidence", code.evidence.replace(": ", " ", 1))
    for item in study.swot_items["item"]:
        assert shipped_page.says("evidence", item)
        assert shipped_page.says("swot", item)


def test_nothing_is_asked_for(shipped_html, shipped_page):
    assert len(shipped_html.encode()) < 3_000_000
    for _, attributes in shipped_page.elements:
        assert not {"src", "srcset", "action"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith(("#", "data:"))
    assert not re.search(r"@import|url\(", shipped_html)
    policy = shipped_page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.startswith("default-src 'none'")
    assert policy.count("'sha256-") == len(shipped_page.all("script", type="module")) == 2


@pytest.mark.slow
def test_the_same_study_gives_the_same_bytes(tmp_path):
    mine = fp.new_study(tmp_path / "mine")
    first = report(fp.load(mine), tmp_path / "first.html").read_bytes()
    # Another process hashes strings in another order.
    script = "import fivepluone_mcda as fp, sys; from fivepluone_mcda.report import report; "
    script += "report(fp.load(sys.argv[1]), sys.argv[2])"
    second = tmp_path / "second.html"
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, mine, second],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert second.read_bytes() == first


@pytest.mark.slow
def test_labels_stay_text(hostile, written):
    html = written(hostile)
    page = Page(html)
    assert page.all("img") == []
    assert len(page.all("script")) == 3
    assert "boom()</script>" not in html
    assert page.says("answer", "<script>boom()</script> comes first")
    assert page.says("weights", "</script><img src=x onerror=boom()>")
    assert page.says("evidence", "Rivalry & <b>dependence</b> {{ 7*7 }}")


def test_a_small_study_says_what_it_lacks(tmp_path):
    study = fp.load(fp.new_study(tmp_path / "mine"))
    page = Page(report(study, tmp_path / "report.html").read_text(encoding="utf-8"))
    ids = {one["id"] for _, one in page.elements if "id" in one}
    assert {"coders", "scenarios", "rivals"} <= ids
    assert not {"swot", "claims", "source"} & ids
    assert page.says("provenance", "the study has no conclusions, comparisons or facts")
    assert page.says("provenance", "the study has no such items")
    assert page.says("weights", "joint judgements of")
    first, second = fp.topsis(study.problem()).order[:2]
    assert page.says(
        "answer", f"{first} comes first under every profile of the study. Try other weights"
    )
    assert page.says("ranking", f"Why {first} ranks above {second}")
    assert page.says("rivals", "First by methods")


def test_alternatives_may_be_named_like_columns_of_a_table(tmp_path):
    frame = pd.DataFrame({"size": [3.0, 2.0, 1.0], "use": [1.0, 3.0, 2.0]})
    names = ["winner", "kendall", "method"]
    study = fp.load(fp.new_study(tmp_path / "odd", sheet=frame.set_axis(names)))
    page = Page(report(study, tmp_path / "report.html").read_text(encoding="utf-8"))
    first = fp.topsis(study.problem()).best
    assert page.says("answer", f"{first} comes first")
    assert page.says("methods", "Kendall's tau")


def test_a_score_is_written_alike_everywhere(tmp_path):
    """In the matrix and the reasons; only the codes keep all their digits."""
    scores = {"x": [1530.4, 2.75], "y": [1210.0, 4.5], "z": [900.0, 9.0]}
    study = fp.load(made_up.bare_study(tmp_path / "bare", scores))
    page = Page(report(study, tmp_path / "report.html").read_text(encoding="utf-8"))
    for section in ("evidence", "ranking"):
        assert page.says(section, "1,530")
        assert page.says(section, "2.75")
        assert not page.says(section, "1530")
    assert not page.says("scores", "1530")
    assert page.says("evidence", "1,530.4")
    assert not page.says("ranking", "1,530.4")


@pytest.mark.parametrize(
    ("scores", "verdict", "price"),
    [
        ({"only": [3.0]}, "only is the only alternative", "Only one alternative is compared"),
        ({"x": [3.0, 1e6], "y": [3.0, 1e6], "z": [-1.5, 0.0]}, "x and y tie for first place",
         "The alternatives in first place are tied"),
        ({"x": [3.0, 2.0], "y": [2.0, 1.0]}, "x comes first", "No weights were found"),
    ],
)  # fmt: skip
def test_odd_studies(tmp_path, scores, verdict, price):
    study = fp.load(made_up.bare_study(tmp_path / "bare", scores))
    html = report(study, tmp_path / "report.html").read_text(encoding="utf-8")
    page = Page(html)
    assert page.says("answer", verdict)
    assert page.says("answer", price)
    assert page.says("provenance", "there is one coder")
    assert not re.search(r"\bnan\b|\binf\b", " ".join(page.text.values()))


@pytest.mark.slow
def test_forty_alternatives_and_sixty_criteria(large, written):
    html = written(large)
    page = Page(html)
    assert len(html.encode()) < 3_000_000
    assert sum(bool(re.match(r"#c\d", one.get("href", ""))) for one in page.all("a")) == 2400
    assert len(page.all("article")) == 8
    assert page.says("rivals", "31 more")


@pytest.mark.slow
def test_a_scenario_is_reported_as_such(study, written):
    page = Page(written(study, scenario="japan-summit", method="ahp", profile="values"))
    problem = study.problem("values", scenario="japan-summit")
    assert page.says("answer", f"{fp.ahp(problem).best} comes first by AHP")
    assert page.says("answer", study.scenario_table["japan-summit"].title)
    assert page.says("evidence", "the scenario changes it")
    assert page.says(
        "provenance", "fivepluone-mcda report --profile values --scenario japan-summit --method ahp"
    )


@pytest.mark.slow
def test_weights_set_by_hand_are_reported_as_such(study, tmp_path):
    page = Page(
        report(study, tmp_path / "report.html", "nearest", set_weights={"G1": 0.6}).read_text(
            "utf-8"
        )
    )
    problem = study.problem("nearest").with_weight("G1", 0.6)
    assert page.says("answer", f"{fp.topsis(problem).best} comes first")
    assert page.says("answer", "“Sanctions and conflict” set to 60.0 % by hand")
    assert page.says("weights", "this report, changed by hand")
    everything = " ".join(" ".join(page.text.values()).split())
    assert "were fitted to a result" not in everything
    assert "The weights were chosen so that" not in everything
    assert page.says("provenance", "report --profile nearest --method topsis --weight G1=0.6")


def test_a_judge_may_leave_pairs_out(tmp_path):
    folder = fp.new_study(tmp_path / "mine")
    with (folder / "judgements.csv").open("a", encoding="utf-8") as stream:
        stream.write("board,Saule,top,money,people,0.5,\nboard,Saule,people,staff,living,1,\n")
    page = Page(report(fp.load(folder), tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.says("weights", "the joint judgements of 3 judges")
    assert page.says("provenance", "report --study mine --profile board")


def test_judgements_that_contradict_each_other_are_named(tmp_path):
    folder = shutil.copytree(SMALL, tmp_path / "small")
    made_up.renamed(
        folder, {"p,quadrants,weaknesses,threats,4": "p,quadrants,weaknesses,threats,1/9"}
    )
    page = Page(report(fp.load(folder), tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.says("weights", "judge p")
    assert page.says("weights", "above 0.1")


def test_what_the_source_says(tmp_path):
    page = Page(report(fp.load(SMALL), tmp_path / "report.html").read_text(encoding="utf-8"))
    for text in ("The tram is better.", "Nobody has ridden either.", "All references (2)"):
        assert page.says("source", text)
    assert page.says("explorer", "Themes")
    assert page.says("provenance", "report --study small_study")


def test_scores_without_intervals_are_not_called_robust(tmp_path):
    study = fp.load(made_up.bare_study(tmp_path / "bare", {"x": [3.0, 1.0], "y": [1.0, 2.0]}))
    page = Page(report(study, tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.says("draws", "No score has an interval")
    assert not page.says("draws", "near, scores drawn as well")


def test_both_spaces_of_any_weights_are_named(shipped_page):
    assert shipped_page.says("draws", "any weights (plain simplex)")
    assert shipped_page.says("draws", "any weights (hierarchical)")


@pytest.mark.parametrize(
    "method", ["vikor", "promethee_ii", pytest.param("edas", marks=pytest.mark.slow)]
)
def test_other_methods(tmp_path, method):
    study = fp.load(fp.new_study(tmp_path / "mine"))
    path = report(study, tmp_path / "report.html", method=method)
    page = Page(path.read_text(encoding="utf-8"))
    assert page.says("answer", f"{fp.rank(study.problem(), method).best} comes first")
    assert page.says("answer", "the lower the better") == (method == "vikor")


def test_what_is_too_large_is_left_out_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(analysis, "AFFORDABLE", dict.fromkeys(analysis.AFFORDABLE, 3))
    study = fp.load(fp.new_study(tmp_path / "mine"))
    page = Page(report(study, tmp_path / "report.html").read_text(encoding="utf-8"))
    count = study.problem().values.size
    assert page.says("provenance", f"with {count} scores they take too long or too much room")
    assert "scores" not in page.text
    assert not page.says("answer", "of the weight")
    assert not page.says("rivals", "of the weight")
    assert not [one for one in page.all("a") if one.get("href", "").startswith("#c0")]
    assert page.says("evidence", "Rent")


@pytest.mark.shipped_numbers
def test_headings_state_what_was_found(study, shipped, shipped_page):
    explained = fp.topsis(shipped).explain("CA-EU", "CA-Japan")
    label = study.tree.label(explained.parts.idxmax())
    why = f"ahead of CA-Japan, mainly because of its better score on “{label}”"
    assert shipped_page.says("ranking", why)
    counts = study.silent.ge(0.5).to_numpy()
    assert shipped_page.says("evidence", f"On {counts.sum()} of the {counts.size} scores")
    assert shipped_page.says("themes", "CA-China comes first while “Strategic dependence” weighs")


def test_wrong_input_writes_nothing(study, tmp_path):
    with pytest.raises(fp.UnknownNameError, match="did you mean 'values'"):
        report(study, tmp_path / "report.html", profile="value")
    with pytest.raises(fp.UnknownNameError):
        report(study, tmp_path / "report.html", scenario="japan")
    with pytest.raises(fp.CriteriaError, match="topsi"):
        report(study, tmp_path / "report.html", method="topsi")
    with pytest.raises(fp.CriteriaError, match="found no folder"):
        report(study, tmp_path / "nowhere" / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_methods_and_bars():
    assert (method_title("topsis (minmax)"), method_title("ahp_ideal")) == (
        "TOPSIS (minmax)",
        "AHP (ideal mode)",
    )
    axis = Axis.over([-1.0, 3.0])
    assert axis.bar(0.0, -1.0) == {"left": 0.0, "width": 25.0}
    assert Axis.over([0.0]).bar(0.0, 0.0) == {"left": 0.0, "width": 0.0}


def test_value_functions_are_shown_where_the_study_states_them(tmp_path):
    frame = pd.DataFrame({"light": [3.0, 2.0], "schools": [40, 64]}, index=["north", "south"])
    folder = fp.new_study(tmp_path / "mine", sheet=frame)
    assert "What a score is worth" not in written(folder)
    criteria = folder / "criteria.csv"
    table = pd.read_csv(criteria)
    table.loc[table["parent"] == "goal", ["low", "high"]] = [[0, 10], [0, 100]]
    table.to_csv(criteria, index=False)
    with (folder / "study.toml").open("a") as manifest:
        manifest.write("\n[values.schools]\npoints = [[0, 0], [50, 90], [100, 100]]\n")
    page = written(folder)
    assert "What a score is worth" in page
    assert 'alt="The alternatives differ most in value on “schools”' in page


def written(folder):
    return fp.report(fp.load(folder), folder / "report.html").read_text("utf-8")


def test_the_table_of_scores_shows_units(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Rent, USD (min)": [11, 12], "Staff": [3, 5]}, ["A", "B"])
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=frame))
    page = report(study, tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'Rent <span class="note">(USD)</span>' in page
