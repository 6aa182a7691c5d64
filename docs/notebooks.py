"""Runs the notebooks from top to bottom and stores their results: ``python docs/notebooks.py``."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""All that is stored beside the cells: neither times nor versions, which would differ each time."""


def main() -> None:
    """Run every notebook and write it back."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, resources={"metadata": {"path": FOLDER}}).execute()
        notebook.metadata = METADATA
        for number, cell in enumerate(notebook.cells):
            cell.id, cell.metadata = f"cell-{number:02d}", {}
            for output in cell.get("outputs", []):
                # A view of widgets is nothing without the kernel that made them.
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
