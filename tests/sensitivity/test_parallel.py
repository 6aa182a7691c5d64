"""Small products are not handed out to threads."""

from __future__ import annotations

import subprocess
import sys

LATE = """
from fivepluone_mcda.sensitivity.parallel import one_thread
with one_thread():
    pass
import scipy.linalg
from threadpoolctl import threadpool_info
with one_thread():
    libraries = [library for library in threadpool_info() if library["user_api"] == "blas"]
assert {library["num_threads"] for library in libraries} <= {1}, libraries
"""


def test_a_blas_that_is_loaded_later_uses_one_thread_too() -> None:
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", LATE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
