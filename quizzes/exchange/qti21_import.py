"""Reads QTI 2.0, 2.1, 2.2 and 3.0: packages, and single items."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizzes.exchange.drafts import MACHINE_MADE, Draft, item_name
from quizzes.exchange.html_texts import Texts
from quizzes.exchange.losses import Imported
from quizzes.exchange.qti2_kinds import item_data
from quizzes.exchange.qti2_manifest import Described, described, of_bank
from quizzes.exchange.qti2_question import Asked, read_item
from quizzes.exchange.qti2_scores import Processing
from quizzes.exchange.qti2_terms import EXPLANATION
from quizzes.exchange.qti12_question import number_in
from quizzes.exchange.qti30_names import as_qti2
from quizzes.exchange.xml_files import first_element, parts, roots_named

TARGET = "QTI 2"
ITEMS = {"assessmentItem", "qti-assessment-item"}
TESTS = {"assessmentTest", "qti-assessment-test"}
#: Beyond so many elements an item is none that a person made.
MAX_ELEMENTS = 20_000
#: Names of feedback that is meant for everyone, or for whoever is right.
EXPLAINING = (EXPLANATION, "general_fb", "general", "solution", "correct_fb", "correct")


def recognises(data: bytes, name: str) -> bool:
    """Whether some document's first element is that of an item of QTI 2 or 3."""
    return any(first_element(content) in ITEMS for content in parts(data, name).values())


def import_bank(data: bytes, name: str) -> Imported:
    """The bank of all items in the file, groups taken apart. Raises ImportRefused where there is none."""
    documents = {path: as_qti2(root) for path, root in roots_named(data, name, ITEMS | TESTS | {"manifest"}).items()}
    items = {path: root for path, root in documents.items() if root.tag == "assessmentItem"}
    tests = {path: root for path, root in documents.items() if root.tag == "assessmentTest"}
    manifests = [root for root in documents.values() if root.tag == "manifest"]
    known = {path: each for manifest in manifests for path, each in described(manifest).items()}
    draft = Draft(TARGET, name)
    for manifest in manifests:
        for objective, sentence in of_bank(manifest).objectives.items():
            draft.objective(sentence, objective)
    weights = _weights(draft, tests)
    # In the order of the tests, and then those that stand in none.
    for path in sorted(items, key=lambda path: (list(weights).index(path) if path in weights else len(weights), path)):
        _take(draft, items[path], known.get(path, Described()), weights.get(path, 1))
    heading = next((of_bank(manifest) for manifest in manifests), Described())
    titles = [heading.title, *(root.get("title", "") for root in tests.values())]
    names = [heading.name, *(root.get("identifier", "") for root in tests.values())]
    meant = [each.removeprefix("_") for each in names if each and not MACHINE_MADE.search(each)]
    return draft.finish(
        title=next(filter(None, titles), ""), description=heading.description, name=next(iter(meant), "")
    )


def _weights(draft: Draft, tests: dict[str, Element]) -> dict[str, float]:
    """The paths of items in the order of the tests, with the weight that their points have there."""
    weights: dict[str, float] = {}
    for path, test in tests.items():
        for section in test.iter("assessmentSection"):
            selection = section.find("selection")
            count = len(section.findall("assessmentItemRef"))
            if selection is not None and count:
                title = section.get("title") or section.get("identifier", "")
                some = selection.get("select", "some")
                draft.lose(f"of the group `{title}` a student got {some} of {count}: all of them are items here")
        for reference in test.iter("assessmentItemRef"):
            item = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(reference.get("href", ""))))
            weight = reference.find("weight")
            weights.setdefault(item, number_in(weight.get("value", "")) or 1 if weight is not None else 1)
    return weights


def _take(draft: Draft, root: Element, known: Described, weight: float) -> None:
    texts = Texts()
    if sum(1 for _element in root.iter()) > MAX_ELEMENTS:
        draft.lose(f"left out: it has more than {MAX_ELEMENTS:,} elements", draft.name(root.get("identifier", "")))
        return
    asked = read_item(root)
    texts.lost += asked.lost
    data = item_data(asked, texts)
    own = asked.name.removeprefix("_") if asked.label else asked.name
    name = item_name([own, asked.title, known.title], texts.words(asked.stem))
    if isinstance(data, str):
        draft.lose(f"left out: {data}", draft.name(name))
        return
    data.setdefault("stem", texts.markdown(asked.stem))
    draft.add({"id": name, **data, **_common(draft, asked, known, weight, texts)}, texts.lost)


def _common(draft: Draft, asked: Asked, known: Described, weight: float, texts: Texts) -> dict[str, Any]:
    """What items of every kind have, as far as the package tells."""
    objectives = [draft.objective(sentence, name) for name, sentence in known.objectives.items()]
    return {
        "points": _points(asked) * weight,
        "difficulty": known.difficulty,
        "objectives": list(dict.fromkeys(objectives))[:5],
        "source": texts.line(known.source),
        "explanation": texts.markdown(_explanation(asked)),
    }


def _points(asked: Asked) -> float:
    """What a full response earns: as declared, else the most that the rules give; a hundred are percents."""
    if asked.maximum:
        return asked.maximum
    processing = Processing(asked.rules)
    mapped = [sum(v for v in each.mapping.values() if v > 0) for each in asked.declared.values() if processing.maps]
    most = max([*mapped, *(branch.points for branch in processing.scored)], default=0)
    return 0 if most == 100 else most


def _explanation(asked: Asked) -> str:
    """What everyone is shown, else whoever is right; as HTML."""
    shown = [*Processing(asked.rules).always.feedback, *EXPLAINING]
    return next((asked.feedback[name] for name in shown if asked.feedback.get(name)), "")
