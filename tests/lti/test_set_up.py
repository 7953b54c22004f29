"""Platforms are added by the operator, by hand or by invitation; keys are made, published and rotated."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from autograder.cli.main import run
from autograder.lti import key_sets, keys, names, tables
from autograder.lti.errors import LtiSetUpError
from autograder.lti.keys import VARIABLE, Keyring
from autograder.lti.passes import Purpose, make_pass
from autograder.lti.platforms import (
    Platform,
    add_platform,
    approve,
    deployments,
    find_platform,
    note_for_approval,
    note_page,
    platform,
    platforms,
)
from autograder.lti.presets import PRESETS, preset
from autograder.lti.settings import settings_of
from autograder.service.database import Database
from tests.lti.conftest import TOOL, World, as_known
from tests.lti.platform_side import make_keys

# --- registration ---------------------------------------------------------------------------------------------------


def described(world: World, **changes: Any) -> dict[str, Any]:
    """What a platform says of itself."""
    address = world.platform.address
    return {
        "issuer": "https://new.example",
        "authorization_endpoint": "https://new.example/authorise",
        "registration_endpoint": f"{address}/register",
        "jwks_uri": f"{address}/jwks",
        "token_endpoint": f"{address}/token",
        "scopes_supported": ["openid", names.SCORE_SCOPE, names.LINE_ITEM_SCOPE],
        names.PLATFORM_CONFIGURATION: {
            "product_family_code": "moodle",
            "messages_supported": [{"type": names.DEEP_LINKING_MESSAGE, "placements": ["ContentArea", "x"]}, 5],
        },
    } | changes


def invited(world: World) -> str:
    return make_pass(world.tool.database, Purpose.REGISTER, 60)


def register(world: World, invitation: str, **changes: str) -> Any:
    """What the administrator's browser sends in the end."""
    fields = {
        "invitation": invitation,
        "openid_configuration": f"{world.platform.address}/configuration",
        "registration_token": "given for this",
    }
    return world.client.post(f"{TOOL}/lti/register", data=fields | changes)


def test_a_platform_registers_itself(world: World) -> None:
    """The administrator sees what is agreed to; then the platform may launch."""
    world.platform.configuration = described(world)
    world.platform.registration_answer = {"client_id": "made", names.TOOL_CONFIGURATION: {"deployment_id": "7"}}
    invitation = invited(world)
    asked = {"openid_configuration": f"{world.platform.address}/configuration", "registration_token": "given <b>"}
    page = world.client.get(f"{TOOL}/lti/register/{invitation}", params=asked)
    assert page.status_code == 200 and "https://new.example" in page.text and "moodle new.example" in page.text
    assert "given &lt;b&gt;" in page.text and not world.platform.registered
    done = register(world, invitation)
    assert done.status_code == 200 and "may now launch" in done.text and "registered.js" in done.text
    ((token, said),) = world.platform.registered
    assert token == "Bearer given for this"
    assert said["initiate_login_uri"] == f"{TOOL}/lti/login" and said["redirect_uris"] == [f"{TOOL}/lti/launch"]
    assert said["jwks_uri"] == f"{TOOL}/lti/jwks" and said["token_endpoint_auth_method"] == "private_key_jwt"
    assert said["scope"] == f"{names.LINE_ITEM_SCOPE} {names.SCORE_SCOPE}"
    tool = said[names.TOOL_CONFIGURATION]
    assert tool["domain"] == "tool.example" and tool["messages"][1]["placements"] == ["ContentArea"]
    with world.tool.database.read() as connection:
        kept = find_platform(connection, "https://new.example", "made")
        assert kept is not None and [one.deployment for one in deployments(connection, kept)] == ["7"]
    assert register(world, invitation).status_code == 403  # used up


def test_a_platform_may_name_its_deployment_later(world: World) -> None:
    """The first launch of it is noted for the operator."""
    world.platform.configuration = described(world, **{names.PLATFORM_CONFIGURATION: {"messages_supported": "x"}})
    world.platform.registration_answer = {"client_id": "made", names.TOOL_CONFIGURATION: []}
    assert "rectify lti approve 2" in register(world, invited(world), registration_token="a\nb").text
    ((token, said),) = world.platform.registered
    assert token == "" and "placements" not in said[names.TOOL_CONFIGURATION]["messages"][1]


