"""Launches that are forged, replayed, old, or meant for others: each is refused in words, and nobody comes in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import pytest

from autograder.lti import names
from autograder.lti.platforms import (
    DeploymentState,
    UnknownDeployments,
    add_platform,
    deployment_state,
    deployments,
)
from tests.lti.conftest import TOOL, World, as_known
from tests.lti.platform_side import LEARNER, PlatformSide, make_keys


def refused(world: World, answer: Any, said: str, status: int | None = None) -> None:
    """A page in words, no traceback, and nobody came in."""
    assert 400 <= answer.status_code < 500, answer.status_code
    assert status is None or answer.status_code == status
    page = answer.text.replace("&#39;", "'").replace("<code>", "`").replace("</code>", "`")
    assert said in page, page
    assert "What to do" in page and "Traceback" not in page
    assert not world.door.came


def payload(form: dict[str, str]) -> dict[str, Any]:
    """What a message says."""
    found: dict[str, Any] = jwt.decode(form["id_token"], options={"verify_signature": False})
    return found


def part(found: Any) -> str:
    """A part of a token."""
    return base64.urlsafe_b64encode(json.dumps(found).encode()).rstrip(b"=").decode()


def kid(world: World) -> str:
    return str(world.platform.jwks()["keys"][0]["kid"])


def test_a_changed_message_is_refused(world: World) -> None:
    """The signature is that of another one."""
    form = world.platform.form(world.begin())
    head, _body, signature = form["id_token"].split(".")
    changed = payload(form) | {"sub": "somebody else"}
    refused(world, world.post(form | {"id_token": f"{head}.{part(changed)}.{signature}"}), "signature", 403)


def test_a_message_signed_with_another_key_is_refused(world: World) -> None:
    """Under the name of the platform's."""
    form = world.platform.form(world.begin())
    forged = jwt.encode(payload(form), make_keys()[0], algorithm="RS256", headers={"kid": kid(world)})
    refused(world, world.post(form | {"id_token": forged}), "signature of the message is not the platform's", 403)


def test_a_message_without_a_signature_is_refused(world: World) -> None:
    """`alg: none` is no way to sign."""
    form = world.platform.form(world.begin())
    for algorithm in ("none", "None", "nOnE", ""):
        forged = f"{part({'alg': algorithm, 'kid': kid(world)})}.{part(payload(form))}."
        refused(world, world.post(form | {"id_token": forged}), "not signed in a way that can be trusted", 403)


def test_the_public_key_is_no_secret_to_sign_with(world: World) -> None:
    """HS256 with what everybody knows."""
    form = world.platform.form(world.begin())
    signed = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': kid(world)})}.{part(payload(form))}"
    digest = hmac.digest(world.platform.keys[1].encode(), signed.encode(), hashlib.sha256)
    forged = f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
    refused(world, world.post(form | {"id_token": forged}), "not signed in a way that can be trusted", 403)


@pytest.mark.parametrize("algorithm", [5, None, ["RS256"], {"a": 1}])
def test_an_algorithm_is_a_name(world: World, algorithm: object) -> None:
    """Whatever else stands there."""
    form = world.platform.form(world.begin())
    forged = f"{part({'alg': algorithm, 'kid': kid(world)})}.{part(payload(form))}.x"
    refused(world, world.post(form | {"id_token": forged}), "not signed in a way that can be trusted")


@pytest.mark.parametrize("name", [None, "", 5, ["a"]])
def test_a_message_names_its_key(world: World, name: object) -> None:
    """No key is guessed."""
    form = world.platform.form(world.begin())
    forged = f"{part({'alg': 'RS256', 'kid': name})}.{part(payload(form))}.x"
    refused(world, world.post(form | {"id_token": forged}), "does not say which key signed it")


def test_a_key_that_is_not_published_is_refused(world: World) -> None:
    """Even where the message brings it along."""
    form = world.platform.form(world.begin())
    private, _public = make_keys()
    forged = jwt.encode(payload(form), private, algorithm="RS256", headers={"kid": "mine", "jku": "https://x.example"})
    refused(world, world.post(form | {"id_token": forged}), "a key that the platform does not publish", 403)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a.b",
        "a.b.c.d",
        "..",
        "é.é.é",
        part([1]) + "." + part({"a": 1}) + ".x",
        part({"alg": "RS256"}) + "." + part([1]) + ".x",
        part({"alg": "RS256"}) + "." + part("text") + ".x",
        part({"alg": "RS256"}) + "." + part({}) + ".x",
        part({"alg": "RS256"}) + "." + base64.urlsafe_b64encode(b"[" * 50_000).decode() + ".x",
        part({"alg": "RS256"}) + "." + base64.urlsafe_b64encode(b"\xff\xfe").decode() + ".x",
    ],
)
def test_what_is_no_message_is_refused(world: World, token: str) -> None:
    """However it is broken."""
    form = world.platform.form(world.begin())
    answer = world.post(form | {"id_token": token})
    assert answer.status_code in {400, 403} and "What to do" in answer.text and not world.door.came


