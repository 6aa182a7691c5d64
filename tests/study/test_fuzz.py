"""Whatever happens to the bytes of a folder, it is either a study or a clear error."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fivepluone_mcda as fp

SMALL = Path(__file__).parent.parent / "data" / "small_study"
ORIGINAL = {path.name: path.read_bytes() for path in sorted(SMALL.iterdir())}
TOKENS = [
    *(bytes([byte]) for byte in b',;"\n\r=[]0-9e.\xff\0#'),
    b"\xef\xbb\xbf",
    b"nan",
    b"1/3",
    b"S",
]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file's name and its bytes with one stretch or one line changed."""
    name = draw(st.sampled_from(sorted(ORIGINAL)))
    content = ORIGINAL[name]
    if draw(st.booleans()):
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.integers(0, 8))
        new = b"".join(draw(st.lists(st.sampled_from(TOKENS), max_size=2)))
        return name, content[:start] + new + content[end:]
    lines = content.split(b"\n")
    one, other, target = (draw(st.sampled_from(range(len(lines)))) for _ in range(3))
    cells = lines[one].split(b",")
    cells[draw(st.sampled_from(range(len(cells))))] = draw(
        st.sampled_from(lines[other].split(b","))
    )
    lines[target] = b",".join(cells)
    return name, b"\n".join(lines)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(SMALL, tmp_path_factory.mktemp("fuzz") / "study")


@settings(max_examples=200, deadline=None)
@given(changes=st.lists(spoiled(), min_size=1, max_size=2))
def test_a_study_or_a_clear_error(copy: Path, changes: list[tuple[str, bytes]]) -> None:
    for name, content in (ORIGINAL | dict(changes)).items():
        if (copy / name).read_bytes() != content:
            (copy / name).write_bytes(content)
    with suppress(fp.CriteriaError):
        study = fp.load(copy)
        for profile in study.profiles:
            assert fp.topsis(study.problem(profile)).scores.between(0.0, 1.0).all()
        for scenario in study.scenarios:
            assert fp.topsis(study.problem(scenario=scenario)).scores.between(0.0, 1.0).all()
        assert fp.awot(study)["global_priority"].notna().all()
        assert list(fp.strategic_position(study).index) == study.alternatives
