"""Items of each kind as questions of a Blackboard pool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.exchange.qti12_blackboard_terms import (
    RESPONSE,
    PoolQuestion,
    block,
    choice_list,
    formatted,
    identity,
    label,
    right,
    right_part,
    said,
    typed,
)
from quizzes.exchange.qti12_bracketed import accepted_in, bracketed, bracketed_losses
from quizzes.exchange.qti12_entry import ends, prints, shown
from quizzes.exchange.qti12_terms import equal
from quizzes.exchange.xhtml import code_block, to_inline_xhtml, to_xhtml
from quizzes.exchange.xml_build import cleaned, node
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice, TrueFalse
from quizzes.items.cloze import Cloze
from quizzes.items.numeric import Numeric
from quizzes.items.text import CodeOutput, ShortText


def question(item: Item) -> PoolQuestion:
    """The item as a question."""
    return KINDS[item.kind](item)


def _single_choice(item: SingleChoice) -> PoolQuestion:
    key = next(option for option in item.options if option.key)
    return _chosen(item, "Multiple Choice", equal(identity(item.id, key.id), RESPONSE))


def _multiple_response(item: MultipleResponse) -> PoolQuestion:
    tests = [equal(identity(item.id, option.id), RESPONSE) for option in item.options]
    each = [test if option.key else node("not", test) for option, test in zip(item.options, tests, strict=True)]
    made = _chosen(item, "Multiple Answer", node("and", *each))
    made.has_parts = item.scoring != "all_or_nothing"
    if made.has_parts:
        made.losses.append("`scoring`: Blackboard gives parts of the points in its own way")
    return made


def _chosen(item: SingleChoice | MultipleResponse, kind: str, test: Element) -> PoolQuestion:
    names = {option.id: identity(item.id, option.id) for option in item.options}
    reasons = {names[option.id]: option.reason for option in item.options if option.reason}
    cardinality = "Multiple" if kind == "Multiple Answer" else "Single"
    labels = [label(names[option.id], option.text) for option in item.options]
    response = choice_list(RESPONSE, labels, cardinality=cardinality, shuffle=item.shuffle)
    conditions = [right(test), *(said(name) for name in reasons)]
    return PoolQuestion(kind, to_xhtml(item.stem), [block("RESPONSE_BLOCK", response)], conditions, reasons)


def _true_false(item: TrueFalse) -> PoolQuestion:
    """Blackboard's own two options; the reason is what it says to whoever is wrong."""
    plain = [
        node(
            "response_label",
            node("flow_mat", node("material", node("mattext", name, texttype="text/plain")), class_="Block"),
            ident=name,
        )
        for name in ("true", "false")
    ]
    response = choice_list(RESPONSE, [node("flow_label", *plain, class_="Block")])
    full = right(equal(str(item.key).lower(), RESPONSE))
    losses = ["`explanation`: whoever is wrong is shown the reason in its place"]
    stem = to_xhtml(item.stem)
    return PoolQuestion("True/False", stem, [block("RESPONSE_BLOCK", response)], [full], losses=losses)


def _numeric(item: Numeric) -> PoolQuestion:
    stem = to_xhtml(item.stem) + (f"\n<p>({to_inline_xhtml(item.unit)})</p>" if item.unit else "")
    low, high = ends(item)
    tests = [
        node("vargte", low, respident=RESPONSE),
        node("varlte", high, respident=RESPONSE),
        equal(shown(item), RESPONSE),
    ]
    full = right_part(*tests, title=identity(item.id, "number"))
    made = PoolQuestion("Numeric", stem, [block("RESPONSE_BLOCK", typed(RESPONSE, is_number=True))], [full])
    if item.unit:
        made.losses.append("`unit`, `stem`: the unit stands in the text")
    if item.tolerance.relative is not None:
        made.losses.append("`tolerance`: relative; it leaves as the ends that it amounts to")
    return _without_wrong(made, item)


