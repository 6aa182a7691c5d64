"""Study folders with something wrong in them, for tests that throw many of them at the loader.

A folder is a dict of file name to content; content that is no bytes stands for what else may lie
in a folder. `benchmarks/fuzz_loader.py` runs these for hours, `test_fuzz.py` for seconds.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

import fivepluone_mcda as fp

Content = bytes | str
Folder = dict[str, Content]
Mutator = Callable[[Random, Folder], None]

MANIFEST = "study.toml"
ABSENT, DIRECTORY, FIFO, HUGE = "absent", "directory", "fifo", "huge"
LINK = "link to "

HOSTILE_NUMBERS = [
    *("nan", "inf", "-inf", "1e999", "1e308", "-1e308", "1.8e308", "1e-320", "5e-324", "-0", "0"),
    *("1e15", "-1e15", "1e-15", "123456789012345", "1e10", "-2", "3", "4", "1e-300", "-1e-320"),
    *("1e154", "1e155", "1e200", "-1e200", "1e100", "1e16", "9007199254740993", "0.1", "1", "5"),
    *("1e-200", "1e-160", "-1e-160", "1_000", "1,5", "0x10", "٤", "1/3", "1/0", "9/1e-300", "+3"),
    *("1" * 400, "9" * 5000, "." + "0" * 400 + "1", "1e", "--1", "½", "1e-999", "100", "2.5"),
]
HOSTILE_TEXTS = [
    *("", " ", '"', '""', "'", ",", ";", "\\", "=cmd|' /C calc'!A0", "@SUM(1)", "\t", "\u00a0"),
    *("a" * 200_000, "é", "e\u0301", "\u202e", "\ufeff", "\U0001f600", "\ud7ff", "None", "NaN"),
    *("../x", "/etc/passwd", "..", ".", "C:\\x", "nul", "%s%n", "{0}", "${x}", "<script>", "a.b"),
    *("\n", "\r", "\x85", "\u2028", "\x00", "\x1b[31m", "true", "index", "line", "file", "level_0"),
]
HOSTILE_TOML = [
    *("nan", "inf", "-inf", "1e999", "-1", "0", "1", "true", "1979-05-27", "[]", "{}", "[[]]"),
    *("9" * 5000, "0x" + "f" * 20_000, "1e308", "-1e308", "0.5", "1e-320", '"""x"""', '""'),
    *("[" * 500 + "]" * 500, "[" * 100_000, "'" + "n" * 300 + "'", "{ a = 1 }", "[1, [2, [3]]]"),
    *('"\\u0000"', '"\\ud800"', '"../x"', '"/etc/passwd"', '"."', '"/dev/zero"', '["a", 1]'),
    *('["criteria.csv", "scores.csv"]', '"study.toml"', '"equal"', '"stored"', '["scores.csv"]'),
    "{ a = " * 200 + "1" + " }" * 200,
    "[" + '"scores.csv", ' * 50 + "]",
    "[" + ", ".join(f'"f{i}"' for i in range(2000)) + "]",
]
BYTES = [
    *(bytes([byte]) for byte in b",;\"\n\r=[]{}0-9e.\xff\xc3\0#'\\\t "),
    *(b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xff\xfe"),
    *(b'"""', b"[[", b"1/3", b"S"),
]