@pytest.mark.parametrize("header", [{}, [], "x", 5])
def test_a_header_is_an_object(world: World, header: object) -> None:
    """Its signature could not be judged otherwise."""
    form = world.platform.form(world.begin())
    token = f"{part(header)}.{part(payload(form))}.x"
    refused(world, world.post(form | {"id_token": token}), "not signed in a way that can be trusted")


def test_a_launch_counts_once(world: World) -> None:
    """The same message a second time is refused, whoever brings it."""
    form = world.platform.form(world.begin())
    assert world.post(form).status_code == 303
    world.door.came.clear()
    refused(world, world.post(form), "This way in was used already", 409)


def test_two_at_the_same_moment_count_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is refused where both were looked at before either was used."""
    from autograder.lti import launch, login

    form = world.platform.form(world.begin())

    def also_used(tool: Any, found: Any) -> None:
        login.use(tool, found)
        login.use(tool, found)

    monkeypatch.setattr(launch, "use", also_used)
    refused(world, world.post(form), "This way in was used already", 409)


def test_a_message_of_another_launch_is_refused(world: World) -> None:
    """Its nonce answers another question."""
    first = world.platform.form(world.begin())
    second = world.platform.form(world.begin())
    refused(world, world.post(second | {"id_token": first["id_token"]}), "answers another launch", 403)


@pytest.mark.parametrize("nonce", [None, "", 5, ["a"], "made up"])
def test_a_message_without_its_nonce_is_refused(world: World, nonce: object) -> None:
    """Rightly signed as it is."""
    form = world.platform.form(world.begin())
    token = world.platform.sign(payload(form) | {"nonce": nonce}, expiration=300)
    refused(world, world.post(form | {"id_token": token}), "answers another launch", 403)


def test_a_stolen_state_is_worth_nothing(world: World) -> None:
    """Another browser lacks the proof that the launch began in it."""
    form = world.platform.form(world.begin())
    world.client.cookies.clear()
    answer = world.post(form)
    refused(world, answer, "Nothing shows that this launch began in this browser", 403)
    assert "Open it in a window of its own" in answer.text


def test_the_proof_of_one_launch_is_none_of_another(world: World) -> None:
    """A cookie for each."""
    mine = world.begin()
    proofs = {cookie.name: cookie.value for cookie in world.client.cookies.jar}
    world.client.cookies.clear()
    victims = world.platform.form(world.begin())
    name = next(cookie.name for cookie in world.client.cookies.jar)
    world.client.cookies.clear()
    world.client.cookies.set(name, next(iter(proofs.values())) or "", domain="tool.example")
    assert mine
    refused(world, world.post(victims), "Nothing shows that this launch began in this browser", 403)


def test_a_proof_from_elsewhere_is_none(world: World) -> None:
    """A form of somebody else's cannot log a browser in as them: only our own page says what a frame kept."""
    answer = world.client.get(world.platform.login_address() + "&lti_storage_target=_parent")
    address, proof = (answer.text.partition(f'data-{name}="')[2].partition('"')[0] for name in ("address", "proof"))
    form = world.platform.form(address.replace("&amp;", "&")) | {"proof": proof}
    world.client.cookies.clear()
    for origin in ({}, {"origin": "https://evil.example"}, {"origin": "null"}):
        refused(world, world.post(form, **origin), "Nothing shows that this launch began in this browser", 403)
    assert world.post(form, origin=TOOL).status_code == 303


@pytest.mark.parametrize("state", ["made up", "x" * 300_000, "ü", "\x00"])
def test_a_state_that_nobody_gave_is_refused(world: World, state: str) -> None:
    """The launch did not begin here."""
    form = world.platform.form(world.begin())
    answer = world.post(form | {"state": state})
    said = "no usable" if len(state) > 1000 else "did not begin here"
    refused(world, answer, said)


@pytest.mark.parametrize("name", ["state", "id_token"])
def test_a_form_has_both_parts(world: World, name: str) -> None:
    """Neither alone is a launch."""
    form = world.platform.form(world.begin())
    refused(world, world.post(form | {name: ""}), f"no usable `{name}`", 400)


