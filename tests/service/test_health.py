"""Health and metrics: figures, and never a name."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from autograder.service import schema
from autograder.service.database import Database
from autograder.service.errors import DatabaseUnusable
from autograder.service.health import beat, forget_beat, health
from autograder.service.metrics import metrics_text
from autograder.service.models import HandInKind
from tests.service.school import School


def lines(database: Database) -> dict[str, float]:
    text = metrics_text(database).decode()
    pairs = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in pairs}


def test_a_service_without_workers_says_so(school: School) -> None:
    """It loses nothing, and somebody has to start one."""
    found = health(school.database)
    assert (found.ok, found.workers, found.problems) == (True, 0, ("Nobody grades: start `rectify work`.",))
    beat(school.database, "a", "worker", 2)
    beat(school.database, "a", "worker", 2)
    beat(school.database, "b", "passback", 1)
    assert (health(school.database).workers, health(school.database).problems) == (1, ())
    forget_beat(school.database, "a")
    assert health(school.database).workers == 0


def test_who_was_not_heard_of_is_gone(school: School) -> None:
    """And after an hour forgotten."""
    beat(school.database, "a", "worker", 2)
    with school.database.begin() as connection:
        connection.execute(update(schema.heartbeats).values(seen_at=schema.heartbeats.c.seen_at - 7200))
    assert health(school.database).workers == 0
    beat(school.database, "b", "worker", 2)
    with school.database.read() as connection:
        kinds = {row.name: row.kind for row in connection.execute(schema.heartbeats.select())}
    assert kinds == {"b": "worker", "probe": "probe"}


def test_a_database_that_takes_nothing_is_not_well(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is read from as ever; it is tried again at the next question, and no oftener where it went well."""
    tries: list[str] = []

    def full(_database: Database, name: str, _kind: str, _jobs: int) -> None:
        tries.append(name)
        raise DatabaseUnusable("full")

    monkeypatch.setattr("autograder.service.health.beat", full)
    for _ in range(2):
        assert health(school.database).problems == ("full",)
        assert not health(school.database).ok
    assert len(tries) == 4
    monkeypatch.undo()
    assert health(school.database).ok
    monkeypatch.setattr("autograder.service.health.beat", full)
    assert health(school.database).ok


def test_who_waits_for_long_is_told(school: School) -> None:
    """A hand-in, and a score on its way."""
    school.graded(2)
    school.hand_in(school.alan)
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).values(turn_at=schema.handins.c.turn_at - 7200))
        connection.execute(update(schema.outbox).values(made_at=schema.outbox.c.made_at - 7200))
    found = health(school.database)
    assert (found.waiting, found.unsent) == (1, 1)
    assert "A hand-in has waited for 119 minutes: start more workers, or read their log." in found.problems
    assert "A score has waited for 120 minutes to reach the LMS: see whether the LMS answers." in found.problems


def test_prometheus_reads_the_figures(school: School) -> None:
    """In its own format; no label is a person or a course."""
    school.graded(2)
    school.hand_in(kind=HandInKind.CHECK)
    beat(school.database, "a", "worker", 2)
    found = lines(school.database)
    assert found["rectify_up"] == found["rectify_workers"] == 1
    assert found['rectify_handins{kind="hand-in",state="graded"}'] == 1
    assert found['rectify_handins{kind="check",state="waiting"}'] == 1
    assert found['rectify_scores{state="waiting"}'] == 1
    assert found['rectify_recent_seconds{figure="mean",kind="hand-in"}'] >= 0
    assert "Ada" not in metrics_text(school.database).decode()


def test_a_database_that_is_away_is_no_error_but_a_figure(tmp_path: Path) -> None:
    """Whoever watches is told so, and the reason goes to the operator."""
    database = Database.open(f"sqlite:///{tmp_path / 'x'}")
    database.close()
    (tmp_path / "x").write_bytes(b"no database any more " * 400)
    found = health(database)
    assert not found.ok and "does not answer" in found.problems[0]
    assert lines(database) == {"rectify_up": 0}
    database.close()


def test_a_database_that_goes_away_in_between_says_what_it_said(school: School) -> None:
    """Half the figures are better than none."""

    class Twice(Database):
        calls = 0

        def read(self) -> Any:
            """Answer twice: it can be written to, and is well."""
            self.calls += 1
            if self.calls > 2:
                raise DatabaseUnusable("gone")
            return super().read()

    found = lines(Twice(school.database._engine))
    assert found["rectify_up"] == 1 and "rectify_scores" not in str(found)
