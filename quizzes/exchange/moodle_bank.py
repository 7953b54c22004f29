"""A bank of questions as they were read from a file of Moodle's."""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePath

from quizzes.errors import quoted
from quizzes.exchange.drafts import Draft, slug
from quizzes.exchange.html_markdown import plain_markdown
from quizzes.exchange.losses import Imported
from quizzes.exchange.moodle_items import item_data
from quizzes.exchange.moodle_question import Category, Question
from quizzes.exchange.moodle_text import definitions, line_of, markdown_of, without_last
from quizzes.exchange.refusals import ImportRefused

OBJECTIVES = '<dl class="objectives">'
#: Categories that every course has, and that say nothing.
EVERY = re.compile(r"\$\w+\$|top|system|course|defaults?", re.IGNORECASE)
DEFAULT = re.compile(r"defaults? (for|in) ", re.IGNORECASE)
MAX_OBJECTIVES = 5
#: More than a bank takes, so that what is over is named; and no file can hold a reader up.
MAX_QUESTIONS, MAX_ANSWERS = 5_000, 100


def bank_of(read: list[Category | Question], target: str, file: str) -> Imported:
    """The bank of what a file holds, in its order. Raises ImportRefused for too many questions, or none of any use."""
    draft = Draft(target, file)
    questions = [each for each in read if isinstance(each, Question)]
    if len(questions) > MAX_QUESTIONS:
        allowed = f"at most {MAX_QUESTIONS:,}: export one category at a time"
        raise ImportRefused(file, f"holds {len(questions):,} questions", allowed)
    categories = [each for each in read if isinstance(each, Category)]
    top = _top(questions, categories)
    sentences: dict[str, str] = {}
    for category in categories:
        sentences |= _sentences(category.info)
    for question in questions:
        _add(question, draft, sentences)
    lost: list[str] = []
    info, _listed = without_last(top.info, OBJECTIVES, "</dl>")
    description = markdown_of(info, lost, "the description of its category")
    unused = sentences.keys() - draft.objectives.keys()
    for what in [*lost, *(f"the objective {quoted(name)}, which no item serves" for name in sorted(unused))]:
        draft.lose(what)
    stem = PurePath(file).name.split(".")[0]
    title = plain_markdown(top.path[-1]) if top.path else stem
    return draft.finish(title=title, description=description, name=slug(top.idnumber or stem, "imported"))


def _add(question: Question, draft: Draft, sentences: dict[str, str]) -> None:
    many = max(len(question.answers), len(question.pairs), len(question.hints))
    if many > MAX_ANSWERS:
        question.lost.append(f"left out: it has {many} answers, pairs or hints; at most {MAX_ANSWERS}")
    data = item_data(question) if many <= MAX_ANSWERS else None
    if data is None:
        where = f" (line {question.line})" if question.line else ""
        for what in question.lost:
            draft.lose(f"{what}{where}", slug(question.idnumber or question.name, "question"))
        return
    names = question.tags or _path(question.category)[-1:]
    if len(names) > MAX_OBJECTIVES:
        question.lost.append(f"the tags {', '.join(map(quoted, names[MAX_OBJECTIVES:]))}")
    named = [draft.objective(sentences.get(name, name), name) for name in names[:MAX_OBJECTIVES]]
    data["objectives"] = list(dict.fromkeys(named))
    if _words(question.name) != _words(str(data["id"])):
        question.lost.append(f"its name {quoted(question.name)}")
    draft.add(data, question.lost)


def _words(text: str) -> str:
    """The letters and digits of a text, by which a name and the id made of it are the same."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _path(category: Category) -> list[str]:
    """The names on the way to a category that say something."""
    names = [DEFAULT.sub("", name.strip()) for name in category.path]
    return [name for name in names if name and not EVERY.fullmatch(name)]


def _top(questions: list[Question], categories: list[Category]) -> Category:
    """The category that holds all questions, with what is said of it; without a name where there is none."""
    common: list[str] = []
    for names in zip(*(_path(question.category) for question in questions), strict=False):
        if len(set(names)) > 1:
            break
        common.append(names[0])
    found = next((each for each in categories if _path(each) == common), Category())
    return Category(tuple(common), found.info, found.idnumber)


def _sentences(info: str) -> dict[str, str]:
    """The sentence of each objective, where a category's description lists them."""
    _info, listed = without_last(info, OBJECTIVES, "</dl>")
    found = definitions(listed or "").items()
    return {unescape(name): line_of(sentence, [], "an objective") for name, sentence in found}
