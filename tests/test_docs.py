"""The pages of docs/: their code runs and gives what they say, and no public name is left out."""

from __future__ import annotations

import importlib
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.cli.app import COMMANDS
from fivepluone_mcda.elicit import Form, form_of

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HOOKS = DOCS / "site"
REFERENCE = "\n".join(path.read_text("utf-8") for path in (DOCS / "reference").glob("*.md"))
OWN_TESTS = {"your-own-study.md", "large-runs.md"}
"""Pages whose code other tests run."""

included = runpy.run_path(str(HOOKS / "included.py"))["included"]


def written(page: str) -> str:
    """A page with what it includes."""
    return included((DOCS / page).read_text("utf-8"), f"docs/{page}")


_outputs = runpy.run_path(str(DOCS / "outputs.py"))
answer, BLOCK = _outputs["answer"], _outputs["BLOCK"]


PAGES = sorted(
    path.name
    for path in DOCS.glob("*.md")
    if path.name not in OWN_TESTS and "```python" in written(path.name)
)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_gives_what_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    study = fp.load()
    names: dict[str, Any] = {"fp": fp, "study": study, "problem": study.problem()}
    blocks = BLOCK.findall(written(page))
    assert blocks
    for code, text in blocks:
        found = answer(code, names)
        if text:
            assert found.split() == text.split(), code


@pytest.mark.shipped_numbers
def test_the_questionnaire_asks_about_the_study_as_it_is(study: fp.Study) -> None:
    page = (DOCS / "questionnaire.html").read_text("utf-8")
    start = page.index('{"format":"fivepluone_mcda questionnaire"')
    asked = json.JSONDecoder().raw_decode(page, start)[0]
    assert Form.from_dict(asked) == form_of(study), "renew it by python docs/outputs.py"


@pytest.mark.parametrize("name", fp.__all__)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    if name != "plots":  # a page of its own, see below
        assert re.search(rf"^::: fivepluone_mcda\.(\w+\.)*{name}$", REFERENCE, re.M)


@pytest.mark.parametrize("name", fp.plots.__all__)
def test_every_picture_is_in_the_reference(name: str) -> None:
    assert re.search(rf"^::: fivepluone_mcda\.plots\.(\w+\.)*{name}$", REFERENCE, re.M)


def test_the_reference_names_nothing_that_is_not_there() -> None:
    names = re.findall(r"^::: fivepluone_mcda\.(\S+)$", REFERENCE, re.M)
    assert len(names) == len(set(names))
    for name in names:
        room, _, last = f"fivepluone_mcda.{name}".rpartition(".")
        assert callable(getattr(importlib.import_module(room), last))


def test_every_command_is_on_its_page() -> None:
    helps = runpy.run_path(str(HOOKS / "commands.py"))["helps"]()
    for name in COMMANDS:
        command = getattr(importlib.import_module(f"fivepluone_mcda.cli.{name}"), name)
        assert f"## {name}\n" in helps
        assert str(command.help).split("\n")[0][:40] in " ".join(helps.split())


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_every_link_between_pages_holds(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", written(page)):
        stored = ROOT / "notebooks" / f"{Path(target).stem}.ipynb"
        assert (DOCS / target).exists() or stored.exists(), target


def test_what_is_included_is_there_and_its_links_hold() -> None:
    text = included("<!-- include README.md: Your own study -->", "docs/reference/x.md")
    assert "[Your own study](../your-own-study.md)" in text
    assert "#" not in text.split("```")[0]
    with pytest.raises(ValueError, match="no heading 'Nowhere'"):
        included("<!-- include README.md: Nowhere -->", "docs/x.md")


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_notebooks_are_stored_run_and_clean(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    for cell in notebook["cells"]:
        assert not cell["metadata"]
        assert "assert" not in "".join(cell["source"])
        for output in cell.get("outputs", []):
            assert output["output_type"] != "error"
            assert not [kind for kind in output.get("data", {}) if "widget" in kind]
