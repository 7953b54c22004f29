"""What kind of item a question of QTI 1.2 is, by what its system calls it or by what it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from quizzes.exchange.html_texts import Texts
from quizzes.exchange.qti12_answers import (
    chosen,
    code_output,
    number,
    several_chosen,
    short_text,
    true_false,
)
from quizzes.exchange.qti12_arranged import matching, ordering, ordering_by_place
from quizzes.exchange.qti12_clozes import cloze
from quizzes.exchange.qti12_question import Given

#: Labels in which systems say what kind of question it is, the most telling first.
LABELS = ("question_type", "bbmd_questiontype", "qmd_questiontype", "cc_profile", "qmd_itemtype", "question type")
#: What they say, without its case and its signs, and the function that reads it.
WORDS: dict[str, Callable[[Given, Texts], dict[str, Any] | str]] = {
    "multiplechoice": chosen,
    "truefalse": true_false,
    "eitheror": chosen,
    "multipleanswer": several_chosen,
    "multipleresponse": several_chosen,
    "multiselect": several_chosen,
    "shortanswer": short_text,
    "fillinmultipleblanks": cloze,
    "fillintheblankplus": cloze,
    "fillintheblanks": cloze,
    "multipledropdowns": cloze,
    "jumbledsentence": cloze,
    "fillintheblank": short_text,
    "fib": short_text,
    "patternmatch": short_text,
    "numeric": number,
    "arithmetic": number,
    "matching": matching,
    "ordering": ordering,
}
#: Questions that nobody can grade but a person, or that hold no question.
UNGRADED = (
    "essay",
    "fileupload",
    "textonly",
    "longanswer",
    "shortresponse",
    "survey",
    "likert",
    "opinion",
    "hotspot",
    "calculated",
)
OWN = {"code_output": code_output, "ordering": ordering_by_place}


def item_data(given: Given, texts: Texts) -> dict[str, Any] | str:
    """What of the item its kind tells: fields of its YAML, or why it cannot be one."""
    own = OWN.get(given.label)
    if own and (data := own(given, texts)):
        return data
    word = next((given.fields[label] for label in LABELS if given.fields.get(label)), "")
    bare = re.sub(r"[^a-z]", "", re.sub(r"^cc\.|\.v\dp\d$|_question$", "", word.lower()))
    if ungraded := next((each for each in UNGRADED if each in bare), None):
        return f"a question of the kind `{word}`, which has no key ({ungraded})"
    reader = next((read for each, read in WORDS.items() if each in bare), None) or _by_structure(given)
    if reader in {short_text, number} and any(f"[[{each.name}]]" in given.stem for each in given.responses):
        reader = cloze
    if reader is None:
        return "a question of a kind that is not known here" + (f": `{word}`" if word else "")
    return reader(given, texts)


def _by_structure(given: Given) -> Callable[[Given, Texts], dict[str, Any] | str] | None:
    lists = [each for each in given.responses if each.labels]
    fields = [each for each in given.responses if not each.labels and each.tag in {"response_str", "response_num"}]
    if len(lists) == 1 and not fields:
        return {"Single": chosen, "Multiple": several_chosen, "Ordered": ordering}.get(lists[0].cardinality)
    if len(lists) > 1 and not fields:
        return matching
    if len(fields) == 1 and not lists and "[[" not in given.stem:
        tests = [test.tag for each in given.scored for test in each.tests]
        is_number = fields[0].type in {"Decimal", "Integer", "Scientific"} or "vargte" in tests or "varlte" in tests
        return number if is_number else short_text
    return cloze if fields else None
