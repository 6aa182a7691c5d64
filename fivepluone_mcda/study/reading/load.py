"""Reading a study folder: every file once, every defect together, then a Study."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from ...model import CriteriaError, Defect, StudyError
from ...model.errors import found_value
from ..profiles import with_horizons
from ..rounds import by_round
from ..schema import DEFINITIONS, FILE, LINE, MANIFEST, ROUNDS, SCENARIOS, TABLES
from ..shipped import FOLDERS, shipped_folder
from ..study import Study
from ..texts import TEXTS
from .checks import check_tables
from .csv_table import read_table
from .defects import Defects
from .manifest import check_manifest
from .scenario_files import Names, read_scenarios
from .tables import Tables
from .text_files import MAX_TOML_BYTES, parse_toml, read_texts


def load(folder: str | PathLike[str] | None = None) -> Study:
    """The shipped study, or a study folder of the same form.

    Parameters
    ----------
    folder : path, optional
        A folder with a ``study.toml``; its README describes the form. The shipped study when
        left out. ``"grounds"`` is the second shipped study, the paper's own six grounds, unless
        the current folder has a folder of that name.

    Returns
    -------
    Study

    Raises
    ------
    StudyError
        With everything that is wrong with the folder, each with file, line, column, what was
        found and what would be right.

    Notes
    -----
    Loading reads the files that the manifest names and no others, follows no link, runs nothing
    and refuses more than 32 MiB in all files of one table together, 1 MiB in TOML.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> study = fp.load()
    >>> study.alternatives
    ['CA-USA', 'CA-China', 'CA-EU', 'CA-Russia', 'CA-Japan']
    """
    try:
        path = _place(folder)
    except TypeError:
        raise CriteriaError(f"folder: found {folder!r}; expected the path of a folder") from None
    try:
        what = "" if path.is_dir() else "a file" if path.exists() else "no such folder"
    except OSError as error:
        what = error.strerror or str(error)
    if what:
        raise StudyError(str(path), [Defect(str(path), None, "", what, "a study folder")])
    defects = Defects(str(path))
    content = read_texts(path, [MANIFEST], MAX_TOML_BYTES, defects).get(MANIFEST)
    data = None if content is None else parse_toml(content, MANIFEST, defects)
    if data is None:
        defects.raise_if_any()
    manifest = check_manifest(data or {}, defects)
    _check_companion(path, manifest.companion, defects)
    tables: dict[str, pd.DataFrame] = {}
    for role, files in manifest.files.items():
        table = read_table(path, files, role, defects) if role in TABLES else None
        if table is not None:
            tables[role] = _without_repeats(table) if role in DEFINITIONS else table
    checked = Tables(manifest, tables, defects)
    tree = check_tables(checked)
    scenarios = {}
    if tree is not None and SCENARIOS in manifest.files:
        profiles, scale = list(manifest.profiles), checked.scale(tree)
        names = Names(tree, checked.scored(), scale, profiles, checked.items())
        scenarios = read_scenarios(path, manifest.files[SCENARIOS], names, defects)
    defects.raise_if_any()
    assert tree is not None

    split = {role: by_round(tables[role], role) for role in ROUNDS if role in tables}
    panels = _panel_horizons(tables.get("horizons"))
    return Study(
        **{name: getattr(manifest, name) for name in TEXTS},
        folder=path,
        tree=tree,
        groups=checked.groups(tree),
        profile_table=with_horizons(manifest.profiles, manifest.horizons, panels),
        tables=tables | {role: current for role, (current, _) in split.items()},
        earlier={role: replaced for role, (_, replaced) in split.items()},
        scenario_table=scenarios,
        statements=manifest.provenance,
        value_functions=manifest.values,
    )


def _check_companion(folder: Path, name: str, defects: Defects) -> None:
    if not name:
        return
    inside = name != ".." and Path(name).name == name
    if not inside or not (folder / name / MANIFEST).is_file():
        expected = "the name of a folder inside this one that holds another study"
        defects.in_manifest("companion", found_value(name), expected)


def _place(folder: str | PathLike[str] | None) -> Path:
    """The folder of a study: a name of a shipped one counts where no such folder is found."""
    if folder is None:
        return shipped_folder()
    path = Path(folder)
    return shipped_folder(folder) if folder in FOLDERS and folder and not path.exists() else path


def _without_repeats(table: pd.DataFrame) -> pd.DataFrame:
    """Without rows that repeat a row of an earlier file; repeats within one file are kept."""
    again = table.duplicated(table.columns.drop([FILE, LINE]))
    again &= ~table.duplicated(table.columns.drop(LINE))
    return table[~again].reset_index(drop=True)


def _panel_horizons(table: pd.DataFrame | None) -> dict[str, float]:
    """Mean share of lasting results by panel."""
    if table is None:
        return {}
    lasting = table[table["horizon"] == "long"]
    return {
        str(panel): float(share) / 100.0
        for panel, share in lasting.groupby("panel")["weight"].mean().items()
    }
