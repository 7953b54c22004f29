"""The pages of deep linking: the list to pick from, and the form that takes the choice back."""

from __future__ import annotations

from starlette.responses import Response

from autograder.lti.deep_linking import Picking, picking, reply
from autograder.lti.fetching import origin_of
from autograder.lti.forms import Form
from autograder.lti.pages import page
from autograder.lti.tool import Tool
from autograder.service.models import Kind

_HEADINGS = {
    Kind.ASSIGNMENT: "Assignments",
    Kind.QUIZ: "Quizzes",
    Kind.EXPLORER: "Explorers",
    Kind.LEADERBOARD: "Leaderboards",
}


def picker(tool: Tool, found: Picking, *, problem: str = "") -> Response:
    """The list of what there is."""
    offers = tool.offers()
    groups = [(heading, [one for one in offers if one.kind is kind]) for kind, heading in _HEADINGS.items()]
    values = {"picking": found, "groups": [group for group in groups if group[1]], "problem": problem}
    return page(tool, "picker.html.jinja", values, status=422 if problem else 200)


def pick(tool: Tool, form: Form) -> Response:
    """The choice, on its way to the platform. Raises LaunchRefused."""
    found, chosen = picking(tool, form.get("picking")), form.all("chosen")
    is_cancelled = "cancel" in form.fields
    if not chosen and not is_cancelled:
        return picker(tool, found, problem="Choose at least one, or go back without any.")
    answer = reply(tool, found, [] if is_cancelled else chosen)
    return page(tool, "reply.html.jinja", {"reply": answer}, form_targets=[origin_of(answer.address)])
