"""The operator's pages: what to paste where, and a platform's own registration."""

from __future__ import annotations

import json

from starlette.responses import Response

from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.forms import Form
from autograder.lti.guides import canvas_json, guides
from autograder.lti.pages import page
from autograder.lti.passes import Purpose, has_pass
from autograder.lti.platforms import deployments, platforms
from autograder.lti.registration import Request, read_configuration, register
from autograder.lti.tool import Tool


def set_up(tool: Tool, form: Form) -> Response:
    """The set-up page, for whoever has the operator's link. Raises LaunchRefused for others."""
    if not has_pass(tool.database, Purpose.SET_UP, form.get("pass")):
        raise LaunchRefused(
            "This page is for whoever operates this service.",
            fault=Fault.SET_UP,
            remedy="`rectify lti setup` on the machine that runs it prints a link that opens this page for a day.",
            status=403,
        )
    with tool.database.read() as connection:
        known = [(one, deployments(connection, one)) for one in platforms(connection)]
    values = {
        "settings": tool.settings,
        "guides": guides(tool.settings, form.get("invitation")),
        "canvas": json.dumps(canvas_json(tool.settings), indent=2),
        "known": known,
    }
    return page(tool, "setup.html.jinja", values)


def register_form(tool: Tool, invitation: str, form: Form) -> Response:
    """What a platform says of itself, to be agreed to. Raises LaunchRefused."""
    request = Request(invitation, form.get("openid_configuration"), form.get("registration_token"))
    found = read_configuration(tool, request)
    return page(tool, "register.html.jinja", {"request": request, "found": found})


def registered(tool: Tool, form: Form) -> Response:
    """The registration itself. Raises LaunchRefused."""
    request = Request(form.get("invitation"), form.get("openid_configuration"), form.get("registration_token"))
    made = register(tool, request)
    with tool.database.read() as connection:
        known = deployments(connection, made)
    return page(tool, "registered.html.jinja", {"platform": made, "deployments": known})
