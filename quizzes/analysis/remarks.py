"""What was left out of a file, or taken for granted in reading it: nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise


class Remarks:
    """Sentences about a file; those about many lines are gathered into one, with the lines.

    ``unit`` is what the numbers count: lines, or sittings of a record.
    """

    def __init__(self, unit: str = "line") -> None:
        self.unit = unit
        self._sentences: dict[str, list[int]] = {}

    def say(self, sentence: str) -> None:
        """Keep a sentence about the file as a whole."""
        self._sentences.setdefault(sentence, [])

    def say_of(self, line: int, sentence: str) -> None:
        """Keep a sentence about a line; counts from 1, as editors do."""
        self._sentences.setdefault(sentence, []).append(line)

    def extend(self, other: Remarks) -> None:
        """Keep all that the other keeps."""
        for sentence, lines in other._sentences.items():
            self._sentences.setdefault(sentence, []).extend(lines)

    def __iter__(self) -> Iterator[str]:
        for sentence, lines in self._sentences.items():
            yield f"{sentence} ({numbers_in_words(lines, self.unit)})" if lines else sentence


def numbers_in_words(lines: Iterable[int], unit: str) -> str:
    """``line 4``, ``lines 4, 6-9``."""
    ordered = sorted(set(lines))
    breaks = [index for index, (one, other) in enumerate(pairwise(ordered), start=1) if other > one + 1]
    runs = [ordered[start:end] for start, end in pairwise([0, *breaks, len(ordered)])]
    words = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{unit}{'s' if len(ordered) > 1 else ''} {', '.join(words)}"
