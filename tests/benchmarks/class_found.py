"""What is found after a class has handed in: times, what the LMS was told, and whether nobody was lost."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from autograder.feedback.words import format_points
from autograder.service import schema
from autograder.service.database import Database
from tests.benchmarks.browser import Asked
from tests.benchmarks.deployment import Service
from tests.benchmarks.student import Student

#: What the pages' own files and the LMS's pages are called: no pages of ours.
_NO_PAGES = frozenset({"file", "platform", "begin"})
_ANSWERED = frozenset({200, 302, 303})


@dataclass(frozen=True)
class Found:
    """``told_once``: of how many the LMS was told one score, once, and the right one. Raises nothing: `problems`."""

    asked: Sequence[Asked]
    handing_in: tuple[float, float]
    drain_seconds: float
    told_once: int
    told_again: int
    killed: Mapping[str, int]
    cpu_seconds: Mapping[str, float]
    most_mb: float
    load: tuple[float, float, float]
    graded_seconds: Sequence[float]
    arrived_seconds: Sequence[float]
    tries: Mapping[int, int]
    problems: Sequence[str]

    def page_seconds(self, percent: float, what: str = "") -> float:
        """That percentile of the seconds, of one kind of page or of all, while the class handed in; 100: the most."""
        first, last = self.handing_in
        took = [
            one.seconds
            for one in self.asked
            if (one.what == what or (not what and one.what not in _NO_PAGES))
            and first <= one.at <= last
            and one.status in _ANSWERED
        ]
        return _percentile(took, percent)

    def told(self) -> Iterator[str]:
        """All of it in lines."""
        counts = Counter(one.what for one in self.asked)
        for what, count in sorted(counts.items()):
            figures = "  ".join(f"{self.page_seconds(one, what) * 1000:7.0f}" for one in (50, 95, 100))
            states = Counter(one.status for one in self.asked if one.what == what)
            yield f"{what:>14} {count:6}  p50 p95 max: {figures} ms  {dict(states)}"
        figures = "  ".join(f"{self.page_seconds(one) * 1000:7.0f}" for one in (50, 95, 100))
        yield f"{'all pages':>14}         p50 p95 max: {figures} ms"
        yield f"The last score arrived {self.drain_seconds:.1f} s after the last hand-in."
        for what, took in (("graded", self.graded_seconds), ("with the LMS", self.arrived_seconds)):
            figures = "  ".join(f"{_percentile(took, one):6.1f}" for one in (50, 95, 100))
            yield f"Seconds from handing in until {what}, p50 p95 max: {figures}"
        yield f"How often each was tried: {dict(self.tries)}"
        yield f"Told once: {self.told_once}; told again, the same: {self.told_again}. Killed: {dict(self.killed)}"
        yield f"Processor seconds: { {name: round(value, 1) for name, value in self.cpu_seconds.items()} }"
        yield f"The server had {self.most_mb:.0f} MB at most. Load average: {self.load}"
        yield from self.problems or ["Nobody was lost."]


def _percentile(found: Sequence[float], percent: float) -> float:
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else 0.0


def look(
    service: Service,
    students: Sequence[Student],
    asked: Sequence[Asked],
    expected: Mapping[str, Any],
    drained_at: float,
    left: Sequence[str],
) -> Found:
    """Look into the database, at what the LMS has, and at what is left."""
    handed_in = [one.handed_in_at for one in students]
    told: dict[str, list[Any]] = defaultdict(list)
    for _item, score, _at in service.scores():
        told[score["userId"]].append((score["timestamp"], score["scoreGiven"], score["scoreMaximum"]))
    problems = [f"Left behind: {one}" for one in (*left, *_scratch(service))]
    rows = _rows(service)
    problems += _wrong_rows(rows, expected)
    graded = {row.key.rpartition(":")[2]: row for row in rows.handins if row.kind == "hand-in" and row.done_at}
    arrived = {score["userId"]: at for _item, score, at in service.scores()}
    once = 0
    for student in students:
        name, report = student.work.student, expected[student.work.student]
        facts = [(score, most) for _at, score, most in told[name]]
        right = [(report["score"], report["max_score"])]
        once += facts == right
        if len(set(told[name])) != 1 or facts[-1:] != right:
            problems.append(f"{name}: the LMS was told {told[name]}, and `rectify grade` says {right}.")
        shown = re.search(r'class="score"><b>([^<]*)</b>', student.told)
        if shown is None or shown[1] != format_points(report["score"]):
            problems.append(f"{name} was shown {shown and shown[1]}, not {report['score']:g}.")
    own = os.times()
    cpu = {kind: sum(each.values()) for kind, each in service.seconds.items()}
    return Found(
        asked=asked,
        handing_in=(min(handed_in), max(handed_in)),
        drain_seconds=drained_at - max(handed_in),
        told_once=once,
        told_again=sum(len(facts) - 1 for facts in told.values()),
        killed=service.killed,
        cpu_seconds=cpu | {"browsers": own.user + own.system},
        most_mb=service.most_mb,
        load=os.getloadavg(),
        graded_seconds=[row.done_at - row.made_at for row in graded.values()],
        arrived_seconds=[arrived[name] - row.made_at for name, row in graded.items()],
        tries=Counter(row.tries for row in graded.values()),
        problems=problems,
    )


@dataclass(frozen=True)
class _Rows:
    """What the database holds: hand-ins with their reports, and how many scores of each person are in which state."""

    handins: Sequence[Any]
    sent: Mapping[tuple[str, str], int]


def _rows(service: Service) -> _Rows:
    handins, people, reports, outbox = schema.handins, schema.people, schema.reports, schema.outbox
    database = Database.open(service.url)
    with database.read() as connection:
        joined = people.outerjoin(handins, handins.c.person_id == people.c.id).outerjoin(reports)
        columns = (people.c.key, handins.c.state, handins.c.kind, handins.c.tries, handins.c.made_at, reports.c.report)
        found = select(*columns, reports.c.made_at.label("done_at")).select_from(joined)
        rows = connection.execute(found).all()
        states = select(people.c.key, outbox.c.state).join(outbox)
        sent = Counter((row.key, row.state) for row in connection.execute(states))
    database.close()
    return _Rows(rows, sent)


def _wrong_rows(rows: _Rows, expected: Mapping[str, Any]) -> Iterator[str]:
    """Who has not one graded hand-in with the report of `rectify grade`, and one score that was sent."""
    by_student: dict[str, list[Any]] = defaultdict(list)
    for row in rows.handins:
        if row.kind == "hand-in" or row.kind is None:
            by_student[row.key.rpartition(":")[2]].append(row)
        elif row.state != "graded":
            yield f"{row.key}: a check is {row.state}."
    for name, report in expected.items():
        own = by_student[name]
        if [row.state for row in own] != ["graded"]:
            yield f"{name} has hand-ins that are {[row.state for row in own]}."
        elif _facts(json.loads(own[0].report)) != _facts(report):
            yield f"{name}: the report is not the one of `rectify grade`."
    if (
        {state for _key, state in rows.sent} != {"sent"}
        or len(rows.sent) != len(expected)
        or set(rows.sent.values()) != {1}
    ):
        yield f"The outbox has {Counter(state for _key, state in rows.sent)} for {len(expected)}."


def _facts(report: Mapping[str, Any]) -> Any:
    """What two reports on the same file must agree on."""
    checks = [(one["name"], one["outcome"], one["earned"]) for one in report["checks"]]
    return report["score"], report["max_score"], report["status"], report["seed"], checks


def _scratch(service: Service) -> list[str]:
    """What is left on the disk; not what Python's own pool of processes forgets when it is killed, an empty folder."""
    return [str(path) for path in service.scratch.iterdir() if not path.name.startswith("pymp-")]
