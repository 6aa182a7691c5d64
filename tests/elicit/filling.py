"""A questionnaire in a browser, and the hands of the person who fills it in."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class Filling:
    """A questionnaire that is open in a browser."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def step(self) -> Any:
        """The step that is shown."""
        return self.page.locator("main section.current")

    @property
    def cards(self) -> list[Any]:
        """The questions of the step."""
        return self.step.locator(".card:visible").all()

    def go_to(self, title: str) -> None:
        """Choose a step from the list."""
        if self.page.get_by_role("button", name="Steps").is_visible():
            self.page.get_by_role("button", name="Steps").click()
        self.page.locator("#contents").get_by_text(title, exact=True).last.click()

    def steps(self) -> list[str]:
        """Titles of the steps."""
        spans = self.page.locator("#contents button").evaluate_all(
            "all => all.map((one) => one.lastChild.textContent)"
        )
        return list(spans)

    def score(self, alternative: str, value: int | str) -> Any:
        """Score an alternative in a step, or say ``cannot_say``; its card."""
        card = self.step.locator(".card", has_text=alternative)
        card.locator(f"input[value='{value}']").check()
        return card

    def compare(self, *answers: tuple[int, int]) -> None:
        """Answer the comparisons of a step: which of three (the middle one is equal), how much."""
        cards = self.step.locator(".card:has(.pair)").all()
        for card, (which, strength) in zip(cards, answers, strict=False):
            card.locator(".pair > .choices input").nth(which).check()
            if which != 1:
                card.locator(".strength input").nth(strength - 2).check()

    def file(self) -> dict[str, Any]:
        """The answers as the file has them, without the time."""
        answers = self.page.evaluate("document.querySelector('main').questionnaire.file()")
        answers.pop("saved")
        return dict(answers)

    def save(self, folder: Path) -> Path:
        """Save the answers as a file."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Save my answers").first.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def open_answers(self, path: Path) -> None:
        """Open a file of answers."""
        self.page.locator("input[type=file]").set_input_files(path)

    def notice(self) -> str:
        """What the page says at the top."""
        return str(self.page.locator("[data-part=notice]").inner_text())
