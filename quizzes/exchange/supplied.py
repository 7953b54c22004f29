"""What items must have here and other systems' files often lack: placeholders, so that an author finds the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quizzes.errors import one_line

#: The objective of an item whose file names none.
IMPORTED = "imported"
NO_EXPLANATION = "The file that this item comes from gives no explanation."
NO_REASON = "The file that this item comes from does not say why this is wrong."
NO_PROOF = "imported: the file has no computation for it"
#: Options that mean the others, which have no fixed place here, and the same in other words.
OTHERS = {
    re.compile(r"\s*all (of )?(the )?(above|these|below|others)\W*", re.IGNORECASE): "Every other option is right.",
    re.compile(r"\s*none (of )?(the )?(above|these|below|others)\W*", re.IGNORECASE): "No other option is right.",
}
MOST_POINTS = 100


def supply(data: dict[str, Any], file: str) -> Iterator[str]:
    """Fill in what an item lacks; each thing that was filled in, in words."""
    if not data.get("points", 0) > 0:
        data["points"] = None
    missing = [name for name in ("points", "difficulty", "objectives", "source", "explanation") if not data.get(name)]
    defaults = {"points": 1, "difficulty": 2, "objectives": [IMPORTED], "source": one_line(f"imported from {file}")}
    data.update({name: defaults.get(name, NO_EXPLANATION) for name in missing})
    if data["points"] > MOST_POINTS:
        yield f"{data['points']:g} points, of which {MOST_POINTS} are left"
        data["points"] = MOST_POINTS
    missing += _reasons(data)
    for part in (data, *data.get("blanks", {}).values()):
        if part.get("kind") == "numeric" and not part.get("proof"):
            part.setdefault("unproven", NO_PROOF)
    if missing:
        yield f"the file has no {', '.join(missing)}: placeholders stand there"
    yield from _reworded(data)


def _reasons(data: dict[str, Any]) -> list[str]:
    before = 0
    for option in _options(data):
        if not option.get("key") and not option.get("reason"):
            option["reason"] = NO_REASON
            before += 1
    if data["kind"] == "true_false" and not data.get("reason"):
        data["reason"] = NO_REASON
        before += 1
    for extra in data.get("extra", []):
        if not extra.get("reason"):
            extra["reason"] = NO_REASON
            before += 1
    return ["reasons"] if before else []


def _reworded(data: dict[str, Any]) -> Iterator[str]:
    for option in _options(data):
        for pattern, instead in OTHERS.items():
            if pattern.fullmatch(option["text"]):
                yield f"the option `{option['text'].strip()}` is reworded, since options have no fixed order here"
                option["text"] = instead


def _options(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from data.get("options", [])
    for blank in data.get("blanks", {}).values():
        yield from blank.get("options", [])
