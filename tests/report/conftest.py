"""A page in a real browser that reports every console error and every request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from report import made_up

import fivepluone_mcda as fp
from fivepluone_mcda.report import report

HOSTILE = {
    "CA-EU": "<script>boom()</script>",
    "CA-China": "Central Asia and China in the long-standing format of many words since 2020",
    "Geopolitical,": "</script><img src=x onerror=boom()>,",
    "Rivalry and dependence": "Rivalry & <b>dependence</b> {{ 7*7 }}",
    "Table 1/": "<!--Table 1/",
}


@pytest.fixture
def page_of(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function `page_of(html, width=1400, height=900, dark=False)` that opens a page from disk.

    When the test ends, no page may have written an error to its console or asked for anything but
    itself.
    """
    complaints: list[str] = []
    contexts: list[Any] = []

    def open_page(html: str, width: int = 1400, height: int = 900, dark: bool = False) -> Any:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()

        def note_request(request: Any) -> None:
            if request.url.split("#")[0] != file.as_uri() and not request.url.startswith("data:"):
                complaints.append(f"asked for {request.url}")

        def note_message(message: Any) -> None:
            if message.type in {"error", "warning"}:
                complaints.append(f"console: {message.text}")

        page.on("console", note_message)
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.on("request", note_request)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """A function `written(study, **settings)` that gives the report's text; each is made once."""
    made: dict[tuple[Any, ...], str] = {}

    def write(study: fp.Study, **settings: Any) -> str:
        key = (study.folder, *sorted(settings.items()))
        if key not in made:
            path = tmp_path_factory.mktemp("report") / "report.html"
            made[key] = report(study, path, **settings).read_text(encoding="utf-8")
        return made[key]

    return write


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> fp.Study:
    """The shipped study with names that try to be more than text."""
    folder = fp.new_study(tmp_path_factory.mktemp("studies") / "hostile", shipped=True)
    return fp.load(made_up.renamed(folder, HOSTILE))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> fp.Study:
    """40 alternatives, 60 criteria, 3 coders."""
    return fp.load(made_up.large_study(tmp_path_factory.mktemp("studies") / "large"))
