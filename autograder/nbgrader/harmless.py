"""A student's Markdown on the pages of whoever is logged in: nothing in it runs, and nothing in it stops the page."""

from __future__ import annotations

import re
from collections.abc import Collection

#: A tag, an entity, and a link that runs. No expression knows what a reader of Markdown takes for code, where they do
#: no harm: there, too, a space is put between.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_SCRIPT = re.compile(r"script(?=\\*:)", re.IGNORECASE)
#: Names that the reader of Markdown leaves as they are, and finds among the pictures.
_PLAIN_NAME = re.compile(r"[\w.-]+", re.ASCII)
#: Longer than any answer; nbconvert can be kept busy for minutes by a text ten times as long that is made for it.
LONGEST = 8_000


def harmless(text: str, pictures: Collection[str] = ()) -> str:
    """``text``, whose tags, entities and running links are text, and so are links to a picture not in ``pictures``.

    nbconvert ends in an error at a picture that is not there, and the formgrader and the feedback with it. What is
    longer than ``LONGEST`` characters is shown as it was typed.
    """
    text = _SCRIPT.sub(lambda found: f"{found[0]} ", _ENTITY.sub("& ", _TAG.sub("< ", text)))
    names = "|".join(re.escape(name) for name in pictures if _PLAIN_NAME.fullmatch(name)) or "(?!)"
    text = re.sub(rf"attachment(?=\\*:)(?!:(?:{names})(?:[)\s]|\Z))", "attachment ", text)
    return text if len(text) <= LONGEST else _as_typed(text)


def _as_typed(text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
