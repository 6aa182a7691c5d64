"""The questionnaire as a file: whole, in need of nothing, and safe whatever the study says."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import fivepluone_mcda as fp
import fivepluone_mcda.elicit.page as module
from fivepluone_mcda.elicit import form_of
from fivepluone_mcda.elicit.form import LANGUAGES
from fivepluone_mcda.elicit.page import SCRIPTS, page

ASSETS = Path(module.__file__).parent / "page"


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.all, self.text, self.inside = [], {}, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))
        self.inside = dict(attrs).get("id", tag)

    def handle_data(self, data):
        self.text[self.inside] = self.text.get(self.inside, "") + data


@pytest.fixture(scope="module")
def html(study):
    return page(form_of(study))


def test_the_page_holds_everything_and_loads_nothing(html, study):
    elements = Elements(html)
    assert not [
        (tag, given)
        for tag, given in elements.all
        for name in ("src", "href", "action", "onclick", "style")
        if given.get(name, "#").startswith(("#", "data:")) is False
    ]
    assert "://" not in html.split("<script")[0]
    assert "url(" not in html
    policy = next(given["content"] for _, given in elements.all if "http-equiv" in given)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")
    data = json.loads(elements.text["form"])
    data.pop("random_index")
    assert data == json.loads(json.dumps(form_of(study).to_dict()))
    assert page(form_of(study)) == html


def test_the_script_never_reads_text_as_html():
    for name in SCRIPTS:
        script = (ASSETS / f"{name}.js").read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script)
        assert len(script.splitlines()) <= 400
    assert sorted(SCRIPTS) == sorted(file.stem for file in ASSETS.glob("*.js"))


def test_no_text_of_the_study_can_end_an_element(small):
    form = form_of(small, note="</script><img src=x onerror=boom()>")
    data = form.to_dict() | {"study": "</title><script>boom()</script>"}
    elements = Elements(page(type(form).from_dict(data)))
    assert [tag for tag, _ in elements.all].count("script") == 3
    assert not any(tag == "img" for tag, _ in elements.all)
    assert json.loads(elements.text["form"])["note"] == form.note


def test_every_language_has_every_sentence():
    words = {
        language: json.loads((ASSETS / "words" / f"{language}.json").read_text("utf-8"))
        for language in LANGUAGES
    }
    slots = {
        language: {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in known.items()}
        for language, known in words.items()
    }
    assert slots["ru"] == slots["en"]
    template = (ASSETS / "page.html").read_text("utf-8")
    script = "\n".join((ASSETS / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    used = set(re.findall(r"words\.(\w+)", template)) | set(re.findall(r'"(\w+)"', script))
    used |= {f"step_{state}" for state in ("open", "part", "done")}
    used |= {f"strength_{step}" for step in range(1, 10)} | {"best_one", "worst_one"}
    used |= {"note_add", "reason_add"}
    assert set(words["en"]) <= used


def test_wrong_arguments_leave_no_file(small, tmp_path):
    for arguments, word in [
        ({"path": tmp_path / "ask.pdf"}, r"ask\.html"),
        ({"parts": ["score"]}, "expected one or both"),
        ({"importance": "guess"}, "pairwise"),
        ({"language": "kz"}, "expected one of"),
        ({"seed": -1}, "0 or more"),
    ]:
        with pytest.raises(fp.CriteriaError, match=word):
            fp.questionnaire(small, **{"path": tmp_path / "ask.html", **arguments})
    assert list(tmp_path.iterdir()) == []
