"""The pages over a bank with all kinds in it, for tests: asked directly, or served on a free port to a real browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.testclient import TestClient

from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.web.app import make_app
from quizzes.delivery.web.server import _listening
from quizzes.delivery.web.site import Site
from tests.quizzes.samples import data, read

PORT = 8000
TOKEN = "the-token-of-this-run"
HOME = f"http://127.0.0.1:{PORT}"

WIDE = r"$f(x) = \mathrm{ScaledExponentialLinearUnitWithManyLetters}(x) + \frac{1}{2}$"
LONG = "A page: torch.nn.functional.a_function_whose_name_is_longer_than_a_phone_is_wide_and_more"
CODE = "values = [max(x, 0) for x in (-3, -2, -1, 0, 1, 2, 3)]\nprint(values)\n"
KINDS = (
    "single_choice",
    "multiple_response",
    "true_false",
    "numeric",
    "short_text",
    "matching",
    "ordering",
    "cloze",
    "code_output",
)
#: An item's name may tell its key.
NAMED = "name-that-tells-{}"
#: What nobody may read before a graded sitting is handed in.
SECRETS = (
    "name-that-tells",
    "explained-afterwards",
    "reason-afterwards",
    "hint-afterwards",
    "zebra",
    "0.71828",
    "[0, 3, 7]",
)

_OPTIONS = [
    {"text": "$x^2$", "key": True},
    {"text": r"$\frac{x}{2}$", "reason": "reason-afterwards one"},
    {"text": "a `dead` neuron", "reason": "reason-afterwards two"},
]
_CHANGES: dict[str, dict[str, Any]] = {
    "single_choice": {
        "stem": f"Which? {WIDE}",
        "options": _OPTIONS,
        "hints": ["hint-afterwards 1", "hint-afterwards 2"],
    },
    "multiple_response": {"options": [*_OPTIONS, {"text": "as well", "key": True}], "scoring": "per_option"},
    "true_false": {"reason": "reason-afterwards three"},
    "numeric": {"key": 0.71828, "proof": "exp(1) - 2", "unit": "nats", "hints": ["hint-afterwards 3"], "wrong": []},
    "short_text": {"key": "zebra", "accept": ["zebras"], "wrong": [{"text": "horse", "reason": "reason-afterwards 4"}]},
    "matching": {
        "pairs": [
            {"left": "a", "right": r"$[0, \infty)$", "reason": "reason-afterwards five"},
            {"left": "b", "right": "$(-1, 1)$"},
            {"left": "ELU ($c$)", "right": r"$[0, \infty)$"},
        ],
        "extra": [{"text": r"$\frac{1}{2}$", "reason": "reason-afterwards six"}],
    },
    "ordering": {"entries": [{"text": text} for text in ("$a$", "b", "`c`", "d")], "scoring": "adjacent_pairs"},
    "cloze": {
        "stem": "One is [[one]], two is [[two]].\n\n```\nthree = f([[three]])\n```\n",
        "blanks": {
            "one": {"kind": "choice", "options": _OPTIONS},
            "two": {"kind": "numeric", "key": 2, "tolerance": {"absolute": 0}, "proof": "1 + 1", "unit": "s"},
            "three": {"kind": "short_text", "key": "zebra"},
        },
    },
    "code_output": {"code": CODE, "key": "[0, 3, 7]", "wrong": [{"text": "3", "reason": "reason-afterwards seven"}]},
}


def every_kind(*kinds: str, **header: Any) -> Bank:
    """A bank with one item of each kind, or of those named."""
    items = [
        data(
            kind,
            id=NAMED.format(kind.replace("_", "-")),
            explanation=f"explained-afterwards: {kind}, $x^2$.",
            **_CHANGES[kind],
        )
        for kind in kinds or KINDS
    ]
    return read(*items, **header)


@contextmanager
def site_client(store: Path, *banks: Bank, learner: str = "ada", start: str = "/") -> Iterator[TestClient]:
    """A client that has been let in, and sends forms as a browser does."""
    app = make_app(lambda: Site(AttemptStore(store), Banks(*banks), learner, start), port=PORT, token=TOKEN)
    with TestClient(app, base_url=HOME, headers={"Origin": HOME}, raise_server_exceptions=True) as client:
        assert client.get(f"/open/{TOKEN}").status_code == 200
        yield client


def begin(client: TestClient, mode: str = "practice", bank: str = "sample") -> str:
    """Begin a sitting; its path."""
    found = client.post(f"/banks/{bank}/begin", data={"mode": mode})
    assert found.status_code == 200
    return str(found.url.path).partition("/items/")[0]


@contextmanager
def served(store: Path, *banks: Bank) -> Iterator[str]:
    """The pages on a free port; the address that lets a browser in."""
    with _listening(0) as listener:
        port = listener.getsockname()[1]
        app = make_app(lambda: Site(AttemptStore(store), Banks(*banks), "ada"), port=port, token=TOKEN)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}/open/{TOKEN}"
        finally:
            server.should_exit = True
            thread.join()


def values_of(html: str, name: str) -> list[str]:
    """The values of the fields of that name that a page offers, in order."""
    return re.findall(rf'name="{re.escape(name)}" value="([^"]*)"', html)
