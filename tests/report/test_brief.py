"""The brief as a file: what stands in it, read back, for every kind of study."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pandas as pd
import pptx
import pytest
from docx.oxml.ns import qn
from hostile import NAMES, hostile_study

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import AFFORDABLE, Analysis
from fivepluone_mcda.narrative import summary
from fivepluone_mcda.report.brief import headings
from fivepluone_mcda.report.brief.content import content_of
from fivepluone_mcda.report.brief.write import MAKERS

SMALL = Path(__file__).parents[1] / "data" / "small_study"
ENDINGS = ("docx", "pptx", "html")

slow = partial(pytest.param, marks=pytest.mark.slow)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is written on 24 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")


@pytest.fixture(scope="module")
def analysis(small: fp.Study) -> Analysis:
    """The small study under the profile that sets the weight of a theme."""
    return Analysis(small, "residents")


@pytest.fixture(scope="module")
def written(small: fp.Study, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the brief of the small study by its ending; each is made once."""
    folder = tmp_path_factory.mktemp("brief")

    @cache
    def write(ending: str) -> Path:
        return fp.brief(small, folder / f"brief.{ending}", "residents")

    return write


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of(path: Path) -> str:
    """All words of a brief, the notes of slides included, with ordinary spaces."""
    if path.suffix == ".html":
        text = Page(path).text
    elif path.suffix == ".docx":
        document = docx.Document(path)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    else:
        frames = [shape for slide in pptx.Presentation(path).slides for shape in slide.shapes]
        notes = [slide.notes_slide for slide in pptx.Presentation(path).slides]
        text = "\n".join(
            [
                *(shape.text_frame.text for shape in frames if shape.has_text_frame),
                *(note.notes_text_frame.text for note in notes),
            ]
        )
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_says_the_same(
    ending: str, written: Callable[[str], Path], analysis: Analysis
) -> None:
    said = text_of(written(ending))
    for sentence in (
        analysis.study.title,
        summary.headline(analysis),
        *summary.answer_sentences(analysis),
        *(text for _, text in summary.data_sentences(analysis)),
        *summary.change_sentences(analysis),
        headings.JUDGEMENTS,
        "residents: What if life in the street weighs more than half?",
        "24 November 2026",
        f"Made with fivepluone_mcda {fp.__version__}",
        analysis.study.source,
    ):
        assert sentence in said


