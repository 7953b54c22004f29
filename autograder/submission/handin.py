"""Who handed in what: files, folders and archives, in the layouts that learning platforms export."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from autograder.errors import OperatorError, WrongUsage
from autograder.submission.archive import ZIP_LIMITS, ZipLimits, unpack_zip
from autograder.submission.layouts import read_attempt, read_file_name, read_folder_name
from autograder.submission.listing import listed
from autograder.submission.source import shown

_SOURCE = (".py", ".ipynb")
#: What browsers and Windows hang behind a name whose own suffix they do not know: `smooth.ipynb.txt`.
_HUNG_ON = {".txt", ".json"}
_CLUTTER = {"__MACOSX", "__pycache__"}
_DEEPEST = 8
_KEY_BYTES = 100
_HAS_DIGEST = re.compile(r"-[0-9a-f]{12}$", re.IGNORECASE)
_NO_FILE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_A_LINK = "is a symbolic link, which is never followed"


@dataclass(frozen=True)
class Handin:
    """One student's hand-in for one assignment, or in ``error`` why there is none that can be graded.

    ``key`` names the student's files: safe on every file system, and unique among what one ``find_handins`` found.
    """

    student: str
    path: Path
    late: bool = False
    remarks: tuple[str, ...] = ()
    error: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", _slug(self.student))


def find_handins(
    paths: Sequence[Path], assignment: str, *, workspace: Path | None = None, zip_limits: ZipLimits = ZIP_LIMITS
) -> list[Handin]:
    """One hand-in per student from files, folders and zip archives, sorted by student.

    Archives are unpacked in fresh folders inside ``workspace``, which the caller removes. What is wrong with one
    student's files becomes that hand-in's ``error``. Raises WrongUsage where a path is wrong or holds nothing.
    """
    if not paths:
        raise WrongUsage("There is nothing to grade: give a file, a folder or a zip archive of submissions.")
    # By root and not by path: what a shell's `*` spells out file by file is still one folder.
    by_root: dict[Path, dict[_Entry, None]] = defaultdict(dict)
    for path in paths:
        entries, root = _entries_at(path, workspace, zip_limits)
        if not _handins_of(entries, root, assignment):
            raise WrongUsage(
                f"`{shown(path)}` holds no hand-in: no `.py`, no `.ipynb` and no student's folder. Check the path."
            )
        by_root[root].update(dict.fromkeys(entries))
    handins = _one_for_each([one for root, here in by_root.items() for one in _handins_of(here, root, assignment)])
    keys = _keys([handin.student for handin in handins])
    return [replace(handin, key=keys[handin.student]) for handin in handins]


class _Owner(NamedTuple):
    student: str
    identifier: str = ""


class _Entry(NamedTuple):
    """A file or folder below a root; ``problem``, where there is one, goes on from its name."""

    parts: tuple[str, ...]
    path: Path
    problem: str = ""
    is_folder: bool = False


class _Piece(NamedTuple):
    """One file of one student, under the name that the student gave it."""

    entry: _Entry
    stem: str
    suffix: str
    late: bool = False
    attempt: int = 0

    @property
    def name(self) -> str:
        return f"`{shown(self.entry.path.name)}`"


def _entries_at(path: Path, workspace: Path | None, zip_limits: ZipLimits) -> tuple[list[_Entry], Path]:
    """What is at ``path``, and below which root. No link is followed even here: a shell's ``*`` may name one."""
    given = Path(os.path.abspath(path))
    if os.path.islink(given):
        return [_Entry((given.name,), given, _A_LINK)], given.parent
    if os.path.isdir(given):
        as_student = read_folder_name(given.name)
        prefix = (given.name,) if as_student else ()
        return list(_walk(given, prefix)), given.parent if as_student else given
    if os.path.isfile(given) and given.suffix.lower() == ".zip":
        return _unpacked(given, workspace, zip_limits)
    if os.path.exists(given) and _split(given.name)[1] in _SOURCE:
        return [_Entry((given.name,), given)], given.parent
    problem = "is no submission" if os.path.exists(given) else "does not exist"
    raise WrongUsage(f"`{shown(path)}` {problem}. Give a `.py` or `.ipynb` file, a folder or a zip archive of them.")


