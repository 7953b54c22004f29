"""A submitted notebook made whole: every graded cell once, of its type, with its marks; the student's text in it.

The score never depends on it: the engine grades the submitted file. What is mended here is where nbgrader puts the
points, and what people look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.errors import UnreadableSubmission
from autograder.nbgrader.harmless import harmless
from autograder.nbgrader.issued import IssuedCell, IssuedNotebook
from autograder.submission.listing import counted, listed
from autograder.submission.notebook_json import RawCell, RawNotebook
from autograder.submission.source import read_raw_notebook

#: Where in a notebook's metadata the sentences about its damage stand.
DAMAGE = "rectify_damage"

#: More of a student's own cells, or a longer one, would only keep busy who renders or reads them.
_MOST_CELLS = 1000
_LONGEST_CELL = 100_000
#: What decides of points. (``locked`` nbgrader sets by itself.)
_DECISIVE = ("grade", "solution", "task", "points")

#: What the gradebook has of a cell, and a student never had, stands between lines with these words.
_CUT_OUT = ("MARK SCHEME", "HIDDEN TESTS")
_DEFINITION = re.compile(r"^(?:async def|def|class)[ \t]+(\w+)", re.MULTILINE)


@dataclass
class _Place:
    """One cell of the mended notebook on its way: what was issued there, and what the student has there."""

    issued: IssuedCell | None
    submitted: RawCell | None


@dataclass
class _Mended:
    places: list[_Place] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)


def mend(submitted: RawNotebook, issued: IssuedNotebook) -> dict[str, Any]:
    """The notebook of nbformat 4.5 that takes the points of what was ``submitted``.

    The student's cells keep their order; outputs and all metadata but nbgrader's are left behind. What was put right is
    listed in the notebook's metadata under ``rectify_damage``.
    """
    mended = _Mended(damage=list(submitted.remarks))
    known = {cell.grade_id: cell for cell in issued.cells}
    owners = _owners(submitted.cells, issued, mended.damage)
    for cell in submitted.cells:
        own = known.get(owners.get(cell.name, ""))
        mended.places += _placed(_shortened(cell, mended.damage), own, mended.damage)
    _leave_out_excess(mended)
    _add_missing(mended, issued)
    cells = [{**_built(place), "id": f"cell-{number}"} for number, place in enumerate(mended.places, 1)]
    metadata: dict[str, Any] = {"kernelspec": issued.kernelspec, "language_info": {"name": "python"}}
    if mended.damage:
        metadata[DAMAGE] = mended.damage
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def read_as_far_as_possible(path: Path) -> RawNotebook:
    """The submitted notebook; where it cannot be read, one without cells that says why."""
    try:
        return read_raw_notebook(path)
    except UnreadableSubmission as problem:
        return RawNotebook((), None, (str(problem),))


def _owners(cells: Sequence[RawCell], issued: IssuedNotebook, damage: list[str]) -> dict[str, str]:
    """Which issued cell each submitted one is, by the names of both: by its mark, else by what it holds."""
    known = {cell.grade_id: cell for cell in issued.cells}
    by_mark: dict[str, list[RawCell]] = {}
    for cell in cells:
        if cell.grade_id in known:
            by_mark.setdefault(cell.grade_id, []).append(cell)
    owners: dict[str, str] = {}
    changed: list[str] = []
    for grade_id, claimants in by_mark.items():
        chosen = _last_answer(claimants, known[grade_id])
        owners[chosen.name] = grade_id
        if len(claimants) > 1:
            names = listed([cell.name for cell in claimants])
            damage.append(f"`{grade_id}` is there {len(claimants)} times ({names}); {chosen.name} was taken for it.")
        if any(chosen.marks.get(key) != known[grade_id].marks.get(key) for key in _DECISIVE):
            changed.append(f"`{grade_id}`")
    if changed:
        damage.append(f"nbgrader's marks were changed in {listed(changed)}; they are again as they were given out.")
    missing = [cell for cell in issued.cells if cell.grade_id not in by_mark]
    lost = {cell.name: grade_id for cell, grade_id in _by_content(cells, missing, owners)}
    if lost:
        graded = [f"`{grade_id}`" for grade_id in lost.values() if not known[grade_id].is_locked]
        named = f": {listed(graded)}" if graded else ""
        damage.append(f"{counted(len(lost), 'cell')} without nbgrader's marks, found by what stands there{named}.")
    return {**owners, **lost}


def _last_answer(claimants: Sequence[RawCell], issued: IssuedCell) -> RawCell:
    """The last of them that is of the right type and says more than what was issued, else the last."""
    typed = [cell for cell in claimants if cell.kind == issued.kind] or list(claimants)
    if issued.is_locked:
        return typed[-1]
    return ([cell for cell in typed if not _is_untouched(cell, issued)] or typed)[-1]


def _by_content(
    cells: Sequence[RawCell], missing: Sequence[IssuedCell], owners: dict[str, str]
) -> Iterator[tuple[RawCell, str]]:
    """Cells without a mark whose text tells what they are: a definition's name, the text that was issued, a prompt."""
    free = [cell for cell in cells if cell.name not in owners]
    definitions = {cell.name: set(_DEFINITION.findall(cell.source)) for cell in free}
    texts = {cell.name: _normal(cell.source) for cell in free}
    found: dict[str, str] = {}
    for issued in missing:
        wanted = set(_DEFINITION.findall(issued.source)) if issued.is_solution and issued.kind == "code" else set()
        given = _normal(_as_released(issued.source))
        for cell in reversed(free):
            same_text = issued.is_locked and texts[cell.name] == given
            if cell.name not in found and (same_text or wanted & definitions[cell.name]):
                found[cell.name] = issued.grade_id
                yield cell, issued.grade_id
                break
    yield from _answers_by_prompt(cells, missing, {**owners, **found})


