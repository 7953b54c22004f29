"""nbgrader's gradebook on PostgreSQL: what an instructor sees is the same as on SQLite."""

from __future__ import annotations

import psycopg

from tests.nbgrader.postgres import Server


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
