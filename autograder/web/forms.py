"""Forms as our pages send them: read under a limit, and believed only with the person's token in them."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from autograder.web.errors import Forbidden, PageError, TooLarge
from autograder.web.site import site_of
from autograder.web.visits import csrf_token, visit

#: The name of the hidden field that holds the person's token.
CSRF = "csrf"
_MAX_FIELDS = 200


@dataclass(frozen=True)
class Upload:
    """A file that was sent: its name as the browser gave it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Form:
    """The fields of a form by name, in the order they came, and its files by their fields' names."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """The one value of that name; the default where there is none, or several."""
        values = self.all(name)
        return values[0] if len(values) == 1 else default

    def all(self, name: str) -> list[str]:
        """Every value of that name."""
        return self.fields.get(name, [])


def posted(handler: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads the form, believes it, and calls ``handler`` in a thread: it may wait for the database."""

    async def endpoint(request: Request) -> Response:
        form = await read_form(request)
        await run_in_threadpool(check_token, request, form)
        return await run_in_threadpool(handler, request, form)

    return endpoint


async def read_form(request: Request) -> Form:
    """The form; whose it is was not asked yet. Raises PageError where it is none, TooLarge where it is too long."""
    most = site_of(request).settings.max_upload
    _require_utf8(request)
    try:
        async with request.form(max_files=1, max_fields=_MAX_FIELDS, max_part_size=most) as sent:
            form = Form()
            for name, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    form.files[name] = Upload(value.filename or "", await value.read(most + 1))
                else:
                    form.fields.setdefault(name, []).append(value)
    except HTTPException as problem:
        raise PageError(f"the form cannot be read: {problem.detail}; go back and send it again") from problem
    if any(len(file.data) > most for file in form.files.values()):
        raise TooLarge(f"the most that is taken is {most / 2**20:g} MB: send a smaller file")
    return form


def _require_utf8(request: Request) -> None:
    """Browsers send UTF-8 and name nothing; some other codecs raise as they please, or make what is no text."""
    _kind, options = parse_options_header(request.headers.get("content-type", ""))
    if options.get(b"charset", b"utf-8").lower() not in {b"utf-8", b"utf8"}:
        raise PageError("the form is not in UTF-8: go back and send it from our own page")


def check_token(request: Request, form: Form) -> None:
    """Raises NotEntered where nobody is here, Forbidden where the form does not hold the token of who is."""
    if not hmac.compare_digest(form.get(CSRF).encode(), csrf_token(request, visit(request)).encode()):
        raise Forbidden("this form is not from a page of yours: go back, load the page again, and send it from there")
