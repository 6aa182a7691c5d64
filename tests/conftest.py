"""What the tests share: the shipped study, a small one and two small problems."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

import fivepluone_mcda as fp

# How many examples a property test tries; `--hypothesis-profile=ci` chooses the second. A deadline
# for one example would measure what else the machine is doing.
settings.register_profile("quick", max_examples=25, derandomize=True, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None)
settings.load_profile("quick")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def study() -> fp.Study:
    return fp.load()


@pytest.fixture(scope="session")
def small() -> fp.Study:
    """Two alternatives, two coders, two judges; every kind of table. Behaviour is tested on it."""
    return fp.load(Path(__file__).parent / "data" / "small_study")


@pytest.fixture(scope="session")
def shipped(study: fp.Study) -> fp.Problem:
    """The shipped study's problem under its default profile."""
    return study.problem()


@pytest.fixture
def problem() -> fp.Problem:
    """Three ways to travel: one minimised criterion with a scale, two groups."""
    return fp.Problem(
        pd.DataFrame(
            {"price": [4, 2, 1], "speed": [5, 3, 2], "comfort": [5, 3, 1]}, ["car", "bus", "bike"]
        ),
        weights={"price": 0.5, "speed": 0.3, "comfort": 0.2},
        directions={"price": "min"},
        scale={"price": (1, 5)},
        tree={"cost": ["price"], "quality": ["speed", "comfort"]},
    )


@pytest.fixture
def flat(problem: fp.Problem) -> fp.Problem:
    """The same without tree and scale."""
    return fp.Problem(problem.matrix, problem.weights, problem.directions)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; the test is skipped where it or playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()
