"""Writes a bank as the QTI 1.2 zip that Canvas exports and imports: a quiz with a group for each parameterised item.

Canvas reads more from its own labels and files than from QTI; both are written as Canvas writes them.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.exchange import unheld
from quizzes.exchange.groups import Group, groups, variant_losses
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.package import pack
from quizzes.exchange.qti2_package import DIFFICULTIES
from quizzes.exchange.qti2_terms import number
from quizzes.exchange.qti12_item import asked, canvas_conditions, item_element, losses
from quizzes.exchange.qti12_terms import metadata
from quizzes.exchange.xhtml import to_xhtml
from quizzes.exchange.xml_build import document, node
from quizzes.items.base import Item
from quizzes.items.text import TextWanted

TARGET = "QTI 1.2 for Canvas"
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATIONS = {
    QTI: "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
    CANVAS: "https://canvas.instructure.com/xsd/cccv1p0.xsd",
    PACKAGING: "http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
}
#: What Canvas keeps in the file and shows nobody.
UNREAD = "`difficulty`, `objectives`, `source`: they stand in the file, and Canvas does not read them"


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The zip."""
    chosen = groups(bank, variants, seed)
    lost = [Loss(TARGET, "", UNREAD), *variant_losses(bank, variants, TARGET), *_shuffle_losses(bank)]
    root = node("section", ident="root_section")
    for group in chosen:
        said: dict[str, None] = {}
        root.append(_group(group, said))
        lost += [Loss(TARGET, group.name, what) for what in said]
    name, meta = bank.bank, f"{bank.bank}_meta"
    quiz = node("assessment", metadata(_bank_fields(bank)), root, ident=name, title=bank.title)
    files = {
        f"{name}/{name}.xml": written(node("questestinterop", quiz), QTI),
        f"{name}/assessment_meta.xml": written(_settings(bank, chosen), CANVAS),
        "imsmanifest.xml": written(_manifest(name, meta), PACKAGING),
    }
    return Exported(content=pack(files), suffix=".zip", losses=in_order(lost, bank))


def _group(group: Group, said: dict[str, None]) -> Element:
    elements = [_item(item, said) for item in group.items]
    if len(elements) == 1:
        return elements[0]
    # Each item says its points, from which Canvas takes those of the group.
    selection = node("selection_ordering", node("selection", node("selection_number", "1")))
    return node("section", selection, *elements, ident=f"group_{group.name}", title=group.name)


def _item(item: Item, said: dict[str, None]) -> Element:
    question = asked(item)
    said.update(dict.fromkeys([*losses(item, question), *_canvas_losses(item)]))
    fields = [
        ("question_type", question.type),
        ("points_possible", number(item.points)),
        ("original_answer_ids", ",".join(question.answers)),
        ("qmd_levelofdifficulty", DIFFICULTIES[item.difficulty]),
        ("qmd_topic", ",".join(item.objectives)),
        ("qmd_source", item.source),
    ]
    return item_element(item, question, fields, canvas_conditions(question), label=item.kind)


def _canvas_losses(item: Item) -> list[str]:
    found = list(unheld.hints(item))
    if getattr(item, "scoring", "") and item.kind == "multiple_response":
        found.append(_choices_scored(item))
    typed = [part for part in unheld.parts_of(item) if isinstance(part, TextWanted)]
    if item.kind == "code_output" or any("case" not in part.ignore for part in typed):
        found.append("`ignore`: Canvas compares texts without regard to case")
    return [what for what in found if what]


def _choices_scored(item: Item) -> str:
    """Canvas's own way: each key its share, and each distractor chosen takes as much off as a key earns."""
    options = getattr(item, "options", [])
    keys = sum(option.key for option in options)
    same = getattr(item, "scoring", "") == "right_minus_wrong" and 2 * keys == len(options)
    return "" if same else "`scoring`: Canvas takes off for each distractor chosen what a key earns"


def _shuffle_losses(bank: Bank) -> list[Loss]:
    kept = [item.id for item in bank.items if getattr(item, "shuffle", True) is False]
    return [Loss(TARGET, name, "`shuffle`: Canvas shuffles all options of a quiz") for name in kept]


def _bank_fields(bank: Bank) -> list[tuple[str, str]]:
    objectives = [(f"qmd_objective_{name}", sentence) for name, sentence in bank.objectives.items()]
    return [("cc_maxattempts", "1"), *objectives]


def _settings(bank: Bank, chosen: list[Group]) -> Element:
    """How the quiz is given, as Canvas keeps it beside its questions."""
    points = number(sum(group.points for group in chosen))
    assignment = node(
        "assignment",
        node("title", bank.title),
        node("workflow_state", "unpublished"),
        node("quiz_identifierref", bank.bank),
        node("points_possible", points),
        node("grading_type", "points"),
        node("submission_types", "online_quiz"),
        identifier=f"{bank.bank}_assignment",
    )
    return node(
        "quiz",
        node("title", bank.title),
        node("description", to_xhtml(bank.description) if bank.description else None),
        node("shuffle_answers", "true"),
        node("scoring_policy", "keep_highest"),
        node("hide_results"),
        node("quiz_type", "assignment"),
        node("points_possible", points),
        node("show_correct_answers", "true"),
        node("allowed_attempts", "1"),
        node("one_question_at_a_time", "false"),
        node("cant_go_back", "false"),
        node("available", "false"),
        assignment,
        identifier=bank.bank,
    )


def _manifest(name: str, meta: str) -> Element:
    learning = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    settings = f"{name}/assessment_meta.xml"
    return node(
        "manifest",
        node("metadata", node("schema", "IMS Content"), node("schemaversion", "1.1.3")),
        node("organizations"),
        node(
            "resources",
            node(
                "resource",
                node("file", href=f"{name}/{name}.xml"),
                node("dependency", identifierref=meta),
                identifier=name,
                type="imsqti_xmlv1p2",
            ),
            node("resource", node("file", href=settings), identifier=meta, type=learning, href=settings),
        ),
        identifier=f"{name}_manifest",
    )


def written(root: Element, space: str) -> bytes:
    """The document in its namespace."""
    root.set("xmlns", space)
    root.set("xmlns:xsi", XSI)
    root.set("xsi:schemaLocation", f"{space} {LOCATIONS[space]}")
    return document(root)