def test_a_launch_that_took_too_long_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its state has ended."""
    from autograder.lti import login

    form = world.platform.form(world.begin())
    later = time.time() + login.LOGIN_SECONDS + 5
    monkeypatch.setattr(login, "now", lambda: later)
    refused(world, world.post(form), "took too long", 403)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exp": 1_000}, "too old"),
        ({"exp": -120}, "too old"),
        ({"iat": -7_200, "exp": 300}, "too old"),
        ({"iat": 600, "exp": 900}, "comes from the future"),
        ({"iat": None}, "has no `iat`"),
        ({"exp": None}, "has no `exp`"),
        ({"exp": "soon"}, "`exp` in its message cannot be used"),
        ({"iat": float("nan")}, "`iat` in its message cannot be used"),
        ({"exp": float("inf")}, "`exp` in its message cannot be used"),
        ({"exp": True}, "`exp` in its message cannot be used"),
        ({"exp": 10**400}, "`exp` in its message cannot be used"),
    ],
)
def test_a_message_is_neither_old_nor_early(world: World, changes: dict[str, Any], said: str) -> None:
    """Small numbers are seconds from now."""
    form = world.platform.form(world.begin())
    moment = int(time.time())
    times = {
        name: moment + value
        if isinstance(value, int) and not isinstance(value, bool) and -10_000 < value < 999
        else value
        for name, value in changes.items()
    }
    body = {name: value for name, value in (payload(form) | times).items() if value is not None}
    refused(world, world.post(form | {"id_token": world.platform.sign(body)}), said)


def test_clocks_may_differ_a_little(world: World) -> None:
    """A message that just ended still counts."""
    form = world.platform.form(world.begin())
    times = {"iat": int(time.time()) + 30, "exp": int(time.time()) - 30}
    assert world.post(form | {"id_token": world.platform.sign(payload(form) | times)}).status_code == 303


@pytest.mark.parametrize(
    "issuer", ["https://other.example", "", None, 5, ["https://lms.example"], "https://lms.example/"]
)
def test_a_message_is_from_the_platform_that_was_asked(world: World, issuer: object) -> None:
    """Another one's is refused, whoever signed it."""
    form = world.platform.form(world.begin())
    body = json.dumps(payload(form) | {"iss": issuer}).encode()  # the library would not sign it
    private = world.platform.registration.get_platform_private_key()
    token = jwt.PyJWS().encode(body, private, algorithm="RS256", headers={"kid": kid(world)})
    refused(world, world.post(form | {"id_token": token}), "and the launch began at", 403)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-client"},
        {"aud": None},
        {"aud": []},
        {"aud": ["another-client"]},
        {"aud": ["client-1", "another-client"], "azp": None},
        {"aud": ["client-1", "another-client"], "azp": "another-client"},
        {"azp": "another-client"},
        {"aud": {"client-1": 1}},
        {"aud": [["client-1"]]},
        {"azp": ["client-1"]},
    ],
)
def test_a_message_is_for_this_tool(world: World, changes: dict[str, Any]) -> None:
    """Not for another of the same platform."""
    refused(world, world.launch(changes=changes), "meant for another tool", 403)


@pytest.mark.parametrize(
    "changes", [{"azp": None}, {"aud": ["client-1"], "azp": None}, {"aud": ["x", "client-1"], "azp": "client-1"}]
)
def test_a_message_may_be_for_several(world: World, changes: dict[str, Any]) -> None:
    """Where it says that this tool asked for it."""
    assert world.launch(changes=changes).status_code == 303


def test_an_unknown_deployment_is_refused(world: World) -> None:
    """And not remembered, where the operator did not choose that."""
    answer = world.launch(changes={names.DEPLOYMENT: "x'; rm -rf /"})
    refused(world, answer, "is not approved here", 403)
    assert "rectify lti approve 1" in answer.text and "x&#39;; rm" in answer.text
    with world.tool.database.read() as connection:
        assert [one.deployment for one in deployments(connection, world.known)] == ["deployment-1"]


def test_an_unknown_deployment_may_be_noted(world: World) -> None:
    """It launches once the operator approved it."""
    from autograder.lti.platforms import approve

    ask = as_known(world.platform, unknown_deployments=UnknownDeployments.ASK)
    with world.tool.database.begin() as connection:
        add_platform(connection, ask)
    for _twice in range(2):
        refused(world, world.launch(changes={names.DEPLOYMENT: "new"}), "It is noted", 403)
    with world.tool.database.begin() as connection:
        assert deployment_state(connection, world.known, "new") is DeploymentState.WAITING
        approve(connection, world.known, "new")
    assert world.launch(changes={names.DEPLOYMENT: "new"}).status_code == 303


def test_another_platforms_deployment_is_unknown(world: World, keys: tuple[str, str]) -> None:
    """And so is another platform's person: what one platform says counts for itself alone."""
    other = PlatformSide(keys, TOOL, client_id="client-2", deployment="deployment-2", issuer="https://other.example")
    other.address = "https://other.example"
    with world.tool.database.begin() as connection:
        add_platform(connection, as_known(other, login_url="https://other.example/authorise"), ["deployment-2"])
    refused(world, world.launch(changes={names.DEPLOYMENT: "deployment-2"}), "is not approved here", 403)
    # The launch begins at one platform, and the other answers it.
    form = other.form(world.begin().replace("client-1", "client-2"))
    refused(world, world.post(form), "and the launch began at", 403)


@pytest.mark.parametrize(
    "name",
    [
        ("sub", "has no `sub`"),
        (names.MESSAGE_TYPE, "has no `message_type`"),
        (names.VERSION, "has no `version`"),
        (names.DEPLOYMENT, "has no `deployment_id`"),
        (names.ROLES, "has no `roles`"),
        (names.TARGET, "which is not this service"),
    ],
)
def test_what_decides_must_be_there(world: World, name: tuple[str, str]) -> None:
    """The sentence names it."""
    refused(world, world.launch(changes={name[0]: None}), name[1])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sub": ""}, "`sub`"),
        ({"sub": " "}, "`sub`"),
        ({"sub": 5}, "`sub`"),
        ({"sub": "x" * 256}, "`sub`"),
        ({"sub": "a\x00b"}, "`sub`"),
        ({"sub": "a\ud800b"}, "`sub`"),
        ({names.DEPLOYMENT: 1}, "`deployment_id`"),
        ({names.ROLES: "Learner"}, "`roles`"),
        ({names.ROLES: {}}, "`roles`"),
        ({names.RESOURCE_LINK: []}, "`resource_link`"),
        ({names.RESOURCE_LINK: {"title": "x"}}, "no `id of resource_link`"),
        ({names.CONTEXT: {"id": ["x"]}}, "`id of context`"),
        ({names.CONTEXT: "course"}, "`context`"),
        ({names.GRADES: "x"}, "`https://purl.imsglobal.org/spec/lti-ags/claim/endpoint`"),
        ({names.FOR_USER: {"user_id": 5}}, "`user_id of for_user`"),
        ({names.VERSION: "1.1"}, "is of LTI `1.1`"),
        ({names.VERSION: 1.3}, "`version`"),
        ({names.MESSAGE_TYPE: "DataPrivacyLaunchRequest"}, "means nothing here"),
        ({names.MESSAGE_TYPE: "<script>"}, "means nothing here"),
        ({names.TARGET: "https://evil.example/lti/launch"}, "which is not this service"),
        ({names.TARGET: "https://tool.example.evil.example/lti/launch"}, "which is not this service"),
        ({names.TARGET: "https://tool.example@evil.example/"}, "which is not this service"),
        ({names.TARGET: "http://tool.example/lti/launch"}, "which is not this service"),
        ({names.TARGET: "https://[bad/lti/launch"}, "which is not this service"),
        ({names.TARGET: ""}, "which is not this service"),
        ({names.TARGET: 5}, "`target_link_uri`"),
    ],
)
def test_what_decides_must_be_right(world: World, changes: dict[str, Any], said: str) -> None:
    """However it is wrong, a sentence says so."""
    answer = world.launch(changes=changes)
    said = said.replace("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint", "endpoint")
    refused(world, answer, said)


HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE people; --",
    "{{ 7 * 7 }}",
    "\x00\x07\x1b[31m",
    "\u202eevil\u2066",
    "\ud800",
    "x" * 10_000,
    "😀" * 300,
    " \n\t ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_only_names(world: World, text: str) -> None:
    """They are kept as one printable line, and nothing happens by them."""
    changes: dict[str, Any] = {"name": text, "given_name": text, "email": text, "picture": text}
    changes |= {names.CONTEXT: {"id": "course-1", "title": text, "label": text}, names.CUSTOM: {text[:50]: text}}
    changes |= {names.RESOURCE_LINK: {"id": "link-1", "title": text}}
    changes[names.CUSTOM]["rectify"] = "quiz:gallery"
    assert world.launch(changes=changes).status_code == 303
    person, context, _role, placement, _path = world.door.came[0]
    for found in (person.name, person.email, context.title, placement.title if placement else ""):
        assert found.isprintable() and len(found) <= 255


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_identifiers_are_kept_or_refused(world: World, text: str) -> None:
    """Those that a database or a page could not take are refused."""
    answer = world.launch(changes={names.RESOURCE_LINK: {"id": text}, names.CONTEXT: {"id": text}})
    assert answer.status_code in {303, 400} and "<script>alert" not in answer.text


