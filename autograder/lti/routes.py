"""Where the tool is reached: what platforms ask, what browsers bring, and what an operator looks at."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from autograder.errors import OperatorError
from autograder.lti import names
from autograder.lti.arrivals import arrive
from autograder.lti.claims import clean
from autograder.lti.deep_linking import begin_picking
from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.fetching import origin_of
from autograder.lti.forms import Form, forget_proof, keep_proof, proof_of, read_form
from autograder.lti.guides import canvas_json
from autograder.lti.keys import Keyring
from autograder.lti.launch import Unproven, read_launch
from autograder.lti.login import begin_login
from autograder.lti.offers import Offer
from autograder.lti.pages import STATIC, page
from autograder.lti.picker import pick, picker
from autograder.lti.roster import Roster
from autograder.lti.set_up import register_form, registered, set_up
from autograder.lti.settings import PREFIX, LtiSettings
from autograder.lti.tool import Entrance, Tool
from autograder.service.database import Database
from autograder.service.models import Context, Role

_log = logging.getLogger("rectify")
_Handler = Callable[[Request, Form], Response]


def make_tool(database: Database, settings: LtiSettings, offers: Callable[[], Sequence[Offer]] = list) -> Tool:
    """A tool with the keys of its data folder, or of the environment."""
    return Tool(database, settings, Keyring(settings.keys_folder), offers)


def routes(tool: Tool, entrance: Entrance) -> list[BaseRoute]:
    """All routes of the tool, below ``/lti``."""
    desk = _Desk(tool, entrance)
    launch = f"{PREFIX}/launch"
    return [
        Route(f"{PREFIX}/login", desk.answering(desk.login), methods=["GET", "POST"]),
        Route(launch, desk.answering(desk.launch), methods=["POST"]),
        Route(launch, desk.answering(desk.stray)),
        Route(f"{launch}/{{rest:path}}", desk.answering(desk.stray)),
        Route(f"{PREFIX}/deep-link", desk.answering(lambda _request, form: pick(tool, form)), methods=["POST"]),
        Route(f"{PREFIX}/jwks", desk.keys),
        Route(f"{PREFIX}/canvas.json", desk.canvas),
        Route(f"{PREFIX}/setup", desk.answering(lambda _request, form: set_up(tool, form))),
        Route(f"{PREFIX}/register/{{invitation}}", desk.answering(desk.register_form)),
        Route(f"{PREFIX}/register", desk.answering(lambda _request, form: registered(tool, form)), methods=["POST"]),
        Mount(f"{PREFIX}/static", StaticFiles(directory=STATIC)),
    ]


class _Desk:
    """What answers each route."""

    def __init__(self, tool: Tool, entrance: Entrance) -> None:
        self._tool, self._entrance, self._roster = tool, entrance, Roster(tool)

    def answering(self, handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
        """The handler, away from the loop, with its form; what it refuses is a page."""

        async def answer(request: Request) -> Response:
            try:
                form = await read_form(request)
                return await run_in_threadpool(handler, request, form)
            except LaunchRefused as refusal:
                return await run_in_threadpool(self._refused, refusal)

        return answer

    def login(self, _request: Request, form: Form) -> Response:
        """A platform says that somebody comes."""
        begun = begin_login(self._tool, form.fields)
        if begun.storage:
            origin = origin_of(begun.platform.login_url)
            response: Response = page(self._tool, "keep.html.jinja", {"begun": begun, "origin": origin})
        else:
            response = RedirectResponse(begun.address, 302, {"Cache-Control": "no-store"})
        keep_proof(response, self._tool.settings, begun.state, begun.proof)
        return response

    def launch(self, request: Request, form: Form) -> Response:
        """The platform's message."""
        state = form.get("state")
        proof = proof_of(request, self._tool.settings, state)
        # What the platform's frame kept comes from our own page: anybody else's form could bring a login of their own.
        if not proof and request.headers.get("origin", "").lower() == self._tool.settings.public_url:
            proof = form.get("proof")
        try:
            found = read_launch(self._tool, form.fields, proof)
        except Unproven as refusal:
            if refusal.login.storage and "proof" not in form.fields:
                origin = origin_of(refusal.login.platform.login_url)
                values = {"login": refusal.login, "origin": origin, "id_token": form.get("id_token")}
                return page(self._tool, "recall.html.jinja", values)
            raise
        if found.claims.message_type == names.DEEP_LINKING_MESSAGE:
            response: Response = picker(self._tool, begin_picking(self._tool, found))
        else:
            came = arrive(self._tool, found)
            response = self._entrance.enter(came.person, came.context, came.role, came.placement, came.path)
            if came.role is Role.INSTRUCTOR and self._roster.is_due(came.context):
                response.background = BackgroundTask(self._fetch_roster, came.context)
        forget_proof(response, self._tool.settings, state)
        return response

    def stray(self, _request: Request, _form: Form) -> Response:
        """A browser that came by the address of a link, without a launch."""
        raise LaunchRefused(
            "This address opens inside a course alone.",
            fault=Fault.BROWSER,
            remedy="Open the activity in your course: it brings you here, and says who you are.",
        )

    def keys(self, _request: Request) -> Response:
        """Our public keys."""
        return JSONResponse(self._tool.keyring.published(), headers={"Cache-Control": "public, max-age=300"})

    def canvas(self, _request: Request) -> Response:
        """What Canvas reads where its administrator enters an address."""
        return JSONResponse(canvas_json(self._tool.settings))

    def register_form(self, request: Request, form: Form) -> Response:
        """A platform that wants to be registered."""
        return register_form(self._tool, request.path_params["invitation"], form)

    def _fetch_roster(self, context: Context) -> None:
        try:
            self._roster.fetch(context)
        except OperatorError as problem:
            _log.warning("The members of a course were not fetched: %s", clean(str(problem)))

    def _refused(self, refusal: LaunchRefused) -> Response:
        _log.warning("A launch was refused: %s", clean(str(refusal)))
        again = refusal.login.again if isinstance(refusal, Unproven) else ""
        return page(self._tool, "refused.html.jinja", {"refusal": refusal, "again": again}, status=refusal.status)
