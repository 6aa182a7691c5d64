"""The pictures in docs/images are what the code draws now, to the layout."""

from __future__ import annotations

import runpy
from pathlib import Path

import matplotlib
import pytest
from matplotlib.testing.compare import compare_images
from PIL import Image

DOCS = Path(__file__).parents[2] / "docs"
STORED = sorted((DOCS / "images").glob("*.png"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images")
    runpy.run_path(str(DOCS / "pictures.py"))["draw"](folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_picture_is_drawn_as_it_was(stored: Path, drawn: Path) -> None:
    with Image.open(stored) as image:
        maker = str(image.info["Software"]).partition(",")[0]
    if maker != f"Matplotlib version{matplotlib.__version__}":
        pytest.skip(f"drawn by {maker}; others set text a little differently")
    assert compare_images(str(stored), str(drawn / stored.name), tol=2.0) is None
