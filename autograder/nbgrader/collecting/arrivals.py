"""What a class handed in through a platform: whose each file is, and which of a student's files is which notebook."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.gradetables.platforms import simplified
from autograder.submission.layouts import Label, read_attempt, read_file_name, read_folder_name
from autograder.submission.source import shown

_CLUTTER = {"__MACOSX", "__pycache__"}
#: What a browser, a file manager or a student puts around a name: `relu (1)`, `Copy of relu`, `relu - Copy`.
_COPY = re.compile(r"(copy of )?(?P<stem>.+?)([ _-]*(- *)?copy)?[ _-]*(\(\d+\))?", re.IGNORECASE)
#: What a notebook is called that was made of a `.py`: a student's own is preferred.
CONVERTED = ".py.ipynb"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: where it lies, what the platform says of it, and the name that the student gave it."""

    path: Path
    label: Label
    given: str

    @property
    def owner(self) -> tuple[str, str]:
        """Whose it is: the platform and its number for the student."""
        return self.label.platform, self.label.identifier

    @property
    def is_notebook(self) -> bool:
        """Whether its name says so."""
        return self.given.lower().endswith(".ipynb")

    @property
    def stem(self) -> str:
        """The name without its ending."""
        stem = Path(self.given).stem
        return Path(stem).stem if self.given.lower().endswith(CONVERTED) else stem

    @property
    def named(self) -> str:
        """The file in a sentence."""
        return f"`{shown(self.given)}`"

    @property
    def placed(self) -> str:
        """The file in a sentence that tells it from another of the same name."""
        return f"`{shown('/'.join(self.path.parts[-2:]))}`"


@dataclass(slots=True)
class Choice:
    """Which of one student's files is which notebook; and sentences on what was guessed, and on what is missing."""

    files: dict[str, Arrival] = field(default_factory=dict)
    guesses: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_arrival(path: Path, root: Path) -> Arrival | None:
    """What the names on the way from ``root`` to a file say of it, the outermost first; None where they say nothing.

    A student's own archive was unpacked into a folder of its name: names inside it are the student's, and say nothing.
    """
    parts = path.relative_to(root).parts
    for at, part in enumerate(parts):
        is_file = at == len(parts) - 1
        label = read_file_name(part) or (None if is_file else read_folder_name(part))
        if label:
            return Arrival(path, label, label.name if is_file else parts[-1])
    return None


def is_clutter(path: Path, root: Path) -> bool:
    """Whether it is what a computer leaves beside files, and nobody hands in."""
    return any(
        part in _CLUTTER or (part.startswith(".") and not read_folder_name(part) and not read_file_name(part))
        for part in path.relative_to(root).parts
    )


def files_below(root: Path) -> list[Path]:
    """All files in a folder that somebody may have handed in, sorted. No link is followed."""
    found = []
    for folder, _, names in os.walk(root):
        paths = (Path(folder, name) for name in names)
        found += [path for path in paths if not path.is_symlink() and not is_clutter(path, root)]
    return sorted(found)


def by_owner(arrivals: Iterable[Arrival]) -> dict[tuple[str, str], list[Arrival]]:
    """The files of each student."""
    found: dict[tuple[str, str], list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        found[arrival.owner].append(arrival)
    return dict(found)


def choose(arrivals: Sequence[Arrival], notebooks: Sequence[str]) -> Choice:
    """Find among one student's files the assignment's ``notebooks``, by names as near to theirs as there are.

    Of several attempts the last is taken. Where an assignment has one notebook, a student's only file is it, whatever
    its name.
    """
    choice = Choice()
    left = list(arrivals)
    for notebook in notebooks:
        near = _nearest(left, notebook) or (left if len(notebooks) == 1 else [])
        last = _last_attempts(near, notebook)
        if not near:
            choice.problems.append(f"`{notebook}.ipynb` is not among what was handed in.")
        elif len(last) > 1:
            names = ", ".join(sorted(arrival.placed for arrival in last)[:5])
            choice.problems.append(f"Which one is `{notebook}.ipynb`? {names}: leave one in the archive.")
        else:
            choice.files[notebook] = last[0]
            choice.guesses += _guesses(last[0], near, notebook)
        left = [arrival for arrival in left if arrival not in near]
    return choice


def _guesses(taken: Arrival, near: Sequence[Arrival], notebook: str) -> list[str]:
    guesses = []
    if others := ", ".join(sorted(arrival.named for arrival in near if arrival is not taken)[:5]):
        guesses.append(f"{taken.named} is the last attempt; {others} is left out.")
    if taken.stem != notebook:
        guesses.append(f"{taken.named} is taken for `{notebook}.ipynb`.")
    return guesses


def _nearest(arrivals: Sequence[Arrival], notebook: str) -> list[Arrival]:
    distances = [_distance(arrival, notebook) for arrival in arrivals]
    least = min((distance for distance in distances if distance is not None), default=None)
    pairs = zip(arrivals, distances, strict=True)
    return [arrival for arrival, distance in pairs if distance is not None and distance == least]


def _distance(arrival: Arrival, notebook: str) -> int | None:
    """How far a file's name is from the notebook's: 0 the same, 1 a copy's, 2 with other words; None: another name."""
    wanted = notebook.casefold()
    if _attempt(arrival, notebook)[0].casefold() == wanted:
        return 0
    copy = _COPY.fullmatch(arrival.stem)
    if copy and copy["stem"].casefold() == wanted:
        return 1
    return 2 if f" {simplified(notebook)} " in f" {simplified(arrival.stem)} " else None


def _last_attempts(arrivals: Sequence[Arrival], notebook: str) -> list[Arrival]:
    """The last of the attempts where all are attempts at one file; where they are not, all of them."""
    attempts = [_attempt(arrival, notebook) for arrival in arrivals]
    if len({stem.casefold() for stem, *_ in attempts}) > 1:
        return list(arrivals)
    latest = max((order for _, *order in attempts), default=[])
    return [arrival for arrival, (_, *order) in zip(arrivals, attempts, strict=True) if order == latest]


def _attempt(arrival: Arrival, notebook: str) -> tuple[str, int, int]:
    """A file's name without its number, and which attempt at it this is: Canvas numbers names, and uploads."""
    is_numbered = arrival.label.platform == "Canvas" and arrival.stem.casefold() != notebook.casefold()
    stem, attempt = read_attempt(arrival.stem) if is_numbered else (arrival.stem, 0)
    return stem, attempt, arrival.label.upload
