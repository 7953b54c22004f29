"""An assignment's page: its reading, an editor and an upload for one's code, and the attempts so far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from autograder.course.course import Assignment
from autograder.service.database import now
from autograder.service.handins import hand_in, history, plain_name, source_of
from autograder.service.models import HandInKind, Kind, Standing
from autograder.service.scores import Attempt, attempts, standing
from autograder.web.errors import NotHere, PageError
from autograder.web.forms import Form
from autograder.web.places import Placed, assignment_of, placed
from autograder.web.reading import reading_html
from autograder.web.site import site_of
from autograder.web.templating import page
from autograder.web.visits import visit

_SUFFIXES = (".py", ".ipynb")

#: Pictures carry their style inside, which the pages' own policy would refuse.
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Work:
    """What one person has done on an assignment so far; ``source`` is what the editor begins with."""

    source: str
    standing: Standing
    attempts: list[Attempt]

    @property
    def newest_first(self) -> list[tuple[int, Attempt]]:
        """Each attempt with its number."""
        return list(enumerate(self.attempts, start=1))[::-1]


def show(request: Request) -> Response:
    """``/assignments/{placement}``."""
    found, assignment = _asked_for(request)
    try:
        reading = reading_html(assignment, f"/assignments/{found.placement.id}/pictures")
    except OSError:
        raise NotHere("this assignment has no reading: tell your instructor") from None
    afresh = request.query_params.get("from") == "stub"
    work = _work(request, found, assignment, afresh=afresh)
    return page(
        request,
        "assignment.html.jinja",
        placement=found.placement,
        assignment=assignment,
        reading=reading,
        work=work,
        is_taught=found.is_taught,
        is_over=found.placement.policy.is_over(now()),
        afresh=afresh,
        max_upload=site_of(request).settings.max_upload,
    )


def picture(request: Request) -> Response:
    """One of the reading's pictures."""
    _found, assignment = _asked_for(request)
    name = request.path_params["name"]
    known = {path.name: path for path in assignment.figures}
    if name not in known:
        raise NotHere("there is no such picture: go back to the reading")
    headers = {"Content-Security-Policy": _PICTURE_POLICY, "Cache-Control": "private, max-age=3600"}
    return Response(known[name].read_bytes(), media_type="image/svg+xml", headers=headers)


def stub(request: Request) -> Response:
    """The file to fill in, as Python or as a notebook."""
    _found, assignment = _asked_for(request)
    name = request.path_params["name"]
    known = {path.name: path for path in (assignment.stub, assignment.stub_notebook) if path.is_file()}
    if name not in known:
        raise NotHere("there is no such file: go back to the assignment")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(known[name].read_bytes(), media_type="application/octet-stream", headers=headers)


def check(request: Request, form: Form) -> Response:
    """Run the public checks on what was sent."""
    return _taken(request, form, HandInKind.CHECK)


def hand_in_work(request: Request, form: Form) -> Response:
    """Hand in what was sent."""
    return _taken(request, form, HandInKind.HAND_IN)


def _taken(request: Request, form: Form, kind: HandInKind) -> Response:
    found, assignment = _asked_for(request)
    name, data = _sent(form, assignment)
    kept = hand_in(site_of(request).database, visit(request).person, found.placement, name, data, kind)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"page": f"/handins/{kept.id}", "state": f"/handins/{kept.id}/state"})
    return RedirectResponse(f"/handins/{kept.id}", 303)


def _sent(form: Form, assignment: Assignment) -> tuple[str, bytes]:
    """The name and the bytes of what was sent: a file, or what stood in the editor."""
    file = form.files.get("file")
    if file is not None or "file" in form.fields:
        if file is None or not file.name or not file.data.strip():
            raise PageError("no file was chosen, or it is empty: choose a `.py` or `.ipynb` file and send it again")
        if PurePath(plain_name(file.name)).suffix.lower() not in _SUFFIXES:
            raise PageError("this file is neither `.py` nor `.ipynb`: choose the one that you filled in")
        return file.name, file.data
    source = form.get("source").replace("\r\n", "\n").replace("\r", "\n")
    if not source.strip():
        raise PageError("there is no code to look at: write some, or begin with the stub")
    return assignment.stub.name, source.encode("utf-8", "replace")


def _asked_for(request: Request) -> tuple[Placed, Assignment]:
    found = placed(request, request.path_params["placement"], Kind.ASSIGNMENT)
    return found, assignment_of(request, found.placement)


def _work(request: Request, found: Placed, assignment: Assignment, *, afresh: bool) -> Work:
    person = visit(request).person
    with site_of(request).database.read() as connection:
        stands = standing(connection, person, found.placement)
        made = attempts(connection, person, found.placement)
        sent = history(connection, person, found.placement, None)
        last = next((one for one in sent if one.file_name.endswith(".py")), None)
        source = source_of(connection, last.id).decode("utf-8", "replace") if last and not afresh else None
    return Work(assignment.stub.read_text(encoding="utf-8") if source is None else source, stands, made)
