"""GIFT as a bank, read as Moodle reads it: what no kind of item asks is on the loss list, with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from quizzes.exchange.gift_blocks import CATEGORY, Block, blocks
from quizzes.exchange.gift_signs import format_of, restored
from quizzes.exchange.losses import Imported
from quizzes.exchange.moodle_bank import bank_of
from quizzes.exchange.moodle_cloze import embedded
from quizzes.exchange.moodle_question import Answer, Category, Pair, Question
from quizzes.exchange.moodle_text import as_html
from quizzes.exchange.refusals import ImportRefused

TARGET = "gift"
NAMES = {".gift", ".txt"}
NAMED = re.compile(r"::(.*?)::", re.DOTALL)
WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
LOOKS_LIKE_GIFT = re.compile(rb"^::|^\$CATEGORY:|\{[^{}]*[=~#TF][^{}]*\}", re.MULTILINE)
HEAD_BYTES = 65_536
GAP = "_____"
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
#: The types of Moodle's that an embedded answer can be.
EMBEDDED = {"multichoice": "MULTICHOICE_S", "numerical": "NUMERICAL", "shortanswer": "SHORTANSWER"}


def recognises(data: bytes, name: str) -> bool:
    """Whether the file says so by its name, or holds a question in braces; XML and packages do not."""
    head = data[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"PK\x03\x04")):
        return False
    suffix = PurePath(name).suffix.lower()
    return suffix == ".gift" or (suffix in {".txt", ""} and bool(LOOKS_LIKE_GIFT.search(head.replace(b"\0", b""))))


def import_bank(data: bytes, name: str) -> Imported:
    """The bank in a file of GIFT. Raises ImportRefused for one that is broken, with the line."""
    return bank_of(list(_read(data, name)), TARGET, name)


def _read(data: bytes, name: str) -> Iterator[Category | Question]:
    category = Category()
    for block in blocks(data, name):
        if found := CATEGORY.match(block.text):
            names = restored(found[1]).strip().replace("//", "\0").split("/")
            category = Category(tuple(each.replace("\0", "/").strip() for each in names))
            yield category
        else:
            question = _question(block, name)
            question.category = category
            yield question


def _question(block: Block, file: str) -> Question:
    text = block.text.strip()
    question = Question("", idnumber=block.idnumber, tags=block.tags, line=block.line)
    if named := NAMED.match(text):
        question.name, text = " ".join(restored(named[1]).split()), text[named.end() :]
    question.name = question.name or _name_of(text.partition("{")[0])
    start, end = text.find("{"), text.find("}")
    _check_braces(block, start, end, file)
    if start < 0:
        question.kind = "description"
        return question
    before, section, behind = text[:start].lstrip(), text[start + 1 : end].strip(), text[end + 1 :]
    if "{" in behind or "}" in behind or "{" in section:
        question.lost.append(r"left out: it has several pairs of braces; those that mean themselves are `\{` and `\}`")
        return question
    stem, how = format_of(before, "moodle_auto_format")
    if "####" in section:
        section, _sign, feedback = section.rpartition("####")
        question.feedback = _html(feedback, how)
    question.text = _html(f"{stem}{GAP}{behind}" if _says(behind) else stem, how)
    _read_answers(question, section.strip(), how)
    if "kind:cloze" in question.tags and question.kind in EMBEDDED:
        question.tags.remove("kind:cloze")
        code = embedded(EMBEDDED[question.kind], 1, question.answers)
        question.kind, question.text = "cloze", f"{restored(stem)}{code}{restored(behind)}"
    return question


def _check_braces(block: Block, start: int, end: int, file: str) -> None:
    if (start < 0) == (end < 0) and start <= end:
        return
    # The text of the question begins behind its name, so that the place is looked for anew.
    sign = "{" if end < 0 else "}"
    line = block.line_of(block.text.index(sign))
    what = f"has a `{sign}` without its partner in line {line}, in the question that starts in line {block.line}"
    raise ImportRefused(file, what, rf"answers stand between `{{` and `}}`, without a blank line; else write `\{sign}`")


def _says(behind: str) -> bool:
    """Whether what stands behind the answers is more than the end of a sentence."""
    return bool(re.search(r"\w", restored(behind)))


def _name_of(stem: str) -> str:
    """The first words, as Moodle names a question without a name."""
    return " ".join(re.sub(r"<[^<>]*>", " ", restored(format_of(stem.strip(), "")[0])).split()[:8])


def _read_answers(question: Question, section: str, how: str) -> None:
    kind = _kind(section)
    question.kind = kind
    if kind in READERS:
        READERS[kind](question, section, how)


def _kind(section: str) -> str:
    """The type of a question by the signs in its answers."""
    if not section:
        return "essay"
    if section[0] in "#>":
        return "numerical" if section[0] == "#" else "ordering"
    if "~" in section:
        return "multichoice"
    if "=" in section and "->" in section:
        return "match"
    return "truefalse" if section.partition("#")[0].strip().upper() in TRUTHS else "shortanswer"


def _multichoice(question: Question, section: str, how: str) -> None:
    question.single = "=" in section
    for entry in _entries(section.replace("=", "~="), "~"):
        is_key = entry.startswith("=")
        fraction, text = (1.0, entry[1:]) if is_key else _weighted(entry, 0)
        answer, feedback = _commented(text, how)
        question.answers.append(Answer(_html(answer, how), fraction, feedback))


def _match(question: Question, section: str, how: str) -> None:
    for entry in _entries(section, "="):
        left, arrow, right = entry.partition("->")
        if arrow:
            question.pairs.append(Pair(_html(left.strip(), how), restored(right).strip()))
        else:
            question.lost.append(f"`{restored(entry)}`, which has no partner")


def _truefalse(question: Question, section: str, how: str) -> None:
    word, _sign, feedback = section.partition("#")
    wrong, _sign, right = feedback.partition("#")
    key = TRUTHS[word.strip().upper()]
    question.answers = [
        Answer("true" if key else "false", 1, _html(right.strip(), how)),
        Answer("false" if key else "true", 0, _html(wrong.strip(), how)),
    ]


def _shortanswer(question: Question, section: str, how: str) -> None:
    for entry in _entries(section, "="):
        fraction, text = _weighted(entry, 1)
        answer, feedback = _commented(text, how)
        question.answers.append(Answer(restored(format_of(answer, how)[0]).strip(), fraction, feedback))


def _numerical(question: Question, section: str, how: str) -> None:
    right, tilde, wrong = section[1:].partition("~")
    for entry in _entries(right, "="):
        fraction, text = _weighted(entry, 1)
        number, feedback = _commented(text, how)
        answer, tolerance = _range(restored(number))
        question.answers.append(Answer(answer, fraction, feedback, tolerance))
    if tilde:
        question.answers.append(Answer("*", 0, _commented(wrong, how)[1]))


def _ordering(question: Question, section: str, how: str) -> None:
    """Moodle's own addition: a line of options, then an entry in each line."""
    options, *entries = section[1:].split("\n")
    named = [word for word in options.upper().split() if len(word) > 3]
    question.grading = next((word for word in named if word.startswith(("ALL_OR", "ABS", "REL", "LONG"))), "")
    question.answers = [Answer(_html(entry.strip(), how), 1) for entry in entries if entry.strip()]


