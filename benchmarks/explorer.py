"""How long the report's explorer takes for one update, in headless Chromium.

python benchmarks/explorer.py

An update is one step of a drag: weights, scores, ranks, the bounds of every node, the next
reversal, the whole panel, and the layout of the page, with all groups unfolded. It has to stay
under 16 ms, one frame of a screen. Needs playwright and a Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import fivepluone_mcda as fp
from fivepluone_mcda.report import report

sys.path.append(str(Path(__file__).parent.parent / "tests" / "report"))
from made_up import large_study

DRAG = """([locks, updates]) => {
  const part = (name) => [...document.querySelectorAll(`#explorer [data-part=${name}]`)];
  part("reset")[0].click();
  if (part("unfold")[0].getAttribute("aria-pressed") === "false") part("unfold")[0].click();
  part("lock").slice(-locks).forEach((lock) => locks && lock.click());
  const slider = part("range")[0];
  const times = [];
  for (let step = 0; step < updates; step++) {
    const start = performance.now();
    slider.value = 1 + (98 * step) / updates;
    slider.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  slider.dispatchEvent(new Event("change"));
  times.sort((a, b) => a - b);
  return [0.5, 0.95].map((share) => times[Math.floor(share * updates)]);
}"""


def main() -> None:
    """Print the median and the 95th percentile for the shipped and a large study."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        studies = {
            "shipped, 5 x 27": fp.load(),
            "made up, 40 x 60": fp.load(large_study(Path(folder) / "large")),
        }
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, study in studies.items():
            file = report(study, Path(folder) / "report.html")
            for width in (380, 1400):
                page = browser.new_page(viewport={"width": width, "height": 900})
                page.goto(file.as_uri())
                for method in ("topsis", "ahp", "ahp_ideal"):
                    page.locator("#explorer-method").select_option(
                        index=["topsis", "ahp", "ahp_ideal"].index(method)
                    )
                    for locks in (0, 2):
                        median, high = page.evaluate(DRAG, [locks, 200])
                        print(
                            f"{name:16} {width:5} px  {method:9}  {locks} locks: "
                            f"median {median:5.1f} ms, 95 % under {high:5.1f} ms"
                        )
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