def test_document(written: Callable[[str], Path], analysis: Analysis) -> None:
    document = docx.Document(written("docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[:3] == ["Title", "Subtitle", "Heading 1"]
    assert styles.count("Heading 1") == 4
    [section] = document.sections
    assert [round(length.cm, 1) for length in (section.page_width, section.page_height)] == [
        21.0, 29.7
    ]  # fmt: skip
    footer = section.footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == summary.picture_sentence(analysis)
    properties = document.core_properties
    assert properties.title == "Tram or bus"
    assert str(properties.created)[:10] == "2026-11-24"
    ranking, judgements = document.tables
    for table in (ranking, judgements):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in ranking.columns[0].cells] == ["Rank", "1", "2"]
    leaders = analysis.leaders_by(["ahp"])
    assert [cell.text for cell in judgements.columns[2].cells][1:] == list(leaders["topsis"])
    assert [cell.text for cell in judgements.columns[3].cells][1:] == list(leaders["ahp"])


def test_slides(written: Callable[[str], Path], analysis: Analysis) -> None:
    slides = list(pptx.Presentation(written("pptx")).slides)
    assert len(slides) == 6
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    for slide in slides:
        assert analysis.study.source in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else []:
                assert all(run.font.size.pt >= 12 for run in paragraph.runs)
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    scores, bands = charts
    [series] = scores.plots[0].series
    assert dict(zip(scores.plots[0].categories, series.values, strict=True)) == pytest.approx(
        analysis.ranking.scores.to_dict()
    )
    widths = [
        sum(values) for values in zip(*(s.values for s in bands.plots[0].series), strict=True)
    ]
    assert widths == pytest.approx([1.0] * len(widths))
    assert [shape.has_table for shape in slides[3].shapes].count(True) == 1


def test_page(written: Callable[[str], Path], analysis: Analysis) -> None:
    page = Page(written("html"))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == 1
    assert "script" not in tags
    [picture] = [attributes for tag, attributes in page.elements if tag == "img"]
    assert str(picture["src"]).startswith("data:image/svg+xml;base64,")
    assert picture["alt"] == summary.picture_sentence(analysis)
    assert not [one for _, one in page.elements if str(one.get("href", "data:"))[:5] != "data:"]


@pytest.mark.parametrize("ending", ["docx", slow("pptx"), slow("html")])
def test_the_same_study_gives_the_same_bytes(
    ending: str, written: Callable[[str], Path], small: fp.Study, tmp_path: Path
) -> None:
    first = written(ending).read_bytes()
    assert fp.brief(small, tmp_path / f"again.{ending}", "residents").read_bytes() == first
    if ending != "html":
        days = [entry.date_time for entry in ZipFile(BytesIO(first)).infolist()]
        assert set(days) == {(2026, 11, 24, 0, 0, 0)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> fp.Study:
    return fp.load(hostile_study(tmp_path_factory.mktemp("hostile") / "study"))


@pytest.mark.parametrize("ending", [slow("docx"), slow("pptx"), "html"])
def test_labels_stay_text(ending: str, hostile: fp.Study, tmp_path: Path) -> None:
    path = fp.brief(hostile, tmp_path / f"brief.{ending}")
    said = text_of(path)
    assert f"{NAMES['tram']} comes first" in said
    assert "<i>$x$</i> Tram or bus" in said
    if ending == "html":
        assert {"script", "i", "b"}.isdisjoint({tag for tag, _ in Page(path).elements} - {"b"})


ODD: dict[str, pd.DataFrame] = {
    "one alternative": pd.DataFrame({"speed": [1.0], "use": [2.0]}, index=["only"]),
    "one criterion": pd.DataFrame({"speed": [1.0, 2.0, 3.0]}, index=["a", "b", "c"]),
    "a tie": pd.DataFrame(
        {"speed": [2.0, 2.0, 1.0], "use": [3.0, 3.0, 1.0]}, index=["x", "y", "z"]
    ),
    "other letters": pd.DataFrame(
        {"Жылдамдық": [1.0, 2.0], "הכנסה": [3.0, 1.0]}, index=["Бірінші нұсқа", "第二个方案"]
    ),
    "long names": pd.DataFrame(
        {"W" * 150: [1.0, 2.0], "c " * 90: [2.0, 1.5]}, index=["N" * 120, "many words " * 16]
    ),
}


@pytest.mark.filterwarnings("ignore:the picture shows boxes")
@pytest.mark.parametrize(
    ("name", "endings"),
    [
        ("one alternative", "docx"),
        ("other letters", "docx"),
        *(slow(name, ENDINGS) for name in ODD),
    ],
)
def test_odd_studies(name: str, endings: str | tuple[str, ...], tmp_path: Path) -> None:
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=ODD[name]))
    for ending in [endings] if isinstance(endings, str) else endings:
        said = text_of(fp.brief(study, tmp_path / f"brief.{ending}"))
        assert headings.CHANGES in said
        assert not re.search(r"\bnan\b|\binf\b", said)
    if name == "other letters":
        assert {"Бірінші", "нұсқа", "第二个方案"} <= set(re.split(r"[\s:“”]", said))


def test_letters_that_no_font_has_are_said(tmp_path: Path) -> None:
    frame = pd.DataFrame({"\u10e4\u10d0\u10e1\u10d8": [1.0, 2.0]}, ["Қазақ", "\U00013080"])
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=frame))
    with pytest.warns(UserWarning, match="install a font") as said:  # the hieroglyph only
        fp.brief(study, tmp_path / "brief.html")
    assert len(said) == 1


@pytest.mark.shipped_numbers
def test_profiles_that_share_a_theme_otherwise_than_the_picture_are_named(tmp_path: Path) -> None:
    said = " ".join(text_of(fp.brief(fp.load(), tmp_path / "brief.docx")).split())
    assert "under values, which shares 13.6 % otherwise, CA-China comes first" in said


