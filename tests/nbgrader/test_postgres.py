"""nbgrader's gradebook on PostgreSQL: what an instructor sees is the same as on SQLite."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.nbgrader.gradebook_dump import dump_gradebook
from tests.postgres import Server


def test_each_test_has_a_database_of_its_own(postgres: Server) -> None:
    """Two, and neither sees the other's tables."""
    one, other = (postgres.new_database().replace("+psycopg", "") for _ in range(2))
    with psycopg.connect(one) as connection:
        connection.execute("CREATE TABLE mine (x int)")
    with psycopg.connect(other) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert not tables


def test_the_server_is_reached_by_its_socket_alone(postgres: Server) -> None:
    """It listens on no address."""
    with psycopg.connect(postgres.new_database().replace("+psycopg", "")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchall() == [("",)]


def fill(url: str) -> None:
    """A gradebook with one of everything, and what databases differ in: names, fractions, times, nothing at all."""
    from nbgrader.api import Gradebook

    with Gradebook(url) as gradebook:
        gradebook.add_assignment("one", duedate="2026-01-01 10:00:00 UTC")
        gradebook.add_notebook("one", "one", kernelspec="{}")
        gradebook.add_grade_cell("check", "one", "one", max_score=3, cell_type="code")
        gradebook.add_grade_cell("question", "one", "one", max_score=2, cell_type="markdown")
        gradebook.add_solution_cell("question", "one", "one")
        gradebook.add_task_cell("task", "one", "one", max_score=1, cell_type="markdown")
        gradebook.add_source_cell("check", "one", "one", cell_type="code", source="f(x)", locked=True, checksum="0")
        for name, last_name in [("ada", None), ("Émile", "Zola"), ("zoë", "a")]:
            gradebook.add_student(name, last_name=last_name)
            gradebook.add_submission("one", name, timestamp="2026-01-02 10:00:00.25 UTC")
        gradebook.grant_extension("one", "ada", days=1)
        grade = gradebook.find_grade("check", "one", "one", "ada")
        grade.auto_score, grade.manual_score, grade.extra_credit = 1 / 3, 2.5, 0.1
        grade.needs_manual_grade = False
        gradebook.find_comment("question", "one", "one", "zoë").manual_comment = "Très bien 😀"
        gradebook.find_submission_notebook("one", "one", "ada").late_submission_penalty = 1 / 3
        gradebook.db.commit()


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new gradebook does not start a process to ask for its schema's version: seconds, and not what is looked at."""
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "e43177bfe90b")


# nbgrader looks at a submission's notebooks before it adds the submission, which SQLAlchemy finds worth a remark.
@pytest.mark.filterwarnings("ignore:Object of type <Submitted")
@pytest.mark.usefixtures("unhurried")
def test_the_same_grades_are_the_same_gradebook(postgres: Server, tmp_path: Path) -> None:
    """Students, cells, scores, comments, times and extensions, read back by nbgrader itself."""
    from nbgrader.api import Gradebook

    urls = [f"sqlite:///{tmp_path}/gradebook.db", postgres.new_database()]
    for url in urls:
        fill(url)
    here, there = map(dump_gradebook, urls)
    assert here == there
    assert here["Grade one/ada/one/check"]["score"] == 2.6
    with Gradebook(urls[1]) as gradebook:
        gradebook.find_comment("question", "one", "one", "ada").auto_comment = "No response."
        gradebook.db.commit()
    changed = dump_gradebook(urls[1])
    assert {name for name in here if here[name] != changed[name]} == {"Comment one/ada/one/question"}