@pytest.mark.parametrize("invitation", ["", "made up", "x" * 5000])
def test_nobody_registers_without_an_invitation(world: World, invitation: str) -> None:
    """Neither looks nor asks."""
    world.platform.configuration = described(world)
    assert register(world, invitation).status_code == 403
    assert world.client.get(f"{TOOL}/lti/register/{invitation[:50] or 'x'}").status_code == 403
    assert not world.platform.asked


def test_a_pass_is_for_its_purpose_and_ends(world: World) -> None:
    """One to look at the set-up page registers nobody."""
    assert register(world, make_pass(world.tool.database, Purpose.SET_UP, 60)).status_code == 403
    assert register(world, make_pass(world.tool.database, Purpose.REGISTER, -1)).status_code == 403
    make_pass(world.tool.database, Purpose.REGISTER, 1)
    with world.tool.database.read() as connection:
        assert len(connection.execute(tables.passes.select()).all()) == 2  # the one that ended is forgotten


@pytest.mark.parametrize("address", ["", "x", "http://lms.example/x", "file:///etc/passwd", "https://a b/"])
def test_a_platform_describes_itself_by_https(world: World, address: str) -> None:
    """And somewhere."""
    answer = register(world, invited(world), openid_configuration=address)
    assert answer.status_code == 400 and "does not say where it describes itself" in answer.text


@pytest.mark.parametrize(
    ("fails", "configuration", "answer", "said"),
    [
        ({"/configuration": (500, {}, b"")}, {}, None, "cannot be fetched"),
        ({"/configuration": (404, {}, b"")}, {}, None, "cannot be fetched"),
        ({"/configuration": (200, {}, b"<html>")}, {}, None, "cannot be fetched"),
        ({"/configuration": (200, {}, b"[]")}, {}, None, "lacks a usable"),
        ({}, {"jwks_uri": 5}, None, "lacks a usable `jwks_uri`"),
        ({}, {"registration_endpoint": "http://10.0.0.1/x"}, None, "did not register this tool"),
        ({"/register": (400, {}, b"no")}, {}, None, "did not register this tool"),
        ({}, {}, {}, "gave it no client id"),
        ({}, {}, [], "gave it no client id"),
        ({}, {}, {"client_id": ""}, "describes itself in a way that cannot be"),
        ({}, {"jwks_uri": "http://10.0.0.1/x"}, {"client_id": "x"}, "describes itself in a way that cannot be"),
    ],
)
def test_a_registration_that_fails_says_why(
    world: World, fails: dict[str, Any], configuration: dict[str, Any], answer: Any, said: str
) -> None:
    """And the invitation is still good."""
    world.platform.configuration, world.platform.registration_answer = described(world, **configuration), answer
    world.platform.fails = fails
    invitation = invited(world)
    page = register(world, invitation)
    assert 400 <= page.status_code < 500 and said in page.text.replace("<code>", "`").replace("</code>", "`")
    with world.tool.database.read() as connection:
        assert len(platforms(connection)) == 1
    world.platform.fails, world.platform.configuration = {}, described(world)
    world.platform.registration_answer = {"client_id": "made"}
    assert register(world, invitation).status_code == 200


# --- the set-up page ------------------------------------------------------------------------------------------------


def test_the_set_up_page_says_what_to_paste_where(world: World) -> None:
    """For each platform; with an invitation for those that register by themselves."""
    shown, invitation = make_pass(world.tool.database, Purpose.SET_UP, 60), invited(world)
    page = world.client.get("/lti/setup", params={"pass": shown, "invitation": invitation}).text
    for platform_name in ("Moodle", "Canvas", "Blackboard", "Brightspace", "Open edX", "Another platform"):
        assert f"<h2>{platform_name}</h2>" in page
    for path in ("login", "launch", "jwks", "canvas.json", f"register/{invitation}"):
        assert f"{TOOL}/lti/{path}" in page
    assert "https://lms.example" in page and "deployment-1" in page
    bare = world.client.get("/lti/setup", params={"pass": shown}).text
    assert "register/" not in bare


@pytest.mark.parametrize("given", ["", "?pass=made-up"])
def test_the_set_up_page_is_the_operators(world: World, given: str) -> None:
    """The sentence says how to open it."""
    answer = world.client.get(f"/lti/setup{given}")
    assert answer.status_code == 403 and "rectify lti setup" in answer.text and "deployment-1" not in answer.text


