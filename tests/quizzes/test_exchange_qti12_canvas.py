"""QTI 1.2 for Canvas: valid by the official document type, and such that Canvas's importer reads what is meant."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exchange.package import unpack
from quizzes.exchange.qti12_canvas_export import PACKAGING, export_bank
from quizzes.exchange.qti12_entry import ends, forms
from quizzes.exchange.xml_safety import parse_xml, without_namespaces
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from tests.quizzes.official_schemas import problems, qti12_dtd
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import ITEMS, around, data, item, read
from tests.thorough import examples

RANDOM = settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
NAMESPACES = re.compile(rb' xmlns(:xsi)?="[^"]*"| xsi:schemaLocation="[^"]*"')


def files_of(bank: Bank, variants: int = 3) -> dict[str, bytes]:
    return unpack(export_bank(bank, variants=variants, seed=1).content, "bank.zip")


def assert_valid(bank: Bank) -> None:
    from lxml import etree

    files = files_of(bank)
    root = etree.fromstring(NAMESPACES.sub(b"", files[f"{bank.bank}/{bank.bank}.xml"]))
    assert qti12_dtd().validate(root), qti12_dtd().error_log
    # The manifest is of the version that Canvas writes, whose elements are those of the official one.
    manifest = files["imsmanifest.xml"].replace(PACKAGING.encode(), b"http://www.imsglobal.org/xsd/imscp_v1p1")
    assert not problems(manifest, "imscp_v1p1.xsd")


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_is_valid_and_written_the_same_twice(name: str) -> None:
    """The quiz by the document type, the manifest by its schema."""
    pytest.importorskip("lxml", reason="validating needs lxml: make .venv/.dev")
    bank = bundled_bank(name)
    assert export_bank(bank, variants=3, seed=1) == export_bank(bank, variants=3, seed=1)
    assert_valid(bank)


@pytest.mark.parametrize("kind", BY_KIND)
@RANDOM
@given(st.data())
def test_any_item_of_a_kind_is_valid(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold."""
    pytest.importorskip("lxml", reason="validating needs lxml: make .venv/.dev")
    if bank := bank_with(choose.draw(items(kind))):
        assert_valid(bank)


def written(one: Any) -> Element:
    """The item's element."""
    bank = around(one)
    return root_of(bank).findall(".//item")[0]


def root_of(bank: Bank, variants: int = 3) -> Element:
    return without_namespaces(parse_xml(files_of(bank, variants)[f"{bank.bank}/{bank.bank}.xml"], "quiz.xml"))


def fields(element: Element) -> dict[str, str]:
    return {
        each.findtext("fieldlabel", ""): each.findtext("fieldentry", "") for each in element.iter("qtimetadatafield")
    }


def lost(one: Any) -> str:
    return "\n".join(map(str, export_bank(around(one), variants=2, seed=1).losses))


TYPES = {
    "single_choice": "multiple_choice_question",
    "multiple_response": "multiple_answers_question",
    "true_false": "true_false_question",
    "numeric": "numerical_question",
    "short_text": "short_answer_question",
    "matching": "matching_question",
    "ordering": "matching_question",
    "cloze": "fill_in_multiple_blanks_question",
    "code_output": "short_answer_question",
}


@pytest.mark.parametrize("kind", ITEMS)
def test_each_kind_is_a_question_of_canvas_with_its_points(kind: str) -> None:
    """Named in the words that Canvas reads."""
    element = written(item(kind))
    assert (fields(element)["question_type"], fields(element)["points_possible"]) == (TYPES[kind], "6")
    assert element.get("ident") == "item" and element.get("label") == kind


def test_every_accepted_text_stands_in_a_condition_and_no_other() -> None:
    """Canvas takes each text in any condition of a short answer for a right one."""
    element = written(item("short_text"))
    assert [each.text for each in element.iter("varequal")] == ["Leaky ReLU", "LReLU"]
    assert "`wrong`: a field has feedback for what is right alone" in lost(item("short_text"))


def test_names_of_feedback_hold_no_word_that_canvas_reads() -> None:
    """A feedback called `wrong-sign_fb` would be said to everyone who is wrong."""
    one = data("single_choice")
    one["options"][1]["id"] = "wrong-sign"
    element = written(read(one).items[0])
    names = {each.get("ident", "") for each in element.iter("itemfeedback")}
    assert "general_fb" in names and not any("wrong" in name for name in names)
    assert "`id`, of an option: a numeral stands for it" in lost(read(one).items[0])


@pytest.mark.parametrize("kind", ["matching", "ordering"])
def test_what_is_matched_has_numerals_for_names(kind: str) -> None:
    """Canvas keeps the first digits of such a name alone."""
    element = written(item(kind))
    names = [each.get("ident", "") for each in element.iter("response_label")]
    assert all(name.isdigit() for name in names)
    parts = [each.get("ident", "") for each in element.iter("response_lid")]
    assert all(re.fullmatch("response_[0-9]+", name) for name in parts) and len(set(parts)) == len(parts)


def test_the_same_option_in_two_lists_has_two_names() -> None:
    """Canvas looks answers up by their name in the whole question."""
    blank = {"kind": "choice", "options": data("single_choice")["options"]}
    one = data("cloze", stem="[[a]] [[b]]", blanks={"a": blank, "b": blank})
    element = written(read(one).items[0])
    names = [each.get("ident") for each in element.iter("response_label")]
    assert fields(element)["question_type"] == "multiple_dropdowns_question"
    assert len(set(names)) == len(names) == 6
    assert "<span>[a]</span> <span>[b]</span>" in element.findtext(".//mattext", "")


