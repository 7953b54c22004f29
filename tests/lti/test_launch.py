"""A launch by a platform that nobody here wrote: who comes in, as what, and where to."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from autograder.lti import names
from autograder.lti.offers import PARAMETER
from autograder.service.models import Kind, Role
from tests.lti.conftest import TOOL, World
from tests.lti.platform_side import INSTRUCTOR, LEARNER, MEMBERSHIP

RECTIFIERS = {names.CUSTOM: {PARAMETER: "assignment:rectifiers"}}


def test_a_login_asks_the_platform_who_comes(world: World) -> None:
    """The request has all that LTI 1.3 asks for."""
    address = world.begin()
    asked = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith("https://lms.example/authorise?")
    assert asked["scope"] == "openid" and asked["response_type"] == "id_token"
    assert asked["response_mode"] == "form_post" and asked["prompt"] == "none"
    assert asked["client_id"] == "client-1" and asked["redirect_uri"] == f"{TOOL}/lti/launch"
    assert asked["login_hint"] == "student-1" and asked["lti_message_hint"] == "hint"
    assert len(asked["state"]) > 40 and len(asked["nonce"]) >= 40 and asked["state"] != asked["nonce"]


def test_a_student_comes_to_the_assignment_that_the_link_names(world: World) -> None:
    """The person, the course and the activity become rows."""
    answer = world.launch(changes=RECTIFIERS)
    assert answer.status_code == 303, answer.text
    person, context, role, placement, path = world.door.came[0]
    assert (person.key, person.name, person.email) == ("lti:1:student-1", "Ada Lovelace", "student-1@lms.example")
    assert (context.key, context.title, context.platform_id) == ("lti:1:deployment-1:course-1", "A course", 1)
    assert role is Role.STUDENT
    assert placement is not None and (placement.kind, placement.name) == (Kind.ASSIGNMENT, "rectifiers")
    assert (placement.key, placement.max_score) == ("link-1", 20.0)
    assert path == f"/assignments/{placement.id}" == answer.headers["location"]


@pytest.mark.parametrize(
    ("named", "kind", "path"),
    [
        ("quiz:gallery", Kind.QUIZ, "/quizzes/1"),
        ("explorer:activations", Kind.EXPLORER, "/explorers/activations"),
        ("leaderboard:rectifiers", Kind.LEADERBOARD, "/placements/1/leaderboard"),
        ("assignment:smooth & <odd>", Kind.ASSIGNMENT, "/assignments/1"),
    ],
)
def test_each_kind_has_its_page(world: World, named: str, kind: Kind, path: str) -> None:
    """Whatever the link shows."""
    assert world.launch(changes={names.CUSTOM: {PARAMETER: named}}).headers["location"] == path
    placement = world.door.came[0][3]
    assert placement is not None and placement.kind is kind


def test_a_link_may_name_its_activity_by_its_address(world: World) -> None:
    """For platforms that keep no parameters."""
    address = f"{TOOL}/lti/launch/assignment/smooth%20%26%20%3Codd%3E"
    assert world.launch(changes={names.TARGET: address}).status_code == 303
    placement = world.door.came[0][3]
    assert placement is not None and placement.name == "smooth & <odd>"


@pytest.mark.parametrize("named", ["assignment:gone", "nonsense", "", ":", "quiz:", 5, ["a"]])
def test_a_link_to_nothing_leads_to_the_shelf(world: World, named: object) -> None:
    """There the student finds what the course has."""
    assert world.launch(changes={names.CUSTOM: {PARAMETER: named}}).headers["location"] == "/"
    assert world.door.came[0][3] is None


def test_a_launch_without_a_link_leads_to_the_shelf(world: World) -> None:
    """As from a course's navigation."""
    assert world.launch(link=None, changes=RECTIFIERS).headers["location"] == "/"


def test_a_link_whose_assignment_was_renamed_keeps_its_placement(world: World) -> None:
    """What students handed in is under it."""
    world.launch(changes=RECTIFIERS)
    world.launch(changes={names.CUSTOM: {PARAMETER: "assignment:gone"}})
    assert world.door.came[1][3] == world.door.came[0][3] is not None


