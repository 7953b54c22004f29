"""Grading on a Dask cluster, as on this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.course.course import Course
from autograder.errors import OperatorError, WrongUsage
from autograder.grading.cluster import ClusterExecutor, cluster_executor
from autograder.service.jobs import grade_job
from tests.service.test_jobs import job


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A scheduler and one worker process of one thread, on this machine alone."""
    distributed = pytest.importorskip("distributed", reason="distributed is not installed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made


def test_a_job_is_graded_on_a_cluster(cluster: Any, small: Course) -> None:
    """The report is the one that this machine makes."""
    with cluster_executor(cluster.scheduler_address) as executor:
        assert isinstance(executor, ClusterExecutor) and executor._max_workers == 1
        assert executor.submit(grade_job, job(small)).result(120).score == 3


def test_a_cluster_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what an address looks like."""
    pytest.importorskip("distributed", reason="distributed is not installed")
    monkeypatch.setattr("autograder.grading.cluster._CONNECT_SECONDS", 0.2)
    for address in ("tcp://127.0.0.1:1", "nonsense"):
        with pytest.raises(OperatorError, match=f"`{address}` does not answer.*like `tcp://HOST:8786`"):
            cluster_executor(address)


def test_a_cluster_without_workers_is_said_so() -> None:
    """Nothing would ever be graded."""
    distributed = pytest.importorskip("distributed", reason="distributed is not installed")
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as made,
        pytest.raises(OperatorError, match="has no workers"),
    ):
        cluster_executor(made.scheduler_address)


def test_without_dask_there_is_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the message says how to install it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongUsage, match=r"pip install 'rectify-course\[cluster\]'"):
        cluster_executor("tcp://127.0.0.1:8786")
