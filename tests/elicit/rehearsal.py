"""A whole rehearsal of a panel of twenty, by hand: ``python tests/elicit/rehearsal.py STUDY OUT``.

Fourteen made-up respondents fill in the page in headless Chromium, five the workbook, which
LibreOffice saves. Some answer half, one contradicts himself at random, one sends two files, one is
hostile, one answers an older version. Then: collect, panel, a second round in which most move
towards the group, collect again, panel, report. Everything that the commands print goes to OUT.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from playwright.sync_api import sync_playwright
from workbooks import filled, recalculated

import fivepluone_mcda as fp

FILL = """
([weights, scores, share, seed]) => {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const current = () => document.querySelector("main section.current");
  for (const button of [...document.querySelectorAll("#contents button")]) {
    button.click();
    const count = current().querySelectorAll(".card").length;
    for (let k = 0; k < count; k++) {
      const card = () => current().querySelectorAll(".card")[k];
      if (random() > share) continue;
      const sides = card().querySelectorAll(".pair > .choices input");
      if (sides.length) {
        const names = [...card().querySelectorAll(".pair > .choices label")]
          .map((one) => one.textContent.trim());
        const ratio = weights ? weights[names[0]] / weights[names[2]] : Math.exp(4 * random() - 2);
        const strength = Math.min(9, Math.round(Math.max(ratio, 1 / ratio)));
        sides[strength === 1 ? 1 : ratio > 1 ? 0 : 2].click();
        if (strength > 1) card().querySelectorAll(".strength input")[strength - 2].click();
        continue;
      }
      const values = [...card().querySelectorAll("input[type=radio]")];
      if (values.length) values[Math.floor(values.length * scores * random())].click();
    }
  }
}
"""


def opinions(study: fp.Study, camp: int, seed: int) -> dict[str, float]:
    """Importance of every node for a respondent of a camp, by label."""
    nodes = study.tree.nodes
    shared = np.random.default_rng(camp).choice([1, 2, 3, 5], len(nodes))
    own = np.random.default_rng([camp, seed]).uniform(0.85, 1.15, len(nodes))
    return {study.tree.label(node): float(w) for node, w in zip(nodes, shared * own, strict=True)}


class Browser:
    """Respondents who fill in the page."""

    def __init__(self, browser: Any, answers: Path) -> None:
        self.browser, self.answers = browser, answers

    def answer(
        self, page: Path, name: str, file: str, weights: dict[str, float] | None,
        share: float = 1.0, scores: float = 1.0, seed: int = 1,
    ) -> None:  # fmt: skip
        context = self.browser.new_context()
        tab = context.new_page()
        tab.on("pageerror", lambda error: sys.exit(f"{name}: {error}"))
        tab.goto(page.resolve().as_uri())
        if tab.get_by_label("Name or code").is_editable():  # not in an own file of a later round
            tab.get_by_label("Name or code").fill(name)
        tab.evaluate(FILL, [weights, scores, share, seed])
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name="Save my answers").first.click()
        waiting.value.save_as(self.answers / file)
        context.close()


def workbook_entries(
    book: Path, name: str, weights: dict[str, float] | None, share: float, seed: int
) -> dict[tuple[str, ...], dict[str, Any]]:
    """What a respondent fills into a workbook."""
    own = np.random.default_rng(seed)
    entries: dict[tuple[str, ...], dict[str, Any]] = {("respondent", "name"): {"C": name}}
    for sheet in openpyxl.load_workbook(book).worksheets:
        for row in range(1, sheet.max_row + 1):
            key = sheet.cell(row, 1).value
            if not isinstance(key, str) or not key.startswith("[") or own.random() > share:
                continue
            item = tuple(json.loads(key))
            if item[0] == "score":
                entries[item] = {"C": int(own.integers(1, 6))}
            elif item[0] == "judgement":
                a, b = sheet.cell(row, 2).value, sheet.cell(row, 3).value
                ratio = weights[a] / weights[b] if weights else float(np.exp(own.uniform(-2, 2)))
                strength = min(9, round(max(ratio, 1 / ratio)))
                entries[item] = {"D": a if ratio >= 1 else b, "E": strength}
    return entries


def main(source: str, place: str) -> None:
    """Run everything."""
    out = Path(place)
    out.mkdir()
    study = fp.load(source)
    folder = Path(shutil.copytree(study.folder, out / "study"))
    answers = out / "answers"
    answers.mkdir()
    log = (out / "log.txt").open("w", encoding="utf-8")

    def run(*arguments: object) -> None:
        words = list(map(str, arguments))
        command = [sys.executable, "-m", "fivepluone_mcda", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
        log.write(f"\n$ fivepluone-mcda {' '.join(words)}\n{done.stdout}{done.stderr}")
        log.flush()
        sys.stdout.write(f"{words[0]}: exit {done.returncode}\n")

    run("questionnaire", out / "ask.html", "--study", folder, "--note", "A rehearsal")
    run("questionnaire", out / "ask.xlsx", "--study", folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = Browser(browser, answers)
        ask = out / "ask.html"
        for k in range(10):
            camp = int(k >= 6)
            page.answer(ask, f"Page {k}", f"page{k}.json", opinions(study, camp, k), seed=7 + k)
        page.answer(ask, "Half Way", "half.json", opinions(study, 0, 31), 0.5, seed=31)
        page.answer(ask, "At Random", "random.json", None, seed=32)
        page.answer(ask, "Twice", "twice1.json", opinions(study, 0, 33), 0.3, seed=33)
        page.answer(ask, "Twice", "twice2.json", opinions(study, 0, 33), seed=34)
        _hostile(answers / "page0.json", answers / "hostile.json")
        _older(answers / "page1.json", answers / "older.json", study.criteria[0])
        people = [("Book 0", 0, 1.0), ("Book 1", 1, 1.0), ("Book 2", 0, 1.0), ("Book Half", 0, 0.4)]
        for k, (name, camp, share) in enumerate([*people, ("Book Random", -1, 1.0)]):
            weights = opinions(study, camp, 50 + k) if camp >= 0 else None
            entries = workbook_entries(out / "ask.xlsx", name, weights, share, 50 + k)
            path = filled((out / "ask.xlsx").read_bytes(), entries, out / f"book{k}.xlsx")
            shutil.copy(recalculated(path), answers / f"book{k}.xlsx")

        run("collect", answers, "--into", folder, "--dry-run")
        run("collect", answers, "--into", folder)
        run("check", folder)
        run("panel", "--study", folder, "--panel", "experts")
        run("panel", "--study", folder, "--panel", "experts", "--max-ratio", "0.1")
        run("questionnaire", out / "again", "--study", folder, "--round", "2", "--answers", answers)
        for path in sorted((out / "again").glob("*.html")):
            name = path.name.removesuffix("-round-2.html")
            page.answer(path, name, f"{name}-2.json", opinions(study, 0, 99), 0.8, 0.6, seed=5)
        browser.close()
    run("collect", answers, "--into", folder)
    run("collect", answers, "--into", folder)
    run("panel", "--study", folder, "--panel", "experts")
    run("report", out / "report.html", "--study", folder)
    fp.plots.panel(fp.panel(fp.load(folder), "experts")).figure.savefig(out / "panel.png", dpi=200)


def _hostile(source: Path, target: Path) -> None:
    """A file that tries everything."""
    data = json.loads(source.read_text("utf-8"))
    data["respondent"] = {"id": "h", "name": "<script>alert(1)</script>", "country": "=1+1"}
    for row in data["scores"][:3]:
        row["note"] = '=HYPERLINK("http://example.org")\u202e\x1b[31m' + "x" * 10_000
    data["scores"][3]["best"] = 1e9
    data["scores"].append({"criterion": "../../etc", "alternative": "nobody", "best": 1})
    data["judgements"][0]["value"] = -3
    data["judgements"].append({"group": [], "a": None, "b": {}, "value": "DROP TABLE"})
    data["__proto__"] = {"polluted": True}
    target.write_text(json.dumps(data), encoding="utf-8")


def _older(source: Path, target: Path, criterion: str) -> None:
    """Answers to a version in which a criterion was worded otherwise."""
    data = json.loads(source.read_text("utf-8"))
    data["respondent"] = {"id": "older", "name": "Old Version"}
    data["hashes"][f"node:{criterion}"] = "000000000000"
    data["hash"] = "000000000000"
    target.write_text(json.dumps(data), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
