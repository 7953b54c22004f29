"""Grading on a Dask cluster, behind ``concurrent.futures`` as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

from autograder.errors import OperatorError, WrongUsage

_P = ParamSpec("_P")
_T = TypeVar("_T")
_CONNECT_SECONDS = 30


def cluster_executor(address: str) -> Executor:
    """An executor on the cluster whose scheduler is at ``address`` (``tcp://HOST:8786``, ``tls://…``).

    Every worker needs rectify, the course at the same path, and one thread. Raises WrongUsage where ``distributed`` is
    not installed, OperatorError where the scheduler does not answer or has no workers.
    """
    try:
        from distributed import Client
    except ImportError as problem:
        raise WrongUsage(
            "Grading on a cluster needs Dask. Install it with `pip install 'rectify-course[cluster]'`."
        ) from problem
    connect: Any = Client  # not annotated by its authors
    try:
        client = connect(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise OperatorError(
            f"The Dask scheduler `{address}` does not answer. Start it, or correct the address: it is like "
            "`tcp://HOST:8786`."
        ) from problem
    workers = len(client.nthreads())
    if workers == 0:
        client.close()
        raise OperatorError(f"The Dask scheduler `{address}` has no workers. Start some, with one thread each.")
    return ClusterExecutor(client, workers)


class ClusterExecutor(Executor):
    """Tasks on the client's cluster, one for each of its ``workers`` at a time. Closes the client in the end."""

    def __init__(self, client: Any, workers: int) -> None:
        self._client = client
        self._max_workers = workers
        # The same hand-in may be graded twice, after the course changed: no answer is taken from an earlier call.
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Run ``fn`` on a worker."""
        future: Future[_T] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (as Executor has it)
        """Leave the cluster, after the tasks under way where ``wait``."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
