"""What the tests of nbgrader share: a database server, and programs that they start as an instructor would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.nbgrader.postgres import Server, programs, serving


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server; skips where none is installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed; `.ci/run` installs it")
    with serving(binaries) as server:
        yield server
