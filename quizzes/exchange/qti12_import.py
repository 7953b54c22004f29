"""Reads QTI 1.2: zips of Canvas and text2qti, Blackboard's pools, Common Cartridges, or a single document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, tostring

from quizzes.exchange.drafts import MACHINE_MADE, Draft, item_name
from quizzes.exchange.html_texts import Texts
from quizzes.exchange.losses import Imported
from quizzes.exchange.qti12_kinds import item_data
from quizzes.exchange.qti12_question import Given, fields_of, number_in, read_item
from quizzes.exchange.qti12_texts import html_of
from quizzes.exchange.xml_files import first_element, parts, roots_named

TARGET = "QTI 1.2"
ROOT = "questestinterop"
#: Canvas exports a course twice: what it reads itself stands in this folder.
OF_CANVAS = "non_cc_assessments/"
#: Where systems write what an item is worth, the most telling first.
POINTS = ("points_possible", "cc_weighting", "qmd_weighting", "qmd_absolutescore_max", "qmd_maximumscore")
DIFFICULTIES = {"very easy": 1, "easy": 1, "medium": 2, "moderate": 2, "difficult": 3, "hard": 3, "very difficult": 3}
#: The notes of an item in a pool that we have written.
NOTES = re.compile(r"Source: (?P<source>.*)\nObjectives: (?P<objectives>.*)")
#: Beyond so many elements an item is none that a person made.
MAX_ELEMENTS = 20_000
GENERAL = ("general_fb", "general", "correct_fb", "correct")


def recognises(data: bytes, name: str) -> bool:
    """Whether some document's first element is that of QTI 1.2."""
    return any(first_element(content) == ROOT for content in parts(data, name).values())


def import_bank(data: bytes, name: str) -> Imported:
    """The bank of all items in the file, groups taken apart. Raises ImportRefused where there is none."""
    roots = roots_named(data, name, {ROOT})
    if any(path.startswith(OF_CANVAS) for path in roots):
        roots = {path: root for path, root in roots.items() if path.startswith(OF_CANVAS)}
    draft = Draft(TARGET, name)
    seen: set[tuple[str, bytes]] = set()
    for root in roots.values():
        _declare(draft, root)
        _lose_groups(draft, root)
        worth = _points_of_groups(root)
        for item in root.iter("item"):
            # The same item stands in a quiz and in a question bank, laid out at another depth.
            known = (item.get("ident", ""), re.sub(rb">\s+<", b"><", tostring(item)).strip())
            if known in seen:
                continue
            seen.add(known)
            if sum(1 for _element in item.iter()) > MAX_ELEMENTS:
                draft.lose(f"left out: it has more than {MAX_ELEMENTS:,} elements", draft.name(known[0]))
            else:
                _take(draft, read_item(item), worth.get(item))
    settings = roots_named(data, name, {"quiz"})
    title, description = _headings(list(roots.values()), list(settings.values()))
    return draft.finish(title=title, description=description, name=_name(list(roots.values())))


def _take(draft: Draft, given: Given, worth: float | None) -> None:
    texts = Texts()
    data = item_data(given, texts)
    name = item_name([given.title, given.name], texts.words(given.stem))
    if isinstance(data, str):
        draft.lose(f"left out: {data}", draft.name(name))
        return
    if "stem" not in data:
        data["stem"] = texts.markdown(given.stem)
    data.update(_common(draft, given, texts))
    data["points"] = worth or data["points"]
    draft.add({"id": name, **data}, texts.lost)


def _common(draft: Draft, given: Given, texts: Texts) -> dict[str, Any]:
    """What items of every kind have, as far as the file tells."""
    written = [number_in(given.fields.get(label, "")) for label in POINTS]
    maximum = given.maximum if given.maximum != 100 else None
    points = next((each for each in [*written, maximum] if each and each > 0), 0)
    level = given.fields.get("qmd_levelofdifficulty", "").lower()
    notes = NOTES.fullmatch(given.fields.get("qmd_instructornotes", ""))
    named = given.fields.get("qmd_topic") or (notes["objectives"] if notes else "")
    topics = [topic.strip() for topic in named.split(",") if topic.strip()]
    return {
        "points": points,
        "difficulty": DIFFICULTIES.get(level),
        "objectives": list(dict.fromkeys(draft.objective(draft.objectives.get(t, t), t) for t in topics))[:5],
        "source": texts.line(given.fields.get("qmd_source") or (notes["source"] if notes else "")),
        "explanation": texts.markdown(_explanation(given)),
        "hints": [hint for hint in map(texts.markdown, given.hints) if hint],
    }


def _explanation(given: Given) -> str:
    """The feedback that everyone is shown, else that of whoever is right, else the solution; as HTML."""
    always = [name for each in given.conditions if each.is_unconditional for name in each.feedback]
    shown = [name for name in [*always, *GENERAL] if "incorrect" not in name.lower()]
    return next((given.feedback[name] for name in shown if given.feedback.get(name)), given.solution)


def _declare(draft: Draft, root: Element) -> None:
    """The sentences of objectives that an export of ours brings along."""
    for each in root.iter("assessment"):
        described = each.find("qtimetadata")
        fields = fields_of(described) if described is not None else {}
        for label, sentence in fields.items():
            if label.startswith("qmd_objective_"):
                draft.objective(sentence, label.removeprefix("qmd_objective_"))


def _lose_groups(draft: Draft, root: Element) -> None:
    for section in root.iter("section"):
        for selection in section.iterfind("selection_ordering/selection"):
            count = (selection.findtext("selection_number") or "").strip()
            title = section.get("title") or section.get("ident") or ""
            items = len(section.findall("item"))
            if items:
                draft.lose(
                    f"of the group `{title}` a student got {count or 'some'} of {items}: all of them are items here"
                )
            else:
                draft.lose(f"the group `{title}` draws from a bank that is not in the file")


def _points_of_groups(root: Element) -> dict[Element, float]:
    """What items are worth by the group that they are drawn from, where it says so."""
    worth = {}
    for section in root.iter("section"):
        points = number_in(section.findtext("selection_ordering/selection/selection_extension/points_per_item") or "")
        worth.update({item: points for item in section.findall("item") if points})
    return worth


def _headings(roots: list[Element], settings: list[Element]) -> tuple[str, str]:
    """The title and the description; of the first that has one, where there are several."""
    titles = [each.get("title", "") for root in roots for each in root.iter("assessment")]
    titles += [fields_of(each).get("bank_title", "") for root in roots for each in root.iter("objectbank")]
    texts = Texts()
    descriptions = [texts.markdown(each.findtext("description") or "") for each in settings]
    descriptions += list(_rubrics(roots, texts))
    return next(filter(None, titles), ""), next(filter(None, descriptions), "")


def _rubrics(roots: list[Element], texts: Texts) -> Iterator[str]:
    for root in roots:
        for each in root.iterfind("assessment/rubric"):
            yield texts.markdown(html_of(each))


def _name(roots: list[Element]) -> str:
    """The bank's name, where one assessment bears it."""
    names = {each.get("ident", "") for root in roots for each in root.iter("assessment")}
    meant = [name for name in names if not MACHINE_MADE.search(name)]
    return meant[0] if len(names) == len(meant) == 1 else ""
