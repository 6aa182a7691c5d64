"""Work spread over processes, each of them on one thread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """A context in which BLAS uses one thread; handing out such small products only costs."""
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


def spread(
    work: Callable[..., T],
    tasks: Sequence[tuple[Any, ...]],
    n_jobs: int = 1,
    progress: bool = False,
) -> Iterator[T]:
    """What each task gives, in the order of the tasks, so that sums do not depend on who did what.

    Results come one by one, so that they can be added up without all of them being kept.

    Parameters
    ----------
    work : callable
        What is done with the parts of each task.
    tasks : sequence of tuple
        The tasks.
    n_jobs : int
        Processes; inside ``joblib.parallel_config`` the backend that is set there decides.
    progress : bool
        Whether a terminal shows a progress bar.
    """
    import joblib
    from rich.console import Console
    from rich.progress import track

    parallel = joblib.Parallel(n_jobs=n_jobs, return_as="generator")
    yield from track(
        parallel(joblib.delayed(_alone)(work, task) for task in tasks),
        "Drawing",
        total=len(tasks),
        console=Console(stderr=True),
        disable=not (progress and sys.stderr.isatty()),
        transient=True,
    )


def _alone(work: Callable[..., T], task: tuple[Any, ...]) -> T:
    with one_thread():
        return work(*task)
