"""Pieces of a formula put in one line: where spaces stand, and where brackets are needed that LaTeX shows by height."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from quizzes.texts.symbols import VULGAR, Kind


@dataclass(frozen=True)
class Atom:
    """A piece of a line and how it is spaced."""

    kind: Kind
    text: str


#: What is put in brackets above a bar.
SPREAD = frozenset(("sign", "slash", "relation", "space", "fraction", "text"))


def fraction(over: list[Atom], under: list[Atom]) -> Atom:
    """One thing over another, in brackets where they are needed."""
    top, bottom = joined(over).strip(), joined(under).strip()
    if (top, bottom) in VULGAR:
        return Atom("ordinary", VULGAR[top, bottom])
    number = re.fullmatch("\u2212?[0-9.]+", top)
    loose = any(a.kind == "function" and b.kind != "open" for a, b in pairwise(over))
    if not number and not _is_call(over) and (loose or any(atom.kind in SPREAD for atom in over)):
        top = f"({top})"
    return Atom("fraction", f"{top}/{single(under)}")


def single(atoms: list[Atom]) -> str:
    """The atoms as what stands below a bar or a root: in brackets unless it is plainly one thing."""
    text = joined(atoms).strip()
    if len(atoms) == 1 and atoms[0].kind in {"ordinary", "function"}:
        return text
    if len(atoms) == 2 and atoms[0].text in {"∂", "d"} and atoms[1].kind == "ordinary":
        return text
    return text if _is_call(atoms) else f"({text})"


def _is_call(atoms: list[Atom]) -> bool:
    """Whether it is a name and one pair of brackets: `f(x + 1)`."""
    first = next((place for place, atom in enumerate(atoms) if atom.kind == "open"), None)
    if first is None or first > 1 or (first == 1 and atoms[0].kind not in {"ordinary", "function"}):
        return False
    depth = 0
    for place, atom in enumerate(atoms[first:], start=first):
        depth += (atom.kind == "open") - (atom.kind == "close")
        if not depth:
            return place == len(atoms) - 1
    return False


def joined(atoms: list[Atom]) -> str:
    """The atoms in a line, spaced; a fraction among factors is put in brackets."""
    line, before = "", Atom("open", "")
    for place, atom in enumerate(atoms):
        after = next((each for each in atoms[place + 1 :] if each.kind != "space"), Atom("close", ""))
        line, before = _added(line, before, atom, after)
    return line


FACTORS = frozenset(("ordinary", "open", "function", "fraction", "large"))


def _added(line: str, before: Atom, atom: Atom, after: Atom) -> tuple[str, Atom]:
    """The line with one more atom, and the atom as the next one sees it."""
    if atom.kind == "space":
        return line + atom.text, before
    if atom.kind == "fraction":
        beside = before.kind in {"ordinary", "close", "function", "fraction", "slash"}
        if beside or after.kind in {*FACTORS, "slash"}:
            atom = Atom("ordinary", f"({atom.text})")
    space = ""
    if atom.kind == "relation":
        return f"{line.rstrip()} {atom.text} ", atom
    if atom.kind == "sign":
        between = before.kind not in {"sign", "slash", "relation", "open", "comma", "function", "large"}
        return (f"{line.rstrip()} {atom.text} ", atom) if between else (line + atom.text, Atom("open", ""))
    if atom.kind == "comma":
        return f"{line.rstrip()}{atom.text} ", atom
    if atom.kind in {"function", "large"} and before.kind in {"ordinary", "close", "function", "fraction"}:
        space = " "
    if before.kind == "function" and atom.kind in {"ordinary", "fraction"} and not atom.text.startswith("("):
        space = " "
    if before.kind == "large":
        space = " "
    return line + ("" if line.endswith(" ") else space) + atom.text, atom