def test_canvas_reads_its_key_from_an_address(world: World) -> None:
    """The same text that may be pasted."""
    found = world.client.get("/lti/canvas.json").json()
    assert found["oidc_initiation_url"] == f"{TOOL}/lti/login" and found["scopes"] == list(names.SCOPES)
    (extension,) = found["extensions"]
    assert extension["domain"] == "tool.example" and extension["privacy_level"] == "public"
    places = extension["settings"]["placements"]
    assert [one["placement"] for one in places] == ["assignment_selection", "link_selection"]
    assert {one["message_type"] for one in places} == {names.DEEP_LINKING_MESSAGE}


# --- platforms ------------------------------------------------------------------------------------------------------

GOOD = Platform("LMS", "https://a.example", "c", "https://a.example/l", "https://a.example/t", "https://a.example/k")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issuer": "http://a.example"}, "The issuer `http://a.example` is no https address"),
        ({"issuer": ""}, "The issuer"),
        ({"login_url": "javascript:alert(1)"}, "The login address"),
        ({"token_url": "https://user:password@a.example/t"}, "The token address"),
        ({"keys_url": "https://a.example:99999/k"}, "The address of the keys"),
        ({"keys_url": "https://a.example/k#x"}, "The address of the keys"),
        ({"keys_url": "https://[bad/k"}, "The address of the keys"),
        ({"keys_url": "https://a.example/" + "x" * 3000}, "The address of the keys"),
        ({"keys_url": "http://10.0.0.1/k"}, "The address of the keys"),
        ({"pages": ("http://b.example",)}, "The address of its pages"),
        ({"hosts": ("https://b.example",)}, "is no host"),
        ({"hosts": ("b.example/x",)}, "is no host"),
        ({"client_id": ""}, "The client id is empty"),
        ({"client_id": "x" * 256}, "The client id"),
        ({"name": "a\x1b[31m"}, "The platform's name"),
    ],
)
def test_a_platform_that_cannot_be_is_refused(database: Database, changes: dict[str, Any], said: str) -> None:
    """The sentence names what to copy again."""
    from dataclasses import replace

    with pytest.raises(LtiSetUpError, match=said.replace("(", "\\(")), database.begin() as connection:
        add_platform(connection, replace(GOOD, **changes))


def test_a_deployment_that_cannot_be_is_refused(database: Database) -> None:
    """Neither added nor approved."""
    with pytest.raises(LtiSetUpError, match="The deployment id"), database.begin() as connection:
        add_platform(connection, GOOD, [" "])
    with database.begin() as connection:
        kept = add_platform(connection, GOOD, ["a"])
    with pytest.raises(LtiSetUpError, match="The deployment id"), database.begin() as connection:
        approve(connection, kept, "a\nb")


def test_a_platform_is_changed_by_adding_it_again(database: Database) -> None:
    """Known by issuer and client id; its deployments stay."""
    from dataclasses import replace

    with database.begin() as connection:
        first = add_platform(connection, GOOD, ["a"])
        again = add_platform(connection, replace(GOOD, name="New", hosts=("B.example:8443",)), ["b"])
        assert again.id == first.id and again.name == "New" and "b.example:8443" in again.asked_hosts
        assert [one.deployment for one in deployments(connection, again)] == ["a", "b"]


def test_no_platform_is_no_number(database: Database) -> None:
    """The sentence says how to see which there are."""
    with pytest.raises(LtiSetUpError, match="There is no platform 5 here"), database.read() as connection:
        platform(connection, 5)


