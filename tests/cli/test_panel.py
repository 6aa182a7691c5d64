"""The command ``panel``."""

import csv
import io
import json
from pathlib import Path

import pytest

import fivepluone_mcda as fp

SMALL = Path(__file__).parent.parent / "data" / "small_study"


def test_in_words(run):
    status, out, err = run("panel", "--study", SMALL, "--respondent", "q=2")
    said = " ".join(out.split())
    assert (status, err) == (0, "")
    assert "Panel 'experts': 2 respondents. By pairwise comparisons, all answered enough" in said
    assert "With all respondents counting alike, tram still comes first" in said
    assert "both scored 12 cells" in said
    assert "8 of 8" in said
    assert "5 of 8" in said


def test_forms(run, small):
    result = fp.panel(small, how="priorities")
    options = ("panel", "--study", SMALL, "--by", "priorities", "--format")
    status, out, _ = run(*options, "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, [row["respondent"] for row in rows]) == (0, ["p", "q"])
    status, out, _ = run(*options, "json")
    answer = json.loads(out)
    assert (status, answer["how"]) == (0, "priorities")
    assert answer["weights"]["cost"]["chosen"] == result.weights.loc["cost", "chosen"]
    assert answer["by_origin"]["human"]["winner"] == "tram"
    assert answer["silhouette"] is None
    status, out, _ = run(*options, "markdown")
    assert status == 0
    assert out.startswith("| respondent")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "expected one of 'implementation', 'values', 'grounds'"),
        (("--panel", "valus"), "did you mean 'values'?"),
        (("--panel", "values", "--respondent", "p"), "expected NAME=WEIGHT"),
        (("--panel", "values", "--respondent", "=2"), "expected NAME=WEIGHT"),
        (("--panel", "values", "--max-ratio", "0"), "expected a number above 0"),
    ],
)
def test_bad_arguments(run, arguments, message):
    status, out, err = run("panel", *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
