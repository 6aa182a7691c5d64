"""Whatever happens to the files of a folder, it is either a study or a clear error."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study.reading.mutations import Folder, divided, mutated, read, replace, unscaled, use, write

import fivepluone_mcda as fp

SMALL = read(Path(__file__).parents[2] / "data" / "small_study")
BASES = {"one file a table": SMALL, "two": divided(SMALL), "no scale": unscaled(SMALL)}


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
def test_what_is_mutated_is_a_study(tmp_path: Path, base: Folder) -> None:
    """Only a minimum below 0, which the changes of a scenario reach, is refused by AHP."""
    write(base, tmp_path)
    assert use(tmp_path) == (2 if base is BASES["no scale"] else 0)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(base=st.sampled_from(list(BASES.values())), rng=st.randoms(use_true_random=False))
def test_a_study_or_a_clear_error(place: Path, base: Folder, rng: Random) -> None:
    folder = mutated(rng, base)
    replace({}, folder, place)
    try:
        with suppress(fp.CriteriaError):
            use(place)
    finally:
        replace(folder, {}, place)
