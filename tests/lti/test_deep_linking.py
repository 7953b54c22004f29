"""An instructor picks, and the platform's own library takes the links."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from autograder.lti import deep_linking, names, tables
from autograder.lti.errors import LaunchRefused
from tests.lti.conftest import TOOL, World
from tests.lti.platform_side import INSTRUCTOR, LEARNER

_FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


def opened(world: World, **options: Any) -> Any:
    """The page to pick from."""
    given = {"deep_linking": True, "roles": (INSTRUCTOR,), "link": None, "user": "teacher"} | options
    return world.launch(**given)


def settings(world: World, **changes: Any) -> dict[str, Any]:
    """The platform's wishes."""
    given = {
        "deep_link_return_url": f"{world.platform.address}/picked",
        "accept_types": ["ltiResourceLink"],
        "accept_presentation_document_targets": ["iframe"],
    }
    return {names.DEEP_LINKING: given | changes}


def token_of(page: Any) -> str:
    return str(dict(_FIELD.findall(page.text))["picking"])


def pick(world: World, token: str, *chosen: str, **more: str) -> Any:
    return world.client.post(f"{TOOL}/lti/deep-link", data={"picking": token, "chosen": list(chosen), **more})


def taken(world: World, page: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What the platform's library makes of our answer: the links, and the whole message."""
    jwt = html.unescape(dict(_FIELD.findall(page.text))["JWT"])
    items = world.platform.config.validate_deeplinking_resp({"JWT": jwt})
    return items, world.platform.config.tool_validate_and_decode(jwt)


def test_what_is_picked_comes_as_links_with_columns(world: World) -> None:
    """Several at once, each with what finds it again."""
    page = opened(world)
    assert page.status_code == 200 and 'type="checkbox"' in page.text
    for title in ("Rectifiers", "Smooth &lt;ones&gt;", "The gallery", "Activation explorer"):
        assert title in page.text
    answer = pick(world, token_of(page), "assignment:smooth & <odd>", "quiz:gallery", "explorer:activations")
    items, message = taken(world, answer)
    assert items == [
        {
            "type": "ltiResourceLink",
            "title": "Smooth <ones>",
            "url": f"{TOOL}/lti/launch/assignment/smooth%20%26%20%3Codd%3E",
            "custom": {"rectify": "assignment:smooth & <odd>"},
            "lineItem": {
                "scoreMaximum": 10.0,
                "label": "Smooth <ones>",
                "resourceId": "assignment:smooth & <odd>",
                "tag": "rectify",
            },
        },
        {
            "type": "ltiResourceLink",
            "title": "The gallery",
            "url": f"{TOOL}/lti/launch/quiz/gallery",
            "custom": {"rectify": "quiz:gallery"},
            "lineItem": {"scoreMaximum": 9.5, "label": "The gallery", "resourceId": "quiz:gallery", "tag": "rectify"},
        },
        {
            "type": "ltiResourceLink",
            "title": "Activation explorer",
            "url": f"{TOOL}/lti/launch/explorer/activations",
            "custom": {"rectify": "explorer:activations"},
        },
    ]
    assert message["iss"] == "client-1" and message["aud"] == ["https://lms.example"]
    assert message[names.DEPLOYMENT] == "deployment-1" and message[names.VERSION] == "1.3.0"
    assert message[names.DEEP_LINKING_DATA] == {"kept": "by the platform"}
    assert message["exp"] > message["iat"] and message["nonce"]


def test_the_answer_goes_to_the_platform_alone(world: World) -> None:
    """By a form that sends itself, and by its button where there is no script."""
    answer = pick(world, token_of(opened(world)), "quiz:gallery")
    assert f'action="{world.platform.address}/picked"' in answer.text and "<button class=" in answer.text
    assert f"form-action 'self' {world.platform.address};" in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"] and "<script>" not in answer.text
    assert world.client.get(f"{TOOL}/lti/static/reply.js").status_code == 200


def test_a_link_that_was_picked_opens_what_it_names(world: World) -> None:
    """As the platform launches it: with its parameters, or by its address."""
    items, _message = taken(world, pick(world, token_of(opened(world)), "quiz:gallery"))
    world.launch(changes={names.TARGET: items[0]["url"], names.CUSTOM: items[0]["custom"]})
    world.launch(link="link-2", changes={names.TARGET: items[0]["url"]})
    assert [came[3].name for came in world.door.came if came[3]] == ["gallery", "gallery"]


def test_nothing_may_be_picked(world: World) -> None:
    """Going back takes no link along, and no empty `data`."""
    page = opened(world, deep_linking=False, changes={names.MESSAGE_TYPE: names.DEEP_LINKING_MESSAGE} | settings(world))
    items, message = taken(world, pick(world, token_of(page), cancel="1"))
    assert items == [] and names.DEEP_LINKING_DATA not in message


def test_an_empty_choice_is_asked_again(world: World) -> None:
    """The same page, with the sentence."""
    token = token_of(opened(world))
    again = pick(world, token)
    assert again.status_code == 422 and "Choose at least one" in again.text and token_of(again) == token
    assert 'class="note bad" role="alert"' in again.text
    assert pick(world, token, "quiz:gallery").status_code == 200


def test_a_choice_counts_once(world: World) -> None:
    """And only for so long."""
    token = token_of(opened(world))
    assert pick(world, token, "quiz:gallery").status_code == 200
    for wrong in (token, "made up", ""):
        again = pick(world, wrong, "quiz:gallery")
        assert again.status_code == 409 and "made already, or too long ago" in again.text


def test_two_choices_at_once_count_once(world: World) -> None:
    """The second finds it ended."""
    found = deep_linking.picking(world.tool, token_of(opened(world)))
    deep_linking.reply(world.tool, found, ["quiz:gallery"])
    with pytest.raises(LaunchRefused, match="made already"):
        deep_linking.reply(world.tool, found, ["quiz:gallery"])


def test_an_old_choice_is_over(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some hours."""
    import time

    token = token_of(opened(world))
    later = time.time() + deep_linking.PICKING_SECONDS + 1
    monkeypatch.setattr(deep_linking, "now", lambda: later)
    assert pick(world, token, "quiz:gallery").status_code == 409
    opened(world)
    with world.tool.database.read() as connection:
        assert len(connection.execute(tables.pickings.select()).all()) == 1


@pytest.mark.parametrize("chosen", [["quiz:gone"], ["quiz:gallery", "<script>"], [""]])
def test_only_what_is_there_can_be_picked(world: World, chosen: list[str]) -> None:
    """Whatever the form says."""
    answer = pick(world, token_of(opened(world)), *chosen)
    assert answer.status_code == 422 and "This cannot be chosen" in answer.text


def test_a_platform_may_take_one_at_a_time(world: World) -> None:
    """And no columns."""
    changes = settings(world, accept_multiple=False, accept_lineitem="false")
    page = opened(world, deep_linking=False, changes={names.MESSAGE_TYPE: names.DEEP_LINKING_MESSAGE} | changes)
    assert 'type="radio"' in page.text and "takes one at a time" in page.text and "No gradebook column" in page.text
    assert pick(world, token_of(page), "quiz:gallery", "assignment:rectifiers").status_code == 422
    items, _message = taken(world, pick(world, token_of(page), "quiz:gallery"))
    assert "lineItem" not in items[0]


def test_a_student_picks_nothing(world: World) -> None:
    """Only an instructor adds to a course."""
    page = opened(world, roles=(LEARNER,))
    assert page.status_code == 403 and "Only an instructor may add" in page.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"accept_types": ["file", "html"]}, "takes no links to activities"),
        ({"accept_types": "ltiResourceLink"}, "takes no links to activities"),
        ({"deep_link_return_url": "javascript:alert(1)"}, "does not say where the chosen links go"),
        ({"deep_link_return_url": "http://elsewhere.example/x"}, "does not say where the chosen links go"),
        ({"deep_link_return_url": "https://a.example/x; script-src *"}, "does not say where the chosen links go"),
        ({"deep_link_return_url": 5}, "does not say where the chosen links go"),
        (None, "takes no links to activities"),
    ],
)
def test_wishes_that_cannot_be(world: World, changes: dict[str, Any] | None, said: str) -> None:
    """Each with its sentence."""
    wished = settings(world, **changes) if changes is not None else {}
    page = opened(world, deep_linking=False, changes={names.MESSAGE_TYPE: names.DEEP_LINKING_MESSAGE} | wished)
    assert page.status_code == 400 and said in page.text


def test_a_course_without_anything_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty list is no page."""
    from tests.lti import conftest

    monkeypatch.setattr(conftest, "OFFERS", [])
    assert "nothing to choose from" in opened(world).text
