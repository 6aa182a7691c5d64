"""Copies of the small study, and questionnaires in a browser."""

import json
import shutil
from pathlib import Path

import pytest
from elicit.filling import Filling

import fivepluone_mcda as fp
from fivepluone_mcda.elicit import form_of
from fivepluone_mcda.elicit.page import page

SMALL = Path(__file__).parents[1] / "data" / "small_study"

collect_ignore = ["rehearsal.py"]  # run by hand; it needs a browser and LibreOffice


@pytest.fixture
def small_folder(tmp_path):
    """A copy of the small study's folder."""
    return Path(shutil.copytree(SMALL, tmp_path / "study"))


@pytest.fixture
def changed_study(tmp_path):
    """The small study with one text in one file replaced."""

    def change(file, old, new):
        folder = Path(shutil.copytree(SMALL, tmp_path / f"changed-{len(list(tmp_path.iterdir()))}"))
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return fp.load(folder)

    return change


@pytest.fixture
def open_form(browser, tmp_path):
    """A function that opens a questionnaire; all that share a context share a browser's storage.

    When the test ends, no page may have written an error to its console or asked for anything but
    itself.
    """
    complaints, contexts, files = [], [], {}

    def open_page(form, context=None, width=1300, script=""):
        html = page(form)
        file = files.setdefault(html, tmp_path / f"form-{len(files)}.html")
        file.write_text(html, encoding="utf-8")
        address = file.as_uri()
        if context is None:
            context = browser.new_context(viewport={"width": width, "height": 900})
            contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(3000)
        if script:
            tab.add_init_script(script)
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on(
            "request",
            lambda asked: (
                asked.url.startswith((address, "data:", "blob:")) or complaints.append(asked.url)
            ),
        )
        tab.goto(address)
        return Filling(tab)

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def send(small, tmp_path):
    """Write a file of answers; returns the folder that they are in."""
    form = form_of(small)
    folder = tmp_path / "answers"
    folder.mkdir()

    def write(file, who, **answers):
        given = {
            "format": "fivepluone_mcda answers",
            "version": 1,
            "study": form.study,
            "hash": form.hash,
            "hashes": dict(form.hashes),
            "panel": "guests",
            "round": 1,
            "seed": 0,
            "importance": "pairwise",
            "respondent": who,
            "saved": "2026-11-20T10:00:00Z",
        }
        text = json.dumps(given | answers)
        (folder / file).write_text(text, encoding="utf-8")
        return folder

    return write