def test_not_too_much_is_noted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform cannot fill the database with deployments or pages."""
    from autograder.lti import platforms as module

    monkeypatch.setattr(module, "_MOST_WAITING", 2)
    monkeypatch.setattr(module, "_MOST_PAGES", 1)
    with database.begin() as connection:
        kept = add_platform(connection, GOOD)
        for name in "abc":
            note_for_approval(connection, kept, name)
        assert len(deployments(connection, kept)) == 2
        for page in ("https://x.example/y", "https://z.example", "javascript:x", "http://n.example", ""):
            note_page(connection, platform(connection, kept.id), page)
        assert platform(connection, kept.id).pages == ("https://x.example",)


@pytest.mark.parametrize("lms", PRESETS)
def test_known_platforms_have_known_addresses(database: Database, lms: str) -> None:
    """Each can be added by its site alone."""
    with database.begin() as connection:
        kept = add_platform(connection, preset(lms, "https://lms.example/", "c1"), ["d"])
        assert find_platform(connection, kept.issuer, "c1") == kept
    assert "lms.example" in kept.asked_hosts and "https://lms.example" in kept.origins


@pytest.mark.parametrize(
    ("lms", "site"), [("moodle", "http://lms.example"), ("canvas", "https://lms.example/x"), ("brightspace", "lms")]
)
def test_a_site_is_an_address(lms: str, site: str) -> None:
    """Only Moodle may lie below a path."""
    with pytest.raises(LtiSetUpError, match="is no address of a platform"):
        preset(lms, site, "c")
    assert (
        preset("moodle", "https://lms.example/moodle", "c").login_url == "https://lms.example/moodle/mod/lti/auth.php"
    )


@pytest.mark.parametrize("url", ["http://tool.example", "https://tool.example/path", "tool", "", "https://a b"])
def test_the_tool_is_at_an_https_address(tmp_path: Path, url: str) -> None:
    """Else no platform could launch it."""
    with pytest.raises(LtiSetUpError, match="cannot be launched"):
        settings_of(url, tmp_path)
    assert settings_of("https://Tool.example/", tmp_path).address("/jwks") == "https://tool.example/lti/jwks"


# --- the platform's keys --------------------------------------------------------------------------------------------


def aged(world: World, seconds: float) -> None:
    """As if the platform's keys had been fetched so long ago."""
    with world.tool.database.begin() as connection:
        moment = time.time() - seconds
        connection.execute(update(tables.key_sets).values(fetched_at=moment, tried_at=moment))


def fetches(world: World) -> int:
    return sum(line == "GET /jwks" for line in world.platform.asked)


def test_a_platforms_keys_are_kept_for_a_while(world: World) -> None:
    """And fetched again after it."""
    for _twice in range(2):
        assert world.launch().status_code == 303
    assert fetches(world) == 1
    aged(world, key_sets.FRESH_SECONDS + 1)
    assert world.launch().status_code == 303
    assert fetches(world) == 2


def test_a_new_key_of_the_platform_is_fetched(world: World) -> None:
    """Once in a while: a made-up name does not have us ask each time."""
    assert world.launch().status_code == 303
    old = world.platform.jwks()
    world.platform.registration.set_platform_public_key(make_keys()[1])
    assert world.launch().status_code == 403 and fetches(world) == 1
    aged(world, key_sets.BETWEEN_SECONDS + 1)
    assert world.launch().status_code == 403 and fetches(world) == 2  # it is there now, and signed nothing
    assert old != world.platform.jwks()


def test_keys_that_cannot_be_fetched_are_used_a_day(world: World) -> None:
    """After it the launch is refused, and asked for again in a minute."""
    assert world.launch().status_code == 303
    world.platform.fails["/jwks"] = (500, {}, b"")
    aged(world, key_sets.FRESH_SECONDS + 1)
    for _twice in range(2):
        assert world.launch().status_code == 303
    assert fetches(world) == 2  # tried once, and not again at once
    aged(world, key_sets.KEPT_SECONDS + 1)
    answer = world.launch()
    assert answer.status_code == 424 and "keys cannot be fetched" in answer.text


@pytest.mark.parametrize("published", [[], {"keys": {}}, "x", None])
def test_what_is_no_key_set_is_refused(world: World, published: Any) -> None:
    """In words."""
    world.platform.fails["/jwks"] = (200, {}, json.dumps(published).encode())
    answer = world.launch()
    assert answer.status_code == 424 and "is no key set" in answer.text


