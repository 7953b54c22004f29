"""The one jinja2 environment of the pages: everything is escaped, and an unknown name is an error."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

import autograder.feedback
import quizzes.analysis
import quizzes.delivery.web
from autograder.feedback.templating import prose
from autograder.feedback.words import format_points, plain
from autograder.service.models import Role
from autograder.service.sessions import Visit
from autograder.web.forms import CSRF
from autograder.web.moments import moment
from autograder.web.site import site_of
from autograder.web.visits import csrf_token, find_visit

_HERE = Path(__file__).parent
_NOBODY = 401  # whoever is not known would see the same page again
#: Parts with templates of their own: `teaching/class.html.jinja` lies in `teaching/templates`.
PARTS = ("teaching", "explorers")
#: Whose static files are served under which name: `/static/teaching/class.js`. The quizzes' style is the house's.
STATIC = {
    "analysis": Path(quizzes.analysis.__file__).parent / "static",
    "feedback": Path(autograder.feedback.__file__).parent / "static",
    "quizzes": Path(quizzes.delivery.web.__file__).parent / "static",
    **{part: _HERE / part / "static" for part in PARTS},
    "": _HERE / "static",
}


@cache
def environment() -> Environment:
    """The environment, made at first use."""
    own = FileSystemLoader(_HERE / "templates")
    parts = PrefixLoader({part: FileSystemLoader(_HERE / part / "templates") for part in PARTS})
    made = Environment(
        loader=ChoiceLoader([own, parts]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"points": format_points, "plain": plain, "prose": prose, "counted": counted, "sentence": sentence}
    made.filters["moment"] = moment
    made.globals |= {"static": static_address, "CSRF": CSRF}
    return made


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page for the browser that asked. The template knows ``visit`` (None for a stranger), ``csrf`` and ``site``."""
    return _filled(request, template, find_visit(request), status, values)


def problem_page(request: Request, status: int, title: str, said: str) -> Response:
    """A sentence on what went wrong; for a script, as data. The database is not asked: it may be what is wrong."""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"title": title, "words": sentence(said).striptags()}, status)
    values = {"title": title, "said": said, "back": _came_from(request) if status != _NOBODY else ""}
    return _filled(request, "problem.html.jinja", getattr(request.state, "visit", None), status, values)


def _came_from(request: Request) -> str:
    """The page of ours whose form was sent, as a path; empty where it was none."""
    there = urlsplit(request.headers.get("referer", ""))
    is_ours = f"{there.scheme}://{there.netloc}".lower() in site_of(request).settings.origins
    return there.path if request.method == "POST" and is_ours and there.path != request.url.path else ""


def _filled(
    request: Request, template: str, visit: Visit | None, status: int, values: Mapping[str, object]
) -> HTMLResponse:
    """The template for that visit."""
    text = (
        environment()
        .get_template(template)
        .render(
            site=site_of(request),
            visit=visit,
            csrf=csrf_token(request, visit) if visit else "",
            is_instructor=visit is not None and visit.role is Role.INSTRUCTOR,
            path=request.url.path,
            **values,
        )
    )
    return HTMLResponse(text, status)


@cache
def static_address(name: str) -> str:
    """The address of a static file, such as ``site.css`` or ``teaching/class.js``: it changes with the file."""
    part, _slash, rest = name.rpartition("/")
    digest = hashlib.sha256((STATIC[part] / rest).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"


def counted(number: float, one: str, several: str | None = None) -> str:
    """``1 point``, ``2 points``."""
    return f"{format_points(number)} {one if number == 1 else several or one + 's'}"


def sentence(said: object) -> Markup:
    """An error's words as a sentence, set as prose."""
    words = str(said)
    return prose(f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?")) else "."))