def read(folder: Path) -> Folder:
    """The files of a study folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def divided(folder: Folder) -> Folder:
    """The same study with every table of several rows in two files."""
    parts: Folder = {}
    manifest = folder[MANIFEST]
    assert isinstance(manifest, bytes)
    for name, content in folder.items():
        assert isinstance(content, bytes)
        header, *rows = content.splitlines(keepends=True)
        if name.endswith(".csv") and len(rows) > 1:
            half = len(rows) // 2
            parts[name] = header + b"".join(rows[:half])
            parts[f"more_{name}"] = header + b"".join(rows[half:])
            both = f'["{name}", "more_{name}"]'.encode()
            manifest = manifest.replace(f'"{name}"'.encode(), both)
        else:
            parts[name] = content
    return parts | {MANIFEST: manifest}


def unscaled(folder: Folder) -> Folder:
    """The same study with criteria that state no scale, so that any number is a score."""

    def change(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            for column in ("low", "high"):
                row[rows[0].index(column)] = ""

    result = dict(folder)
    for name in folder:
        if name.endswith("criteria.csv"):
            _edit_table(result, name, change)
    return result


def write(folder: Folder, where: Path) -> None:
    """Put the files of a folder where nothing of their names is."""
    for name, content in folder.items():
        path = where / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content == DIRECTORY:
            path.mkdir()
        elif content == FIFO:
            os.mkfifo(path)
        elif content == HUGE:
            path.touch()
            os.truncate(path, 40 * 1024 * 1024)
        elif content.startswith(LINK):
            path.symlink_to(content.removeprefix(LINK))


def replace(before: Folder, after: Folder, where: Path) -> None:
    """Turn one folder that has been written into another."""
    changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    for name in changed:
        path = where / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    write({name: after[name] for name in changed if name in after}, where)


def mutated(rng: Random, folder: Folder) -> Folder:
    """The folder after one mutation, or a few."""
    result = dict(folder)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        rng.choice(MUTATORS)(rng, result)
    return result


def use(folder: Path) -> int:
    """Load a folder and use it as a reader would; every number must be finite.

    Returns
    -------
    int
        How many uses the study refuses with a clear error, as AHP does negative scores.

    Raises
    ------
    CriteriaError
        If the folder is refused. Anything else is a mistake of the package.
    """
    study = fp.load(folder)
    uses: list[Callable[[], object]] = [lambda: _position(study)]
    for profile in study.profiles:
        uses += [partial(_rank, study, profile, None), partial(_awot, study, profile)]
    uses += [partial(_rank, study, None, scenario) for scenario in study.scenarios[:8]]
    refused = 0
    for one in uses:
        try:
            one()
        except fp.CriteriaError:
            refused += 1
    return refused


def _rank(study: fp.Study, profile: str | None, scenario: str | None) -> None:
    problem = study.problem(profile, scenario=scenario)
    assert np.isfinite(problem.matrix.to_numpy()).all()
    assert abs(problem.weights.sum() - 1.0) < 1e-9
    assert fp.topsis(problem).scores.between(0.0, 1.0).all()
    assert fp.ahp(problem).scores.between(0.0, 1.0).all()


def _awot(study: fp.Study, profile: str) -> None:
    assert fp.awot(study, profile)["global_priority"].astype(float).between(0.0, 1.0).all()


def _position(study: fp.Study) -> None:
    position = fp.strategic_position(study)
    assert list(position.index) == study.alternatives
    assert np.isfinite(position.to_numpy()).all()


def _some(rng: Random, folder: Folder, ending: str = "") -> str | None:
    """The name of one of the files that still are files."""
    names = [
        name
        for name, content in folder.items()
        if name.endswith(ending) and isinstance(content, bytes)
    ]
    return rng.choice(names) if names else None


def _bytes(rng: Random, folder: Folder) -> None:
    name = _some(rng, folder)
    if name is None:
        return
    content = bytes(folder[name])  # type: ignore[arg-type]
    start = rng.randint(0, len(content))
    end = min(len(content), start + rng.choice([0, 1, 1, 2, 8, 100]))
    new = [
        lambda: b"".join(rng.choice(BYTES) for _ in range(rng.randint(0, 3))),
        lambda: bytes(byte ^ (1 << rng.randrange(8)) for byte in content[start:end]),
        lambda: content[start:end] * 3,
        lambda: rng.choice(HOSTILE_TEXTS).encode("utf-8", "surrogatepass"),
    ]
    folder[name] = content[:start] + rng.choice(new)() + content[end:]


def _lines(rng: Random, folder: Folder) -> None:
    name, target = _some(rng, folder), _some(rng, folder)
    if name is None or target is None:
        return
    lines = bytes(folder[name]).splitlines(keepends=True)  # type: ignore[arg-type]
    if not lines:
        return
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(5)
    if what == 0:
        del lines[one]
    elif what == 1:
        lines.insert(other, lines[one])
    elif what == 2:
        lines[one], lines[other] = lines[other], lines[one]
    elif what == 3:
        del lines[one:]
    folder[name] = b"".join(lines)
    if what == 4:
        folder[target] = bytes(folder[target]) + lines[one]  # type: ignore[arg-type]


def _edit_table(folder: Folder, name: str, change: Callable[[list[list[str]]], None]) -> None:
    try:
        content = bytes(folder[name]).decode()  # type: ignore[arg-type]
        rows = list(csv.reader(io.StringIO(content, newline="")))
    except (csv.Error, UnicodeDecodeError):
        return
    rows = [row for row in rows if row]
    if len(rows) < 2:
        return
    change(rows)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    folder[name] = stream.getvalue().encode("utf-8", "surrogatepass")


def _cell(rng: Random, folder: Folder) -> None:
    def change(rows: list[list[str]]) -> None:
        row = rng.choice(rows if rng.random() < 0.1 else rows[1:])
        at, other = rng.randrange(len(row)), rng.choice(rows)
        row[at] = rng.choice(
            [
                rng.choice(HOSTILE_NUMBERS),
                rng.choice(HOSTILE_TEXTS),
                other[min(at, len(other) - 1)],
                rng.choice(other),
                row[at] + rng.choice(HOSTILE_TEXTS),
            ]
        )

    name = _some(rng, folder, ".csv")
    if name is not None:
        _edit_table(folder, name, change)


def _number(rng: Random, folder: Folder) -> None:
    """Other numbers where numbers belong, low to high: of one row or of all."""

    def change(rows: list[list[str]]) -> None:
        header, *body = rows
        places = [header.index(column) for column in ("low", "best", "high") if column in header]
        if "value" in header or "weight" in header:
            places = [header.index("value" if "value" in header else "weight")]
        chosen = body if rng.random() < 0.2 else [rng.choice(body)]
        numbers = [number for number in HOSTILE_NUMBERS if _is_number(number)]
        same = sorted((rng.choice(numbers) for _ in places), key=float)
        alike = rng.random() < 0.5
        for row in chosen:
            values = same if alike else sorted((rng.choice(numbers) for _ in places), key=float)
            if rng.random() < 0.5:
                values = values[:1] * len(values)
            for place, value in zip(places, values, strict=True):
                if place < len(row):
                    row[place] = value

    name = _some(rng, folder, rng.choice(["scores.csv", "scores.csv", ".csv"]))
    if name is not None:
        _edit_table(folder, name, change)


def _is_number(text: str) -> bool:
    """Whether the reader takes it, so that what comes after the reader is tried."""
    plain = re.fullmatch(r"[+-]?[0-9.]+(e[+-]?[0-9]{1,3})?", text) is not None
    return plain and abs(float(text)) <= 1e15


def _rename(rng: Random, folder: Folder) -> None:
    """Another name for a thing wherever it stands, so that the study still holds together."""
    name = _some(rng, folder, rng.choice(["criteria.csv", "alternatives.csv", "scores.csv"]))
    if name is None:
        return
    ids = re.findall(rb"^([^,\r\n\"]+),", bytes(folder[name]), re.M)[1:]  # type: ignore[arg-type]
    if not ids:
        return
    old, new = rng.choice(ids), rng.choice(HOSTILE_TEXTS).strip()[:1000].encode()
    if b"," in new or b'"' in new:
        new = b'"' + new.replace(b'"', b'""') + b'"'
    for file, content in folder.items():
        if isinstance(content, bytes) and file.endswith(".csv"):
            pattern = rb"(?m)(?<![^,\n])" + re.escape(old) + rb"(?![^,\r\n])"
            folder[file] = re.sub(pattern, lambda _: new, content)


def _column(rng: Random, folder: Folder) -> None:
    def change(rows: list[list[str]]) -> None:
        at, other = rng.randrange(len(rows[0])), rng.randrange(len(rows[0]))
        what = rng.randrange(5)
        value = rng.choice([*HOSTILE_NUMBERS, *HOSTILE_TEXTS])[:1000]
        for number, row in enumerate(rows):
            if max(at, other) >= len(row):
                continue
            if what == 0:
                del row[at]
            elif what == 1:
                row.append(row[at])
            elif what == 2:
                row[at], row[other] = row[other], row[at]
            elif number and what == 3:
                row[at] = value
            elif number and what == 4:
                row[at] = row[other]

    name = _some(rng, folder, ".csv")
    if name is not None:
        _edit_table(folder, name, change)


def _toml(rng: Random, folder: Folder) -> None:
    name = _some(rng, folder, ".toml")
    if name is None:
        return
    content = bytes(folder[name]).decode("utf-8", "replace")  # type: ignore[arg-type]
    pattern = rng.choice([r"(?<== ).+", r'"[^"\n]*"', r"(?<=\[)[\w.-]+(?=\])", r"^[\w.]+(?= =)"])
    found = list(re.finditer(pattern, content, re.M))
    if not found:
        return
    match = rng.choice(found)
    new = rng.choice([rng.choice(HOSTILE_TOML), rng.choice(found)[0], rng.choice(HOSTILE_NUMBERS)])
    folder[name] = (content[: match.start()] + new + content[match.end() :]).encode()


def _file(rng: Random, folder: Folder) -> None:
    name, other = _some(rng, folder), _some(rng, folder)
    if name is None or other is None:
        return
    what: list[Content] = [
        *(ABSENT, DIRECTORY, FIFO, HUGE, b"", b"\n", b"\xef\xbb\xbf", folder[other]),
        *(LINK + target for target in (other, "/dev/zero", "/etc/passwd", "..", "gone", name)),
    ]
    folder[name] = rng.choice(what)


def _encoding(rng: Random, folder: Folder) -> None:
    name = _some(rng, folder)
    if name is None:
        return
    content = bytes(folder[name])  # type: ignore[arg-type]
    text = content.decode("utf-8", "replace")
    folder[name] = rng.choice(
        [
            b"\xef\xbb\xbf" + content,
            content.replace(b"\n", b"\r\n"),
            content.replace(b"\n", b"\r"),
            content.replace(b"\n", b"\n\n"),
            text.encode("utf-16"),
            text.encode("latin-1", "replace"),
            content.replace(b",", b";"),
            content.replace(b",", b" , "),
            content.rstrip(),
        ]
    )


MUTATORS: tuple[Mutator, ...] = (
    *(_bytes, _lines, _cell, _cell, _number, _number, _number, _rename),
    *(_column, _toml, _toml, _file, _encoding),
)