CHANGES: list[Callable[[dict[str, Any]], dict[str, Any]]] = [
    lambda key: {"kid": key["kid"], "kty": "oct", "k": "c2VjcmV0", "alg": "RS256"},
    lambda key: {"kid": key["kid"], "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
    lambda key: {"kid": key["kid"]},
    lambda key: key | {"n": "!"},
    lambda key: key | {"n": 5},
    lambda key: key | {"alg": "ES256"},
    lambda key: key | {"kty": "new"},
]


@pytest.mark.parametrize("change", range(len(CHANGES)))
def test_a_key_that_cannot_have_signed_is_refused(world: World, change: int) -> None:
    """Whatever the platform publishes under that name."""
    (key,) = world.platform.jwks()["keys"]
    world.platform.published = {"keys": [5, {"kid": []}, CHANGES[change](key)]}
    answer = world.launch()
    assert answer.status_code == 403 and "names a key that cannot have signed it" in answer.text


def test_a_key_need_not_say_how_it_signs(world: World) -> None:
    """Many do not."""
    (key,) = world.platform.jwks()["keys"]
    world.platform.published = {"keys": [{name: value for name, value in key.items() if name != "alg"}]}
    assert world.launch().status_code == 303


# --- our own keys ---------------------------------------------------------------------------------------------------


def test_a_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    """In a file that nobody else can read."""
    ring = Keyring(tmp_path / "keys", {})
    assert ring.signing() == Keyring(tmp_path / "keys", {}).signing()
    (path,) = (tmp_path / "keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    assert "PRIVATE" not in json.dumps(ring.published())


def test_a_rotated_key_stays_published_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new one signs; the old one's file goes with the rotation after its time."""
    ring = Keyring(tmp_path, {})
    old, new = ring.signing(), ring.rotate()
    assert ring.signing() == new and [key.kid for key in ring.live()] == [new.kid, old.kid]
    assert len({key["kid"] for key in ring.published()["keys"]}) == 2
    later = time.time() + keys.KEPT_SECONDS + 10
    monkeypatch.setattr("autograder.lti.keys.time.time", lambda: later)
    assert [key.kid for key in ring.live()] == [new.kid]
    newest = ring.rotate()
    assert [key.kid for key in ring.live()] == [newest.kid, new.kid]
    assert len(list(tmp_path.iterdir())) == 2


def test_the_environment_goes_first(tmp_path: Path, tool_keys: tuple[str, str], keys: tuple[str, str]) -> None:
    """One key or several; with line ends, or with their names as some set-ups have them."""
    both = Keyring(tmp_path, {VARIABLE: (tool_keys[0] + keys[0]).replace("\n", "\\n")})
    assert len(both.live()) == 2 and both.signing() == Keyring(tmp_path, {VARIABLE: tool_keys[0]}).signing()
    assert not list(tmp_path.iterdir())
    with pytest.raises(LtiSetUpError, match="put a new one before it there"):
        both.rotate()


@pytest.mark.parametrize("given", ["nonsense", "é", "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----\n"])
def test_an_environment_without_a_key_is_refused(tmp_path: Path, given: str) -> None:
    """The sentence says how to make one."""
    with pytest.raises(LtiSetUpError, match="openssl genpkey"):
        Keyring(tmp_path, {VARIABLE: given}).live()


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    """LTI's platforms check RSA."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    text = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(LtiSetUpError, match="it is a key of another kind"):
        Keyring(tmp_path, {VARIABLE: text.decode()}).live()


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """It may have been read."""
    Keyring(tmp_path, {}).live()
    (path,) = tmp_path.iterdir()
    path.chmod(0o644)
    with pytest.raises(LtiSetUpError, match="Others can read the private key"):
        Keyring(tmp_path, {}).live()


def test_a_damaged_key_is_refused(tmp_path: Path) -> None:
    """With its file's name; and so is a folder that is none."""
    Keyring(tmp_path / "a", {}).live()
    (path,) = (tmp_path / "a").iterdir()
    path.write_text("nonsense")
    with pytest.raises(LtiSetUpError, match=f"{path.name}` cannot be read"):
        Keyring(tmp_path / "a", {}).live()
    (tmp_path / "file").touch()
    with pytest.raises(LtiSetUpError, match="cannot be read or made"):
        Keyring(tmp_path / "file", {}).live()


def test_our_keys_are_published(world: World) -> None:
    """As the platforms fetch them."""
    answer = world.client.get("/lti/jwks")
    (key,) = answer.json()["keys"]
    assert key["kty"] == "RSA" and key["alg"] == "RS256" and key["use"] == "sig" and "d" not in key
    assert answer.headers["cache-control"] == "public, max-age=300"


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("RECTIFY_DATABASE_URL", VARIABLE, "RECTIFY_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RECTIFY_DATA", os.fspath(tmp_path / "data"))
    return tmp_path / "data"


def test_the_command_adds_lists_and_removes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the platform's number."""
    assert run(["lti", "list"]) == 0 and "No platform yet" in capsys.readouterr().out
    site = ["--lms", "moodle", "--site", "https://moodle.example", "--client-id", "c-1"]
    assert run(["lti", "add", *site, "--deployment", "1", "--unknown-deployments", "ask"]) == 0
    assert "Moodle is platform 1. It may launch." in capsys.readouterr().out
    assert run(["lti", "approve", "1", "2"]) == 0 and "deployment `2` of Moodle may launch" in capsys.readouterr().out
    assert run(["lti", "list"]) == 0
    shown = capsys.readouterr().out
    assert "c-1" in shown and "1 (approved)" in shown
    whole = "".join(shown.split())  # in a narrow terminal an address goes on below, and is not cut off
    assert "…" not in whole
    assert run(["lti", "remove", "1"]) == 0 and "may launch no more" in capsys.readouterr().out
    assert run(["lti", "remove", "1"]) == 2 and "There is no platform 1 here" in capsys.readouterr().err


def test_the_command_adds_any_platform(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its addresses."""
    parts = ["--issuer", "https://a.example", "--client-id", "c", "--login-url", "https://a.example/l"]
    assert run(["lti", "add", *parts]) == 2 and "`--token-url`, `--keys-url` must be given" in capsys.readouterr().err
    parts += ["--token-url", "https://a.example/t", "--keys-url", "https://a.example/k", "--host", "b.example"]
    assert run(["lti", "add", *parts, "--name", "[bold]A", "--page", "https://c.example"]) == 0
    assert "[bold]A is platform 1. It may launch once a deployment is approved." in capsys.readouterr().out
    assert run(["lti", "add", "--lms", "canvas", "--client-id", "x"]) == 2
    assert "`--lms` needs `--site`" in capsys.readouterr().err


def test_the_command_shows_and_rotates_keys(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By their names alone."""
    assert run(["lti", "keys"]) == 0
    (first,) = capsys.readouterr().out.splitlines()
    assert run(["lti", "rotate-keys"]) == 0 and run(["lti", "keys"]) == 0
    rotated, signs, stays = capsys.readouterr().out.splitlines()
    assert rotated.split()[0] == signs.split()[0] and signs.endswith("signs")
    assert stays.split()[0] == first.split()[0] and stays.endswith("stays published")


def test_the_command_opens_the_set_up_page(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By a link with two passes."""
    from autograder.lti.passes import has_pass
    from autograder.service.database import database_url

    assert run(["lti", "setup", "--public-url", TOOL]) == 0
    link = capsys.readouterr().out.strip()
    assert link.startswith(f"{TOOL}/lti/setup?pass=")
    shown, invitation = link.partition("?pass=")[2].split("&invitation=")
    opened = Database.open(database_url(data))
    assert has_pass(opened, Purpose.SET_UP, shown) and has_pass(opened, Purpose.REGISTER, invitation)
    opened.close()
    assert run(["lti", "setup", "--public-url", "http://tool.example"]) == 2
    assert "cannot be launched" in capsys.readouterr().err


def test_the_command_knows_the_kinds_that_have_presets() -> None:
    """The option's choices are those."""
    from autograder.cli.lti_command import _LMS

    assert list(PRESETS) == _LMS


def test_without_the_extra_the_command_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """With what to install."""
    from autograder.cli import lti_command

    monkeypatch.setattr(lti_command, "find_spec", lambda _name: None)
    assert run(["lti", "list"]) == 2 and "rectify-course[serve]" in capsys.readouterr().err


def test_the_course_offers_all_that_it_has(course: Any) -> None:
    """Assignments with their points, quizzes, explorers, and the leaderboard of a contest."""
    from autograder.cli.lti_offers import offers_of

    offers = offers_of(course)
    kinds = {offer.kind.value for offer in offers}
    assert kinds == {"assignment", "quiz", "explorer", "leaderboard"}
    assert len({offer.id for offer in offers}) == len(offers)
    assert all((offer.max_score or 0) > 0 for offer in offers if offer.kind.value in {"assignment", "quiz"})


def test_a_known_platform_is_found_as_added(world: World) -> None:
    """The same that the operator gave, with its number."""
    from dataclasses import replace

    assert world.known == replace(as_known(world.platform), id=1)