def _unpacked(path: Path, workspace: Path | None, zip_limits: ZipLimits) -> tuple[list[_Entry], Path]:
    if workspace is None:
        raise OperatorError(f"`{shown(path)}` is an archive, and there is no folder to unpack it in. Unpack it first.")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        # The archive's own name, as a lone answer in it takes its student's name from there.
        into = Path(tempfile.mkdtemp(prefix="unpacked-", dir=workspace)) / (path.stem.strip(".") or "archive")
        into.mkdir()
    except OSError as problem:
        raise OperatorError(f"`{workspace}` cannot be written: {problem.strerror}. Choose another folder.") from problem
    refused = [one for one in unpack_zip(path, into, zip_limits) if not any(map(_is_clutter, one.parts))]
    entries = list(_walk(into))
    # A refused member counts towards the one top folder too, unless it lies about its place.
    tops = {entry.parts[0] for entry in entries} | {one.parts[0] for one in refused if one.keeps_its_place}
    entries += [_Entry(one.parts, into.joinpath(*one.parts), one.reason) for one in refused]
    top = into / min(tops, default="")
    if len(tops) != 1 or not top.is_dir() or read_folder_name(top.name):
        return entries, into
    inside = [entry._replace(parts=entry.parts[1:]) if entry.parts[0] == top.name else entry for entry in entries]
    return [entry for entry in inside if entry.parts], top


def _walk(folder: Path, parts: tuple[str, ...] = ()) -> Iterator[_Entry]:
    if parts:
        yield _Entry(parts, folder, is_folder=True)
    try:
        children = sorted(os.scandir(folder), key=lambda child: child.name)
    except OSError as problem:
        if not parts:
            raise OperatorError(f"`{folder}` cannot be listed: {problem.strerror}. Check its permissions.") from problem
        yield _Entry((*parts, "."), folder, f"cannot be listed ({problem.strerror})")
        return
    for child in children:
        here, path = (*parts, child.name), folder / child.name
        if _is_clutter(child.name):
            continue
        if child.is_symlink():
            yield _Entry(here, path, _A_LINK)
        elif not child.is_dir(follow_symlinks=False):
            yield _Entry(here, path)
        elif len(here) < _DEEPEST:
            yield from _walk(path, here)


def _is_clutter(name: str) -> bool:
    return name.startswith(".") or name in _CLUTTER


def is_nobodys(name: str) -> bool:
    """Whether a file of that ``name``, in no student's folder, is no hand-in. Clutter is not looked at at all."""
    return not _is_clutter(name) and read_file_name(name) is None and _split(name)[1] not in (*_SOURCE, ".zip")


def _handins_of(entries: Iterable[_Entry], root: Path, assignment: str) -> list[tuple[_Owner, Handin]]:
    """A platform's export is grouped by its students and their numbers; a plain folder by what lies side by side."""
    groups: dict[tuple[_Owner, Path], list[_Piece]] = defaultdict(list)
    for entry in entries:
        top = entry.parts[0]
        if entry.is_folder or len(entry.parts) > 1:
            label = read_folder_name(top)
            owner = _owner(label.student, label.identifier) if label else _owner(top)
            group = groups[owner, root if owner.identifier else root / top]
            if not entry.is_folder:
                group.append(_Piece(entry, *_split(entry.parts[-1])))
        elif flat := _flat(entry, root, assignment):
            owner, piece = flat
            groups[owner, root].append(piece)
    return [(owner, _choose(owner.student, pieces, place, assignment)) for (owner, place), pieces in groups.items()]


def _flat(entry: _Entry, root: Path, assignment: str) -> tuple[_Owner, _Piece] | None:
    """Whose file this is by its name alone, or None where it is nobody's."""
    name = entry.parts[0]
    if label := read_file_name(name):
        stem, suffix = _split(label.name)
        stem, attempt = read_attempt(stem) if label.platform == "Canvas" else (stem, 0)
        return _owner(label.student, label.identifier), _Piece(entry, stem, suffix, label.late, attempt)
    if not entry.problem and is_nobodys(name):
        return None
    stem, suffix = _split(name)
    is_named = suffix in _SOURCE and stem.casefold() == assignment.casefold()
    return _owner(root.name if is_named and root.name else stem), _Piece(entry, stem, suffix)


def _owner(student: str, identifier: str = "") -> _Owner:
    return _Owner(unicodedata.normalize("NFC", shown(student).strip()) or "unnamed", identifier)


def _split(name: str) -> tuple[str, str]:
    stem, suffix = os.path.splitext(name)
    if suffix.lower() in _HUNG_ON and os.path.splitext(stem)[1].lower() in _SOURCE:
        stem, suffix = os.path.splitext(stem)
    return stem, suffix.lower()


