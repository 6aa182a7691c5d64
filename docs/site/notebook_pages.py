"""Shows the stored notebooks as pages, with their code, tables and pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

FOLDER = Path(__file__).parents[2] / "notebooks"


def page(notebook: dict[str, Any]) -> str:
    """A notebook as Markdown."""
    parts = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        parts += [shown(output) for output in cell.get("outputs", [])]
    return "\n\n".join(parts)


def shown(output: dict[str, Any]) -> str:
    """One output of a cell, in the richest form in which it is stored."""
    data = {kind: "".join(lines) for kind, lines in output.get("data", {}).items()}
    if "image/png" in data:
        picture = "".join(data["image/png"].split())
        return f'<img alt="Picture drawn by the code above" src="data:image/png;base64,{picture}">'
    if "text/html" in data:
        return f'<div class="output">\n{data["text/html"]}\n</div>'
    if "text/markdown" in data:
        return data["text/markdown"]
    text = data.get("text/plain") or "".join(output["text"])
    return f"```text\n{text}\n```"


def on_files(files: Files, config: Any, **_: Any) -> Files:
    """Add a page for each notebook."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        content = page(json.loads(path.read_text("utf-8")))
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=content))
    return files