def test_lists_and_fields_in_one_text_are_all_typed() -> None:
    """What can be chosen stands in brackets behind its field; that is on the loss list."""
    element = written(item("cloze"))
    assert "[one] (right / wrong / worse)" in element.findtext(".//mattext", "")
    assert "`kind`, `options`, `stem`: a list and a field cannot stand in one text" in lost(item("cloze"))
    assert "`weight`: each blank has the same share there" in lost(item("cloze"))
    assert "`scoring`: each blank earns its share" in lost(item("cloze", scoring="all_or_nothing"))


def test_a_blank_in_a_formula_has_its_field_below() -> None:
    """Nothing can stand inside a formula."""
    blank = {"kind": "short_text", "key": "x"}
    one = item("cloze", stem="$x = [[a]]$", blanks={"a": blank})
    assert "<p>a: <span>[a]</span></p>" in written(one).findtext(".//mattext", "")
    assert "`stem`: a blank in a formula has its field below the text" in lost(one)


@pytest.mark.parametrize(
    ("tolerance", "low", "high"),
    [
        ({"absolute": 0.01}, "0.24", "0.26"),
        ({"relative": 0.1}, "0.225", "0.275"),
        ({"interval": [0.2, 1e-1 + 0.2]}, "0.2", "0.30000000000000004"),
    ],
)
def test_ends_are_computed_as_decimals(tolerance: dict[str, Any], low: str, high: str) -> None:
    """0.25 and 0.01 make 0.26, which floats do not."""
    one: Any = item("numeric", tolerance=tolerance)
    assert ends(one) == (low, high)
    element = written(one)
    assert [each.text for tag in ("vargte", "varlte") for each in element.iter(tag)] == [low, high]
    is_range = "interval" in tolerance
    assert (next(element.iter("varequal"), None) is None) == is_range
    assert ("`key`" in lost(one)) == is_range and ("`tolerance`" in lost(one)) == ("relative" in tolerance)


def test_a_number_in_a_text_is_accepted_as_people_round_it() -> None:
    """Each rounding that is near enough."""
    one: Any = item("numeric", key=0.7311, tolerance={"absolute": 0.002}, wrong=None, proof=None, unproven="u")
    assert forms(one)[:3] == ["0.7311", "0.73", "0.731"]
    whole: Any = item("numeric", key=-0.0, tolerance={"absolute": 0}, wrong=None, proof=None, unproven="u")
    assert forms(whole)[0] == "0"


def test_a_unit_stands_in_the_text() -> None:
    """Canvas has no place behind the field."""
    one = item("numeric", unit="m/s")
    assert "<p>(m/s)</p>" in written(one).findtext(".//mattext", "") and "`unit`, `stem`" in lost(one)


@pytest.mark.parametrize(
    ("scoring", "keys", "is_lost"),
    [("right_minus_wrong", 2, False), ("per_option", 2, True), ("right_minus_wrong", 1, True)],
)
def test_how_canvas_scores_choices_is_said_where_it_differs(scoring: str, keys: int, is_lost: bool) -> None:
    """Its way is right less wrong where there are as many keys as distractors."""
    options = [{"text": str(place), "key": place < keys, "reason": "r"} for place in range(4)]
    assert (
        "`scoring`: Canvas takes off" in lost(item("multiple_response", options=options, scoring=scoring))
    ) == is_lost


def test_what_canvas_does_otherwise_is_said() -> None:
    """Partial scores of matching and ordering, the order of options, case, outputs of several lines."""
    assert "`scoring`: each pair earns its share" in lost(item("matching", scoring="all_or_nothing"))
    assert "`scoring`: each place earns its share" in lost(item("ordering", scoring="adjacent_pairs"))
    assert "`kind`: it leaves as matching each place with its entry" in lost(item("ordering"))
    assert "`shuffle`: Canvas shuffles all options of a quiz" in lost(item("single_choice", shuffle=False))
    assert "`ignore`: Canvas compares texts without regard to case" in lost(item("short_text", ignore=[]))
    assert "`key`: it has several lines" in lost(item("code_output", key="1\n2"))
    assert "`reason`, of an `extra`" in lost(item("matching"))
    assert "`right`, `text`: plain text" in lost(item("ordering", entries=[{"text": "$x$"}, {"text": "y"}]))


def test_variants_leave_as_a_group_that_picks_one() -> None:
    """Each item says its points, from which Canvas takes those of the group."""
    section = next(
        each for each in root_of(bundled_bank("gallery"), 4).iter("section") if each.get("title") == "leaky-relu-value"
    )
    assert section.findtext("selection_ordering/selection/selection_number") == "1"
    assert [each.get("ident") for each in section.iter("item")] == [f"leaky-relu-value-v{n}" for n in range(1, 5)]


def test_the_quiz_has_its_settings_beside_it() -> None:
    """With the points of one sitting, in which a group counts once."""
    bank = bundled_bank("gallery")
    settings_of = without_namespaces(parse_xml(files_of(bank)["gallery/assessment_meta.xml"], "meta.xml"))
    assert settings_of.findtext("title") == bank.title
    assert float(settings_of.findtext("points_possible", "")) == bank.points
