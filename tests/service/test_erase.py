"""All of one person: given out, and removed without a trace of the name."""

import base64
import json

import pytest
from sqlalchemy import select

from autograder.service import queue, schema
from autograder.service.erase import erase_person, export_person
from autograder.service.errors import NotThere
from autograder.service.models import Person, Role
from autograder.service.queue import claim, finish
from autograder.service.sessions import make_ticket, open_session
from autograder.service.standings import override, regrade
from tests.service.school import RIGHT, School, report


def everything(school: School, person: Person) -> None:
    """One row of each kind."""
    school.graded(1, person)
    regrade(school.database, school.units, person=person)
    finish(school.database, claim(school.database, "a", 1)[0], report(2))
    school.hand_in(person, RIGHT)
    token = open_session(school.database, person, school.context, Role.STUDENT, school.units)
    make_ticket(school.database, token)
    with school.database.begin() as connection:
        override(connection, person, school.units, 3, reason="Well explained.", by=school.teacher)


def test_an_export_holds_everything(school: School) -> None:
    """As plain data, and nothing that opens a session."""
    everything(school, school.ada)
    everything(school, school.alan)
    told = export_person(school.database, school.ada)
    text = json.dumps(told)
    assert told["person"] == {"key": "lti:1:Ada", "name": "Ada", "email": ""}
    assert [base64.b64decode(one["source"]) for one in told["handins"]] == [b"# 1", RIGHT]
    assert {
        name: len(told[name]) for name in ("reports", "regrades", "overrides", "outbox", "sessions", "tickets")
    } == {
        "reports": 1,
        "regrades": 1,
        "overrides": 1,
        "outbox": 1,
        "sessions": 1,
        "tickets": 1,
    }
    assert told["overrides"][0]["reason"] == "Well explained." and told["placements"][0]["title"] == "Units"
    assert "Alan" not in text
    with school.database.read() as connection:
        for row in connection.execute(select(schema.sessions.c.token_digest)):
            assert row.token_digest not in text


def test_who_is_erased_is_nowhere(school: School) -> None:
    """And others are as they were."""
    everything(school, school.ada)
    everything(school, school.alan)
    before = export_person(school.database, school.alan)
    erase_person(school.database, school.ada, by=school.teacher)
    with school.database.read() as connection:
        for table in schema.metadata.tables.values():
            rows = connection.execute(select(table)).all()
            assert "Ada" not in str(
                [row for row in rows if table is not schema.reports and table is not schema.regrades]
            )
            for column in ("person_id", "by_id"):
                if column in table.c and table is not schema.audit:
                    assert school.ada.id not in [row._mapping[column] for row in rows]
        what = connection.execute(select(schema.audit).order_by(schema.audit.c.id.desc())).first()
    assert what is not None and (what.what, what.about) == ("erase", {"person_id": school.ada.id})
    after = export_person(school.database, school.alan)
    assert {**after, "exported_at": 0} == {**before, "exported_at": 0}
    for again in (export_person, erase_person):
        with pytest.raises(NotThere):
            again(school.database, school.ada)


def test_what_an_erased_instructor_did_stays(school: School) -> None:
    """A student's score does not change because somebody left."""
    everything(school, school.ada)
    erase_person(school.database, school.teacher)
    found = school.standing()
    assert found.score == 3 and found.override is not None and found.override.by_id is None


def test_who_is_erased_while_being_graded_stays_erased(school: School) -> None:
    """The report that comes then is nobody's."""
    school.hand_in()
    (claimed,) = queue.claim(school.database, "a", 1)
    erase_person(school.database, school.ada)
    assert not queue.finish(school.database, claimed, report(3))
    queue.renew(school.database, [claimed])
