"""The tool's own pages: everything is escaped, scripts are files of ours, and each page says who may frame it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from autograder.feedback.templating import prose
from autograder.lti.platforms import frame_origins
from autograder.lti.settings import PREFIX
from autograder.lti.tool import Tool

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["prose"] = prose
    made.globals["prefix"] = PREFIX
    return made


def page(
    tool: Tool,
    template: str,
    values: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    form_targets: Sequence[str] = (),
) -> HTMLResponse:
    """A page. Its forms lead to ourselves and to the origins in ``form_targets``."""
    with tool.database.read() as connection:
        frames = " ".join(frame_origins(connection)) or "'none'"
    text = _environment().get_template(template).render({"title": tool.settings.title, **(values or {})})
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
        f"form-action 'self' {' '.join(form_targets)}; frame-ancestors {frames}"
    )
    return HTMLResponse(text, status, {"Content-Security-Policy": policy, "Cache-Control": "no-store"})
