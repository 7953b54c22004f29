"""What an instructor may link to, and what a link of the LMS says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from autograder.lti.settings import PREFIX
from autograder.service.models import Kind

#: The custom parameter that names an offer in a link.
PARAMETER = "rectify"
_KINDS = {kind.value: kind for kind in Kind}
_LAUNCH = f"{PREFIX}/launch/"


@dataclass(frozen=True)
class Offer:
    """One thing that a link can show; ``max_score`` is None for what is not graded."""

    kind: Kind
    name: str
    title: str
    summary: str = ""
    max_score: float | None = None

    @property
    def id(self) -> str:
        """``assignment:NAME``: its resource id in the LMS's gradebook, and the value of the link's parameter."""
        return f"{self.kind.value}:{self.name}"

    @property
    def path(self) -> str:
        """The end of a link's address that names it, for platforms that keep no parameters."""
        return f"/launch/{self.kind.value}/{quote(self.name, safe='')}"


def offer_named(offers: Sequence[Offer], custom: str, target: str) -> Offer | None:
    """The offer that a link names, by its parameter or else by its address; None where it names none that is here."""
    path = urlsplit(target).path
    kind, _colon, name = custom.partition(":")
    if not (kind in _KINDS and name) and path.startswith(_LAUNCH):
        kind, _slash, name = path.removeprefix(_LAUNCH).partition("/")
    wanted = f"{kind}:{unquote(name)}"
    return next((offer for offer in offers if offer.id == wanted), None)
