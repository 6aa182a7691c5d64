"""Mutated study folders, one after the other: each must be a study or a CriteriaError.

    pip install .
    python benchmarks/fuzz_loader.py --seconds 3600

A folder that loads must also rank, under every profile and in its first scenarios, with finite
numbers. What raises anything else, warns or computes longer than 10 seconds is kept with its
traceback; `--first NUMBER --folders 1` with the printed seed makes the same folder again.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

import fivepluone_mcda as fp

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "study"))
from mutations import Folder, divided, mutated, read, replace, unscaled, use, write  # noqa: E402

LIMIT = 10.0
"""Seconds of computing that a folder may take; ten times that on the clock."""

KEPT = 3
"""So many folders are kept of each kind of failure."""


class TooLong(BaseException):
    """A folder takes longer than it may; no handler in between must catch this."""


def stop(*_: object) -> None:
    """Break off the folder at hand."""
    raise TooLong


def bases() -> list[Folder]:
    """What is mutated; small studies more often, as they go faster."""
    template = read(Path(fp.study.__file__).parent / "template")
    small = read(ROOT / "tests" / "data" / "small_study")
    shipped = read(ROOT / "criteria")
    quick = [change(base) for base in (template, small) for change in (dict, divided, unscaled)]
    # Six quick ones 16 times, as each goes some fifty times faster than the shipped study.
    return [*quick * 16, shipped, divided(shipped)]


def outcome(place: Path) -> tuple[str, str]:
    """What becomes of a folder: used, refused, or what went wrong, with its traceback."""
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    signal.setitimer(signal.ITIMER_REAL, 10.0 * LIMIT)
    try:
        use(place)
    except fp.CriteriaError:
        return "refused", ""
    except (Exception, TooLong) as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
        return what, traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.setitimer(signal.ITIMER_REAL, 0.0)
    return "used", ""


def main() -> None:
    """Mutate until the time or the number of folders is over; the exit status says if all held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--folders", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first folder")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("error")
    signal.signal(signal.SIGPROF, stop)
    signal.signal(signal.SIGALRM, stop)
    failures = Path(tempfile.mkdtemp(prefix="fuzz-failures-"))
    print(f"seed {options.seed}; folders that fail are kept in {failures}", flush=True)
    studies, counts = bases(), Counter[str]()
    start = said = time.monotonic()
    before: Folder = {}
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        place = Path(name)
        for number in range(options.first, options.first + options.folders):
            rng = random.Random(f"{options.seed}/{number}")  # noqa: S311 - no secret
            folder = mutated(rng, rng.choice(studies))
            replace(before, folder, place)
            before = folder
            what, details = outcome(place)
            counts[what] += 1
            if details and counts[what] <= KEPT:
                (failures / str(number)).mkdir()
                write(folder, failures / str(number))
                (failures / f"{number}.txt").write_text(details, encoding="utf-8")
                print(f"folder {number}: {what}", flush=True)
            now = time.monotonic()
            if now - said > 30.0 or now - start > options.seconds:
                said = now
                total = counts.total()
                print(
                    f"{now - start:.0f} s, {total} folders, {total / (now - start):.1f} a second: "
                    f"{counts['used']} used, {counts['refused']} refused, "
                    f"{total - counts['used'] - counts['refused']} failed",
                    flush=True,
                )
            if now - start > options.seconds:
                break
    failed = {what: count for what, count in counts.items() if what not in ("used", "refused")}
    print(f"done: {dict(counts)}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