@pytest.mark.parametrize("claim", ["name", "email", names.CUSTOM, names.PRESENTATION, names.MEMBERS, "given_name"])
@pytest.mark.parametrize("value", [5, [], "text", {"return_url": 5, "context_memberships_url": []}, True])
def test_what_only_describes_is_taken_as_far_as_it_goes(world: World, claim: str, value: object) -> None:
    """Or the claim is refused by its name; never a fault of ours."""
    answer = world.launch(changes={claim: value})
    assert answer.status_code in {303, 400}
    assert answer.status_code == 303 or "in its message cannot be used" in answer.text


def test_a_platform_that_lets_nobody_in_says_why(world: World) -> None:
    """Its error comes back instead of a message."""
    said = {"error": "login_required", "error_description": "<b>Session over</b>", "state": "x"}
    answer = world.post(said)
    refused(world, answer, "The platform let nobody in: login_required. &lt;b&gt;Session over", 403)


def test_too_much_is_not_read(world: World) -> None:
    """Neither bytes nor fields."""
    refused(world, world.client.post(f"{TOOL}/lti/launch", content=b"a=" + b"x" * 600_000), "More was sent", 413)
    refused(world, world.client.post(f"{TOOL}/lti/launch", content=b"a=1&" * 1000), "More was sent", 413)


@pytest.mark.parametrize("path", ["/lti/launch", "/lti/launch/assignment/rectifiers", "/lti/launch/x/y/z"])
def test_an_address_alone_opens_nothing(world: World, path: str) -> None:
    """It is for platforms."""
    refused(world, world.client.get(path), "opens inside a course alone", 400)


@pytest.mark.parametrize("name", ["iss", "login_hint"])
def test_a_login_has_what_it_needs(world: World, name: str) -> None:
    """The sentence names what is missing."""
    asked = {"iss": "https://lms.example", "login_hint": "x", "client_id": "client-1"} | {name: ""}
    refused(world, world.client.get("/lti/login", params=asked), f"has no `{name}`", 400)


@pytest.mark.parametrize(
    "asked",
    [
        {"iss": "https://other.example", "client_id": "client-1"},
        {"iss": "https://lms.example", "client_id": "client-9"},
        {"iss": "<script>alert(1)</script>", "client_id": "client-1"},
    ],
)
def test_an_unknown_platform_begins_nothing(world: World, asked: dict[str, str]) -> None:
    """What the operator has to add is in the sentence."""
    answer = world.client.get("/lti/login", params=asked | {"login_hint": "x"})
    refused(world, answer, "is not known here", 403)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("value", ["x" * 5000, "a\x00b", "a\r\nSet-Cookie: x=1"])
def test_a_login_of_odd_fields_is_refused(world: World, value: str) -> None:
    """They would go back to the platform."""
    asked = {"iss": "https://lms.example", "client_id": "client-1", "login_hint": value}
    refused(world, world.client.post("/lti/login", data=asked), "too long, or cannot be printed", 400)


def test_an_issuer_with_two_clients_must_say_which(world: World, keys: tuple[str, str]) -> None:
    """With one, it need not."""
    asked = {"iss": "https://lms.example", "login_hint": "x"}
    assert world.client.get("/lti/login", params=asked, follow_redirects=False).status_code == 302
    with world.tool.database.begin() as connection:
        add_platform(connection, as_known(world.platform, client_id="client-2"))
    answer = world.client.get("/lti/login", params=asked)
    refused(world, answer, "The platform `https://lms.example` without a client id is not known here", 403)
    assert world.launch().status_code == 303


def test_a_refusal_is_logged_for_the_operator(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """On one line."""
    world.client.get("/lti/launch")
    assert "opens inside a course alone" in caplog.text


def test_a_learner_with_a_forged_role_is_no_instructor(world: World) -> None:
    """Only what is signed counts."""
    form = world.platform.form(world.begin(), roles=(LEARNER,))
    assert world.post(form | {"roles": "Instructor", "role": "instructor"}).status_code == 303
    assert world.door.came[0][2] == "student"
