"""Work spread over processes, each of them on one thread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar

from ..model.progress import tracked

T = TypeVar("T")


BRING_THEIR_OWN = ("scipy.linalg", "scipy.special")
"""Modules that load a BLAS of their own beside NumPy's when they are first imported."""


@cache
def _controller(*loaded: bool) -> Any:  # noqa: ARG001 - it knows what is loaded when it is made
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """A context in which every BLAS that is loaded uses one thread.

    Handing out products as small as ours only costs: on a busy machine ten times the time.
    """
    controller = _controller(*(module in sys.modules for module in BRING_THEIR_OWN))
    limit: AbstractContextManager[Any] = controller.limit(limits=1, user_api="blas")
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

    parallel = joblib.Parallel(n_jobs=n_jobs, return_as="generator")
    done = parallel(joblib.delayed(_alone)(work, task) for task in tasks)
    yield from tracked(done, "Drawing", len(tasks), progress)


def _alone(work: Callable[..., T], task: tuple[Any, ...]) -> T:
    with one_thread():
        return work(*task)