def _entries(section: str, sign: str) -> list[str]:
    """What stands behind each sign; before the first one an answer may stand without it."""
    return [entry.strip() for entry in section.split(sign) if entry.strip()]


def _weighted(entry: str, default: float) -> tuple[float, str]:
    weight = WEIGHT.match(entry)
    return (float(weight[1]) / 100, entry[weight.end() :].strip()) if weight else (default, entry)


def _commented(entry: str, how: str) -> tuple[str, str]:
    answer, _sign, feedback = entry.partition("#")
    return answer.strip(), _html(feedback.strip(), how)


def _range(text: str) -> tuple[str, float]:
    """A number and its tolerance, from `3`, `3:2` or `1..5`."""
    try:
        if ".." in text[1:]:
            low, high = (float(end) for end in text.split("..", 1))
            return f"{(low + high) / 2:.12g}", float(f"{(high - low) / 2:.12g}")
        number, _colon, tolerance = text.partition(":")
        return number.strip(), float(tolerance or 0)
    except ValueError:
        return text, 0.0


def _html(text: str, how: str) -> str:
    text, how = format_of(text.strip(), how)
    return as_html(restored(text).strip(), how)


READERS: dict[str, Callable[[Question, str, str], None]] = {
    "multichoice": _multichoice,
    "match": _match,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "ordering": _ordering,
}