def _short_text(item: ShortText) -> PoolQuestion:
    texts = [item.key, *item.accept]
    conditions = [
        right_part(equal(text, RESPONSE, case="case" not in item.ignore), title=identity(item.id, text))
        for text in texts
    ]
    blocks = [block("RESPONSE_BLOCK", typed(RESPONSE))]
    return _without_wrong(PoolQuestion("Fill in the Blank", to_xhtml(item.stem), blocks, conditions), item)


def _code_output(item: CodeOutput) -> PoolQuestion:
    stem = f"{to_xhtml(item.stem)}\n{to_xhtml(code_block(cleaned(item.code)))}"
    conditions = [right_part(test, title=identity(item.id, test.text or "")) for test in prints(item.key, RESPONSE)]
    made = PoolQuestion("Fill in the Blank", stem, [block("RESPONSE_BLOCK", typed(RESPONSE))], conditions)
    if "\n" in item.key.strip("\n"):
        made.losses.append("`key`: it has several lines, and the field holds one")
    return _without_wrong(made, item)


def _without_wrong(made: PoolQuestion, item: Numeric | ShortText | CodeOutput) -> PoolQuestion:
    if item.wrong:
        made.losses.append("`wrong`: a field has feedback for what is right alone")
    return made


def _matching(item: Matching) -> PoolQuestion:
    """Each left side has a list without texts; those stand in a block of their own, in the same order."""
    rights = list(item.choices)
    rows, conditions = [], []
    for pair in item.pairs:
        name = identity(item.id, pair.id)
        labels = [node("response_label", ident=identity(item.id, pair.id, right_id)) for right_id in rights]
        response = choice_list(name, [node("flow_label", *labels, class_="Block")], shuffle=True)
        rows.append(block("Block", response, formatted(to_inline_xhtml(pair.left))))
        conditions.append(right_part(equal(identity(item.id, pair.id, pair.right_id), name)))
    sides = [block("Block", formatted(to_inline_xhtml(text))) for text in item.choices.values()]
    blocks = [block("RESPONSE_BLOCK", *rows), block("RIGHT_MATCH_BLOCK", *sides)]
    made = PoolQuestion("Matching", to_xhtml(item.stem), blocks, conditions, has_parts=item.scoring == "per_pair")
    if any(pair.reason for pair in item.pairs) or item.extra:
        made.losses.append("`reason`: there is feedback for the whole question alone")
    return made


def _ordering(item: Ordering) -> PoolQuestion:
    names = {entry.id: identity(item.id, entry.id) for entry in item.entries}
    labels = [label(names[entry.id], entry.text) for entry in sorted(item.entries, key=lambda entry: names[entry.id])]
    response = choice_list(RESPONSE, labels, cardinality="Ordered", shuffle=True)
    full = right(node("and", *(equal(names[entry.id], RESPONSE) for entry in item.entries)))
    made = PoolQuestion("Ordering", to_xhtml(item.stem), [block("RESPONSE_BLOCK", response)], [full])
    if item.scoring != "all_or_nothing":
        made.has_parts = True
        made.losses.append("`scoring`: Blackboard gives parts of the points in its own way")
    return made


def _cloze(item: Cloze) -> PoolQuestion:
    """A text with names in brackets, each with what is accepted for it."""
    fields = [typed(name) for name in item.order]
    accepted = []
    for name in item.order:
        case = "case" not in getattr(item.blanks[name], "ignore", ["case"])
        accepted.append([equal(text, name, case=case) for text in accepted_in(item.blanks[name])])
    full = right(node("and", *(node("or", *tests) for tests in accepted)))
    stem, unplaced = bracketed(item, dropdowns=False)
    made = PoolQuestion("Fill in the Blank Plus", stem, [block("RESPONSE_BLOCK", *fields)], [full])
    made.losses += bracketed_losses(item, unplaced, dropdowns=False)
    if item.scoring == "per_blank":
        made.has_parts = True
        made.losses.append("`scoring`: Blackboard gives parts of the points in its own way")
    return made


KINDS: dict[str, Callable[[Any], PoolQuestion]] = {
    "single_choice": _single_choice,
    "multiple_response": _multiple_response,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short_text,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "code_output": _code_output,
}