def test_a_launch_without_a_course_is_one_of_its_deployment(world: World) -> None:
    """The context is the platform itself."""
    world.launch(changes={names.CONTEXT: None})
    assert world.door.came[0][1].key == "lti:1:deployment-1:"
    assert world.door.came[0][1].title == "The LMS"


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        ([INSTRUCTOR], Role.INSTRUCTOR),
        ([LEARNER], Role.STUDENT),
        ([LEARNER, INSTRUCTOR], Role.INSTRUCTOR),
        ([MEMBERSHIP + "TeachingAssistant"], Role.INSTRUCTOR),
        ([MEMBERSHIP[:-1] + "/Instructor#TeachingAssistant"], Role.INSTRUCTOR),
        ([MEMBERSHIP + "ContentDeveloper"], Role.INSTRUCTOR),
        ([MEMBERSHIP + "Administrator"], Role.INSTRUCTOR),
        ([MEMBERSHIP[:-1] + "/Learner#NonCreditLearner"], Role.STUDENT),
        (["Instructor"], Role.INSTRUCTOR),
        (["Learner"], Role.STUDENT),
        (["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor", LEARNER], Role.STUDENT),
        (["http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator", LEARNER], Role.STUDENT),
        ([LEARNER, 5, None, {"a": 1}], Role.STUDENT),
    ],
)
def test_the_role_is_that_of_the_course(world: World, roles: list[str], role: Role) -> None:
    """Who teaches elsewhere, or administers the institution, is no instructor here."""
    assert world.launch(changes={names.ROLES: roles}).status_code == 303
    assert world.door.came[0][2] is role


@pytest.mark.parametrize(
    "roles",
    [
        [],
        [MEMBERSHIP + "Mentor"],
        ["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"],
        ["http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"],
        [MEMBERSHIP + "instructor"],
        [MEMBERSHIP + "Instructor#Learner/"],
        ["http://purl.imsglobal.org/vocab/lis/v2/membershipInstructor"],
    ],
)
def test_who_is_neither_student_nor_instructor_stays_outside(world: World, roles: list[str]) -> None:
    """Observers, guests, and who is somebody elsewhere only."""
    answer = world.launch(changes={names.ROLES: roles})
    assert answer.status_code == 403
    assert "neither a student nor an instructor" in answer.text and not world.door.came


def test_the_pages_that_launch_may_frame_ours(world: World) -> None:
    """A platform's pages are not always at its issuer's address."""
    from autograder.lti.platforms import frame_origins

    world.launch()
    with world.tool.database.read() as connection:
        assert frame_origins(connection) == ["https://lms.example", "https://pages.lms.example"]


def test_a_review_leads_an_instructor_to_the_students_work(world: World) -> None:
    """From the gradebook of a platform that has submission review."""
    world.launch(changes=RECTIFIERS)
    review = {names.MESSAGE_TYPE: names.REVIEW_MESSAGE, names.FOR_USER: {"user_id": "student-1"}, **RECTIFIERS}
    answer = world.launch(user="teacher", roles=(INSTRUCTOR,), changes=review)
    student = world.door.came[0][0]
    assert answer.headers["location"] == f"/teaching/1/people/{student.id}"


@pytest.mark.parametrize("wanted", [{"user_id": "student-1"}, {"user_id": "never seen"}])
def test_a_review_leads_a_student_to_their_own_work(world: World, wanted: dict[str, str]) -> None:
    """Whoever it is said to be about."""
    world.launch(changes=RECTIFIERS)
    review = {names.MESSAGE_TYPE: names.REVIEW_MESSAGE, names.FOR_USER: wanted, **RECTIFIERS}
    assert world.launch(user="student-2", changes=review).headers["location"] == "/assignments/1"


def test_a_review_finds_its_activity_by_its_column(world: World) -> None:
    """Such a launch may name no link."""
    item = world.platform.add_line_item(label="x")["id"]
    endpoint = {"scope": [names.SCORE_SCOPE], "lineitem": item, "lineitems": f"{world.platform.address}/lineitems"}
    world.launch(changes=RECTIFIERS | {names.GRADES: endpoint})
    review = {names.MESSAGE_TYPE: names.REVIEW_MESSAGE, names.FOR_USER: {"user_id": "student-1"}}
    answer = world.launch(link=None, roles=(INSTRUCTOR,), user="t", changes=review | {names.GRADES: endpoint})
    assert answer.headers["location"] == "/teaching/1/people/1"


def test_two_deployments_share_no_course(world: World) -> None:
    """Even where a name holds the sign that separates the parts of a key."""
    from autograder.lti.platforms import approve

    with world.tool.database.begin() as connection:
        approve(connection, world.known, "deployment-1:x")
    world.launch(changes={names.CONTEXT: {"id": "x:course-1"}})
    world.launch(changes={names.DEPLOYMENT: "deployment-1:x", names.CONTEXT: {"id": "course-1"}})
    assert world.door.came[0][1].id != world.door.came[1][1].id