def _answers_by_prompt(
    cells: Sequence[RawCell], missing: Sequence[IssuedCell], owners: dict[str, str]
) -> Iterator[tuple[RawCell, str]]:
    """An answer in words that lost its mark is the first text below its prompt that is nothing else."""
    wanted = {cell.grade_id for cell in missing if cell.by_hand and cell.kind == "markdown"}
    for grade_id in sorted(wanted):
        prompt = f"prompt_{grade_id.removeprefix('question_')}"
        below = False
        for cell in cells:
            owner = owners.get(cell.name)
            if below and owner is None and not cell.is_code and cell.source.strip():
                yield cell, grade_id
                break
            if below and owner is not None:
                break
            below = below or owner == prompt


def _as_released(source: str) -> str:
    """A locked cell's text without what `nbgrader generate_assignment` cuts out of it, line by line, for students."""
    lines: list[str] = []
    end = ""
    for line in source.split("\n"):
        if end:
            end = "" if end in line else end
        elif begun := next((what for what in _CUT_OUT if f"BEGIN {what}" in line), ""):
            end = f"END {begun}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _shortened(cell: RawCell, damage: list[str]) -> RawCell:
    if len(cell.source) <= _LONGEST_CELL:
        return cell
    damage.append(f"{cell.name} has {len(cell.source)} characters; its first {_LONGEST_CELL} are here.")
    return replace(cell, source=cell.source[:_LONGEST_CELL])


def _leave_out_excess(mended: _Mended) -> None:
    own = [number for number, place in enumerate(mended.places) if place.issued is None]
    if len(own) > _MOST_CELLS:
        left_out = set(own[_MOST_CELLS:])
        mended.places = [place for number, place in enumerate(mended.places) if number not in left_out]
        mended.damage.append(f"Cells of the student's own after the first {_MOST_CELLS} are not here: {len(left_out)}.")


def _placed(cell: RawCell, issued: IssuedCell | None, damage: list[str]) -> Iterator[_Place]:
    if issued is None:
        if cell.source.strip():
            yield _Place(None, cell)
        return
    what = f"`{issued.grade_id}` ({cell.name})"
    if cell.kind != issued.kind:
        damage.append(f"{what} was made a cell of {cell.kind[:20]!r}; it is {issued.kind} again.")
    if issued.is_locked and _normal(cell.source) not in {_normal(issued.source), _normal(_as_released(issued.source))}:
        damage.append(f"{what} is a locked cell, and was changed; what stood there is kept above it.")
        yield _Place(None, cell)
    yield _Place(issued, cell)


def _add_missing(mended: _Mended, issued: IssuedNotebook) -> None:
    """Put back each cell that takes points or holds an answer, after the nearest cell above it that is there."""
    nothing_read = not mended.places
    here = {place.issued.grade_id for place in mended.places if place.issued is not None}
    before: list[str] = []
    missing: list[str] = []
    for cell in issued.cells:
        if (cell.points is not None or cell.is_solution) and cell.grade_id not in here:
            above = {*before}
            spots = [n for n, place in enumerate(mended.places, 1) if place.issued and place.issued.grade_id in above]
            mended.places.insert(max(spots, default=0), _Place(cell, None))
            missing.append(
                f"`{cell.grade_id}` was missing; it was put back as it was given out."
                if cell.points is not None
                else f"`{cell.grade_id}` was missing; what it should define was looked for in all other cells."
            )
            here.add(cell.grade_id)
        before.append(cell.grade_id)
    # Where nothing at all could be read, that has been said.
    mended.damage += [] if nothing_read and mended.damage else missing


def _built(place: _Place) -> dict[str, Any]:
    issued, submitted = place.issued, place.submitted
    kind = issued.kind if issued else submitted.kind if submitted and submitted.kind in {"code", "markdown"} else "raw"
    if issued is not None and submitted is None and issued.points is None:
        # Not as it was given out: nbgrader would say that nobody had answered, and the answer may stand elsewhere.
        source = f"# There was no cell `{issued.grade_id}`."
    elif issued is not None and (issued.is_locked or submitted is None):
        source = issued.source
    else:
        assert submitted is not None
        source = submitted.source if kind == "code" else harmless(submitted.source, submitted.pictures)
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
    if kind == "markdown" and submitted is not None and submitted.pictures:
        cell["attachments"] = submitted.pictures
    if issued is not None:
        cell["metadata"]["nbgrader"] = issued.marks
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _is_untouched(cell: RawCell, issued: IssuedCell) -> bool:
    return _normal(cell.source) == _normal(issued.source)


def _normal(text: str) -> str:
    return " ".join(text.split())