def test_a_large_study_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(AFFORDABLE, "least_moved", 1)
    said = summary.change_sentences(Analysis(fp.load("grounds")))
    assert not any(text.startswith("Moving") for text in said)
    assert said[-1].startswith("Not computed: the least weight that changes the winner: with 30")


def test_a_study_from_a_sheet_claims_no_more_than_it_has(tmp_path: Path) -> None:
    frame = pd.DataFrame({"size": [9.0, 7.0, 6.0], "light": [3.0, 5.0, 2.0]}, index=["a", "b", "c"])
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=frame))
    said = text_of(fp.brief(study, tmp_path / "brief.docx"))
    assert "There is one coder" in said
    assert "The study does not say how its scores were made." in said
    assert "scenario" not in said
    assert "Study by" not in said


def test_a_study_with_a_method_of_its_own(small: fp.Study, tmp_path: Path) -> None:
    own = replace(small, method="ahp")
    assert "comes first by AHP" in text_of(fp.brief(own, tmp_path / "own.html"))
    asked = fp.brief(own, tmp_path / "asked.html", method="topsis")
    assert "comes first by TOPSIS" in text_of(asked)


def test_wrong_input_writes_nothing(small: fp.Study, tmp_path: Path) -> None:
    with pytest.raises(fp.CriteriaError, match=r"\.docx or \.pptx or \.html"):
        fp.brief(small, tmp_path / "brief.pdf")
    with pytest.raises(fp.UnknownNameError, match="did you mean 'residents'"):
        fp.brief(small, tmp_path / "brief.docx", profile="resident")
    with pytest.raises(fp.CriteriaError, match="found no folder"):
        fp.brief(small, tmp_path / "nowhere" / "brief.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def of_shipped(study: fp.Study) -> Analysis:
    return Analysis(study)


@pytest.mark.slow
def test_the_shipped_study_states_its_condition(of_shipped: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(MAKERS[".docx"](of_shipped, content_of(of_shipped)))
    said = text_of(path)
    assert "CA-EU comes first while “Strategic dependence” weighs 13.3 % to 56.3 %" in said
    assert "On “The paper's own six grounds” (6 criteria), CA-EU comes first" in said
    assert "CA-EU comes first while it weighs 34.2 % to 44.2 %" in said
    assert len(said.split()) < 600  # two minutes


@pytest.mark.slow
def test_a_scenario_and_weights_set_by_hand(study: fp.Study, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    said = text_of(fp.brief(study, path, "values", "japan-summit", "ahp", {"G1": 0.6}))
    title = study.scenario_table["japan-summit"].title
    assert f"In the scenario “{title}”" in said
    assert "“Sanctions and conflict” set to 60.0 % by hand" in said


@pytest.mark.slow
def test_pages_and_slides_are_few(
    of_shipped: Analysis,
    hostile: fp.Study,
    tmp_path: Path,
    pages_of: Callable[[list[Path]], list[int]],
) -> None:
    long = fp.load(fp.new_study(tmp_path / "long", sheet=ODD["long names"]))
    analyses = [of_shipped, Analysis(hostile), Analysis(long)]
    for (ending, make), most in zip(MAKERS.items(), (2, 6, 1), strict=True):
        files = [tmp_path / f"{k}{ending}" for k in range(len(analyses))]
        for file, one in zip(files, analyses, strict=True):
            file.write_bytes(make(one, content_of(one)))
        assert max(pages_of(files)) <= most


@pytest.fixture
def pages_of(browser: Any, tmp_path: Path) -> Callable[[list[Path]], list[int]]:
    """The pages of documents as LibreOffice, and of HTML as a browser, print them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")

    def count(files: list[Path]) -> list[int]:
        if files[0].suffix == ".html":
            page = browser.new_page()
            made = []
            for file in files:
                page.goto(file.as_uri())
                made.append(page.pdf(prefer_css_page_size=True))
            page.close()
        else:
            profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
            command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
            subprocess.run([*command, *files], check=True, capture_output=True)  # noqa: S603
            made = [file.with_suffix(".pdf").read_bytes() for file in files]
        return [len(re.findall(rb"/Type\s*/Page\b", content)) for content in made]

    return count
