r"""LaTeX formulas in one line of Unicode, for the terminal: `\frac{1}{1 + e^{-x}}` is `1/(1 + e⁻ˣ)`.

This is what banks use of LaTeX, and some more. A command that is not known is shown by its name; no backslash is left.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quizzes.texts.line import Atom, fraction, joined, single
from quizzes.texts.symbols import (
    ACCENTS,
    CHARACTERS,
    DOUBLE,
    ENVIRONMENTS,
    IGNORED,
    LOWERED,
    NAMES,
    PLAIN,
    RAISED,
    SYMBOLS,
    TEXTS,
)

PIECE = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:\.[0-9]+)?(?:e[-+][0-9]+)?|\s+|.", re.DOTALL)
FRACTIONS = frozenset(("frac", "tfrac", "dfrac", "cfrac"))
#: Two arguments, of which the second is shown.
SECOND = frozenset(("overset", "underset", "stackrel", "textcolor"))
#: Groups deeper than this are shown as they are written.
MAX_DEPTH = 20
OTHERS = frozenset(("sqrt", "binom", "begin", "end", "mathbb", "phantom", "label", "tag"))


@lru_cache(maxsize=4096)
def unicode_formula(latex: str) -> str:
    """The formula in one line, without a backslash. Whatever is given, something can be read."""
    try:
        line = joined(_Reader(latex).atoms())
    except RecursionError:  # hundreds of commands, each the argument of the one before
        line = latex.replace("\\", " ")
    return " ".join(line.split())


def unknown_commands(latex: str) -> set[str]:
    """The commands in a formula that are shown by their names alone."""
    named = {piece[1:].rstrip("*") for piece in PIECE.findall(latex) if piece.startswith("\\")}
    known = {
        "underbrace",
        "overbrace",
        "\\",
        *SYMBOLS,
        *IGNORED,
        *PLAIN,
        *NAMES,
        *TEXTS,
        *ACCENTS,
        *FRACTIONS,
        *SECOND,
        *OTHERS,
    }
    return named - known


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, latex: str, depth: int = 0) -> None:
        self.pieces: list[str] = PIECE.findall(latex) if depth < MAX_DEPTH else [latex.replace("\\", " ")]
        self.place = 0
        self.depth = depth

    def atoms(self) -> list[Atom]:
        """All of it."""
        found: list[Atom] = []
        while self.place < len(self.pieces):
            piece = self.next()
            if piece in {"^", "_"}:
                base = (
                    found.pop()
                    if found and found[-1].kind not in {"space", "relation", "comma"}
                    else Atom("ordinary", "")
                )
                found.append(self.scripted(base, piece))
            elif piece == "'":
                base = found.pop() if found else Atom("ordinary", "")
                found.append(Atom(base.kind, base.text + "′"))  # noqa: RUF001  the prime itself
            else:
                found += self.read(piece)
        return found

    def next(self) -> str:
        """The next piece of LaTeX."""
        self.place += 1
        return self.pieces[self.place - 1]

    def read(self, piece: str) -> list[Atom]:
        """What one piece, and its arguments, stand for."""
        if piece == "{":
            self.place -= 1
            return self.inner(self.raw())
        if piece in {"}", "&"} or piece.isspace():
            return []
        if piece.startswith("\\") and len(piece) > 1:
            return self.command(piece[1:].rstrip("*"))
        kind, text = CHARACTERS.get(piece, ("ordinary", piece if piece != "\\" else ""))
        return [Atom(kind, text)]

    def command(self, name: str) -> list[Atom]:
        """What a command stands for."""
        if name in SYMBOLS:
            return [Atom(*SYMBOLS[name])]
        if name in IGNORED:
            if name in {"left", "right"} and self.pieces[self.place : self.place + 1] == ["."]:
                self.place += 1  # a bracket that is not shown
            return []
        if name in FRACTIONS:
            return [fraction(self.argument(), self.argument())]
        if name in TEXTS:
            return [Atom("text", re.sub(r"[\\${}]", "", self.raw()))]
        if name in NAMES:
            return [Atom("function", re.sub(r"[\\{}\s]", "", self.raw()))]
        if name in PLAIN:
            return [Atom("ordinary", joined(self.argument()))]
        return self.other(name)

    def other(self, name: str) -> list[Atom]:
        """The commands that are like no other."""
        if name in ACCENTS:
            return [Atom("ordinary", "".join(char + ACCENTS[name] for char in joined(self.argument())))]
        if name == "sqrt":
            degree = joined(_Reader(self.bracketed(), self.depth + 1).atoms())
            return [Atom("ordinary", f"{degree.translate(RAISED)}√{single(self.argument())}")]
        if name == "mathbb":
            return [Atom("ordinary", "".join(DOUBLE.get(char, char) for char in joined(self.argument())))]
        if name == "binom":
            return [Atom("ordinary", f"C({joined(self.argument())}, {joined(self.argument())})")]
        if name == "begin":
            return self.environment(self.raw())
        return self.hidden(name)

    def hidden(self, name: str) -> list[Atom]:
        """The commands that show less than they hold, and those that are not known."""
        if name in {"phantom", "end", "label", "tag"}:
            self.raw()
            return []
        if name in SECOND:
            self.raw()
            return self.argument()
        if name in {"underbrace", "overbrace"}:
            return self.argument()
        return [] if name == "\\" else [Atom("function", name)]

    def environment(self, name: str) -> list[Atom]:
        """The rows of an environment in one line."""
        start, level = self.place, 1
        while self.place < len(self.pieces) and level:
            piece = self.next()
            level += {"\\begin": 1, "\\end": -1}.get(piece, 0)
        inside = self.pieces[start : self.place - (level == 0)]
        if level == 0:
            self.raw()
        if name == "array" and inside[:1] == ["{"]:  # how its columns are set
            inside = inside[inside.index("}") + 1 :] if "}" in inside else inside
        opening, closing = ENVIRONMENTS.get(name, ("", ""))
        between = ", " if name == "cases" else " "
        rows = [
            between.join(filter(None, (joined(_Reader("".join(cell), self.depth + 1).atoms()).strip() for cell in row)))
            for row in (_split(line, "&") for line in _split(inside, "\\\\"))
        ]
        return [Atom("text", f"{opening}{'; '.join(filter(None, rows))}{closing}")]

    def scripted(self, base: Atom, sign: str) -> Atom:
        """The base with what is raised or lowered behind it."""
        atoms, small = self.argument(), RAISED if sign == "^" else LOWERED
        text = joined(atoms).strip()
        close = text.replace(" ", "")
        if base.kind == "fraction":
            base = Atom("ordinary", f"({base.text})")
        words = len(atoms) > 1 and any(atom.kind in {"function", "text"} for atom in atoms)
        if not words and all(ord(char) in small for char in close):
            return Atom(base.kind, base.text + close.translate(small))
        bare = len(close) == 1 or re.fullmatch(r"[0-9.]+", close)
        return Atom(base.kind, f"{base.text}{sign}{close if bare else f'({text})'}")

    def argument(self) -> list[Atom]:
        """What a command is applied to: a group in braces, or one thing."""
        while self.place < len(self.pieces) and self.pieces[self.place].isspace():
            self.place += 1
        if self.place < len(self.pieces) and self.pieces[self.place].isdigit() and len(self.pieces[self.place]) > 1:
            whole = self.pieces[self.place]  # `\frac12` is a half: each digit is an argument
            self.pieces[self.place] = whole[1:]
            return [Atom("ordinary", whole[0])]
        return self.read(self.next()) if self.place < len(self.pieces) else []

    def inner(self, latex: str) -> list[Atom]:
        """What stands in braces, which makes punctuation part of a number."""
        found = _Reader(latex, self.depth + 1).atoms()
        return [Atom("ordinary", found[0].text)] if len(found) == 1 and found[0].kind in {"comma", "sign"} else found

    def raw(self) -> str:
        """The LaTeX of a group in braces, or of one piece."""
        while self.place < len(self.pieces) and self.pieces[self.place].isspace():
            self.place += 1
        if self.place >= len(self.pieces):
            return ""
        if self.pieces[self.place] != "{":
            return self.next()
        start, level = self.place + 1, 0
        while self.place < len(self.pieces):
            level += {"{": 1, "}": -1}.get(self.next(), 0)
            if not level:
                return "".join(self.pieces[start : self.place - 1])
        return "".join(self.pieces[start:])

    def bracketed(self) -> str:
        """What stands in square brackets behind a command, or nothing."""
        if self.place >= len(self.pieces) or self.pieces[self.place] != "[" or "]" not in self.pieces[self.place :]:
            return ""
        end = self.pieces.index("]", self.place)
        inside = "".join(self.pieces[self.place + 1 : end])
        self.place = end + 1
        return inside


def _split(pieces: list[str], at: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for piece in pieces:
        if piece == at:
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts
