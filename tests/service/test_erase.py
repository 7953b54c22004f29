"""All of one person: given out, and removed without a trace of the name."""

import base64
import json

import pytest
from sqlalchemy import insert, select

from autograder.lti import tables
from autograder.lti.platforms import Platform, add_platform
from autograder.service import queue, schema
from autograder.service.database import now
from autograder.service.erase import erase_rows, export_rows
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
    told = export_rows(school.database, school.ada)
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
    before = export_rows(school.database, school.alan)
    erase_rows(school.database, school.ada, by=school.teacher)
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
    assert what is not None and (what.what, what.about) == (
        "erase",
        {"person_id": school.ada.id, "context_ids": [school.context.id]},
    )
    after = export_rows(school.database, school.alan)
    assert {**after, "exported_at": 0} == {**before, "exported_at": 0}
    for again in (export_rows, erase_rows):
        with pytest.raises(NotThere):
            again(school.database, school.ada)


def test_what_an_erased_instructor_did_stays(school: School) -> None:
    """A student's score does not change because somebody left."""
    everything(school, school.ada)
    erase_rows(school.database, school.teacher)
    found = school.standing()
    assert found.score == 3 and found.override is not None and found.override.by_id is None


def test_who_is_erased_while_being_graded_stays_erased(school: School) -> None:
    """The report that comes then is nobody's."""
    school.hand_in()
    (claimed,) = queue.claim(school.database, "a", 1)
    erase_rows(school.database, school.ada)
    assert not queue.finish(school.database, claimed, report(3))
    queue.renew(school.database, [claimed])


def test_an_export_names_who_did_it(school: School) -> None:
    """A score set by hand and a regrade, in their own tables and in the audit; what ended with a name ends with it."""
    everything(school, school.ada)
    regrade(school.database, school.units, reason="A check was wrong.", by=school.teacher, person=school.ada)
    told = export_rows(school.database, school.ada)
    assert (told["overrides"][0]["by"], told["overrides"][0]["reason"]) == ("Teacher", "Well explained.")
    assert (told["regrades"][-1]["by"], told["regrades"][-1]["reason"]) == ("Teacher", "A check was wrong.")
    entries = [(one["what"], one["by"], one["about"]["reason"]) for one in told["audit"]]
    assert entries == [
        ("regrade", None, ""),
        ("override", "Teacher", "Well explained."),
        ("regrade", "Teacher", "A check was wrong."),
    ]
    own = export_rows(school.database, school.teacher)["audit"]
    assert [set(one) for one in own] == [{"at", "what", "by"}] * 2
    erase_rows(school.database, school.teacher)
    told = export_rows(school.database, school.ada)
    assert told["overrides"][0]["by"] is None and told["contexts"][0]["title"] == "Deep learning"


def test_what_was_said_of_who_is_erased_goes_with_them(school: School) -> None:
    """Reasons, in the audit too; of what was done the numbers stay, and so do the reasons of others."""
    for person in (school.ada, school.alan):
        everything(school, person)
        regrade(school.database, school.units, reason=f"{person.name} is ill.", by=school.teacher, person=person)
    erase_rows(school.database, school.ada, by=school.teacher)
    with school.database.read() as connection:
        entries = connection.execute(select(schema.audit)).all()
    own = [entry for entry in entries if entry.about.get("person_id") == school.ada.id]
    assert [entry.what for entry in own] == ["regrade", "override", "regrade", "erase"]
    assert "ill" not in str(own) and "explained" not in str(own) and "Alan is ill." in str(entries)
    assert {entry.by_id for entry in own if entry.what == "override"} == {school.teacher.id}


def test_every_table_that_knows_people_is_in_an_export(school: School) -> None:
    """Whoever adds one adds it here, too: the LMS's side has none."""
    assert tables.services is not None
    everything(school, school.ada)
    told = export_rows(school.database, school.ada)
    known = {table.name for table in schema.metadata.tables.values() if {"person_id", "by_id"} & set(table.c.keys())}
    assert known <= set(told)


def test_a_launch_that_ended_is_forgotten(school: School) -> None:
    """It holds what the LMS calls somebody, and nobody here can tell whom."""
    url = "https://lms.example/x"
    row = {"nonce": "", "proof": "", "platform_id": 1, "storage": "", "again": "login_hint=ada"}
    with school.database.begin() as connection:
        add_platform(connection, Platform("LMS", url, "client", url, url, url), ["1"])
        connection.execute(insert(tables.logins), [row | {"state": "old", "ends_at": 1.0}])
        connection.execute(insert(tables.logins), [row | {"state": "new", "ends_at": now() + 60}])
    erase_rows(school.database, school.ada)
    with school.database.read() as connection:
        assert connection.scalars(select(tables.logins.c.state)).all() == ["new"]
