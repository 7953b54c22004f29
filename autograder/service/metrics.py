"""What Prometheus is told: read from the database when it asks, so that every process tells the same."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select

from autograder.service import schema
from autograder.service.database import Database, now
from autograder.service.errors import DatabaseUnusable
from autograder.service.health import health
from autograder.service.models import HandInKind

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_RECENT_SECONDS = 600.0


def metrics_text(database: Database) -> bytes:
    """The metrics in Prometheus's text format. Where the database does not answer, ``rectify_up`` is 0 and alone."""
    registry = CollectorRegistry()
    registry.register(_Collector(database))
    return generate_latest(registry)


class _Collector(Collector):
    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("rectify_up", "1 where the database answers.")

    def collect(self) -> Iterator[Metric]:
        found = health(self._database)
        yield GaugeMetricFamily("rectify_up", "1 where the database answers.", value=float(found.ok))
        if not found.ok:
            return
        yield GaugeMetricFamily("rectify_workers", "Workers heard of within a minute.", value=found.workers)
        wait = "Seconds that the oldest hand-in has waited since its turn."
        yield GaugeMetricFamily("rectify_oldest_wait_seconds", wait, value=found.oldest_wait_seconds)
        unsent = "Seconds that the oldest score has waited for its LMS."
        yield GaugeMetricFamily("rectify_oldest_unsent_seconds", unsent, value=found.oldest_unsent_seconds)
        try:
            with self._database.read() as connection:
                yield from _counted(connection)
        except DatabaseUnusable:
            return


def _counted(connection: Connection) -> Iterator[Metric]:
    handins, outbox, reports = schema.handins, schema.outbox, schema.reports
    family = GaugeMetricFamily("rectify_handins", "Hand-ins and checks by how far they are.", labels=["kind", "state"])
    columns = (handins.c.kind, handins.c.state)
    for row in connection.execute(select(*columns, func.count().label("many")).group_by(*columns)):
        family.add_metric([row.kind, row.state], row.many)
    yield family
    family = GaugeMetricFamily("rectify_scores", "Scores for an LMS by what became of them.", labels=["state"])
    for row in connection.execute(select(outbox.c.state, func.count().label("many")).group_by(outbox.c.state)):
        family.add_metric([row.state], row.many)
    yield family
    family = GaugeMetricFamily(
        "rectify_recent_seconds",
        "Seconds from arriving to the report, of what arrived within ten minutes.",
        labels=["kind", "figure"],
    )
    took = reports.c.made_at - handins.c.made_at
    figures = select(handins.c.kind, func.avg(took).label("mean"), func.max(took).label("longest"))
    recent = handins.c.made_at > now() - _RECENT_SECONDS
    for row in connection.execute(figures.select_from(handins.join(reports)).where(recent).group_by(handins.c.kind)):
        family.add_metric([HandInKind(row.kind).value, "mean"], row.mean)
        family.add_metric([row.kind, "longest"], row.longest)
    yield family