def _choose(student: str, pieces: list[_Piece], place: Path, assignment: str) -> Handin:
    sources = [piece for piece in pieces if piece.suffix in _SOURCE]
    if not sources:
        return Handin(student, pieces[0].entry.path if pieces else place, error=_nothing_usable(pieces))
    pool = [piece for piece in sources if piece.stem.casefold() == assignment.casefold()] or sources
    remarks = []
    if len({piece.stem.casefold() for piece in pool}) == 1:
        last = max(piece.attempt for piece in pool)
        latest = [piece for piece in pool if piece.attempt == last]
        if len(latest) < len(pool):
            remarks.append(f"Handed in more than once: {latest[0].name} is the last, the earlier ones were left out.")
        pool = [piece for piece in latest if piece.suffix == ".py"] or latest
        if len(pool) < len(latest):
            remarks.append(f"Handed in as `.py` and as `.ipynb`: {pool[0].name} was taken, the notebook was left out.")
    if len(pool) > 1:
        names = listed([f"`{shown('/'.join(piece.entry.parts))}`" for piece in pool])
        return Handin(student, place, error=f"Which one? {names}: keep one, or name it `{assignment}.py`.")
    [chosen] = pool
    if chosen.entry.problem:
        error = f"{chosen.name} {chosen.entry.problem}. Hand in the file itself."
        return Handin(student, chosen.entry.path, chosen.late, error=error)
    remarks += [f"{piece.name} {piece.entry.problem}." for piece in pieces if piece.entry.problem]
    return Handin(student, chosen.entry.path, chosen.late, tuple(remarks))


def _nothing_usable(pieces: list[_Piece]) -> str:
    if not pieces:
        return "There is no `.py` or `.ipynb`: the folder is empty."
    if problems := [f"{piece.name} {piece.entry.problem}" for piece in pieces if piece.entry.problem]:
        return f"There is no `.py` or `.ipynb` that can be read: {listed(problems)}. Hand in the file itself."
    names = listed([piece.name for piece in pieces])
    remedy = "Unpack the archive there." if any(piece.suffix == ".zip" for piece in pieces) else "Hand in the source."
    return f"There is no `.py` or `.ipynb`, only {names}. {remedy}"


def _one_for_each(found: list[tuple[_Owner, Handin]]) -> list[Handin]:
    """One hand-in per student: namesakes get their numbers, and two hand-ins of one student an error."""
    identifiers: dict[str, set[str]] = defaultdict(set)
    for owner, _ in found:
        identifiers[owner.student].add(owner.identifier)
    by_student: dict[str, dict[Path, Handin]] = defaultdict(dict)
    for (name, identifier), handin in found:
        has_namesakes = len(identifiers[name]) > 1 and "" not in identifiers[name]
        student = f"{name} ({identifier})" if has_namesakes else name
        by_student[student][handin.path] = replace(handin, student=student, key="")
    for student, by_path in by_student.items():
        if len(by_path) > 1:
            error = f"{len(by_path)} hand-ins: {listed([f'`{shown(path)}`' for path in by_path])}; keep one."
            by_student[student] = {first: Handin(student, first, error=error) for first in list(by_path)[:1]}
    handins = (handin for by_path in by_student.values() for handin in by_path.values())
    return sorted(handins, key=lambda handin: (handin.student.casefold(), handin.student))


def _keys(students: list[str]) -> dict[str, str]:
    """A file name for each of the distinct ``students``.

    Those whose names would meet get a digest, and so does a name that looks as if it had one: no key meets another.
    """
    meeting = Counter(_folded(_slug(student)) for student in students)
    keys = {}
    for student in students:
        keys[student] = _slug(student)
        if meeting[_folded(keys[student])] > 1 or _HAS_DIGEST.search(keys[student]):
            digest = hashlib.sha256(student.encode()).hexdigest()[:12]
            keys[student] = f"{_slug(student, _KEY_BYTES - len(digest) - 1)}-{digest}"
    return keys


def _slug(student: str, most_bytes: int = _KEY_BYTES) -> str:
    """Letters, marks, digits, ``.``, ``-`` and ``_`` of ``student``: no separator, no leading dot, no device's name."""
    kept = "".join(
        character if character.isalnum() or character in "._" or unicodedata.category(character)[0] == "M" else "-"
        for character in unicodedata.normalize("NFC", student)
    )
    slug = re.sub("-+", "-", kept).strip("-.")
    if _NO_FILE_NAME.fullmatch(slug):
        slug = f"_{slug}"
    return slug.encode()[:most_bytes].decode(errors="ignore").rstrip("-.") or "student"


def _folded(key: str) -> str:
    """What a file system that ignores case, or writes accents apart, may take ``key`` for."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())
