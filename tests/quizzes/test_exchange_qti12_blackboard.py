"""Blackboard pools: its own words in a document that is QTI 1.2 otherwise, and that comes back."""

from typing import Any
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exchange.package import unpack
from quizzes.exchange.qti12_blackboard_export import BLACKBOARD, export_bank
from quizzes.exchange.xml_safety import parse_xml, without_namespaces
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from tests.quizzes import qti12_round_trip
from tests.quizzes.official_schemas import qti12_dtd
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import ITEMS, around, data, item, read
from tests.thorough import examples

pytest.importorskip("defusedxml", reason="reading XML needs defusedxml: make .venv/.dev")


def pool_of(bank: Bank, variants: int = 2) -> Element:
    files = unpack(export_bank(bank, variants=variants, seed="1").content, "pool.zip")
    return without_namespaces(parse_xml(files["res00001.dat"], "pool"))


def as_standard(root: Element) -> Element:
    """The document without what is Blackboard's own: its descriptions, its name for a text and for a variable."""
    for parent in list(root.iter()):
        for child in list(parent):
            is_own = child.tag.startswith(("bbmd_", "qmd_absolute", "qmd_instructor"))
            if is_own or child.tag in {"assessmentmetadata", "sectionmetadata"}:
                parent.remove(child)
    for element in root.iter():
        if element.tag == "mat_extension":
            element.tag, text = "mattext", element[0]
            element.text = text.text
            element.remove(text)
        if name := element.attrib.pop("variablename", ""):
            element.set("varname", name)
    for description in root.iter("itemmetadata"):
        # The standard has these two in another order.
        description[:] = sorted(description, key=lambda each: each.tag)
    return root


def assert_valid(bank: Bank) -> None:
    from lxml import etree

    root = etree.fromstring(tostring(as_standard(pool_of(bank))))
    assert qti12_dtd().validate(root), qti12_dtd().error_log


def assert_comes_back(bank: Bank) -> None:
    exported = export_bank(bank, variants=qti12_round_trip.VARIANTS, seed=qti12_round_trip.SEED)
    qti12_round_trip.assert_comes_back(bank, exported, "pool.zip")


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_is_valid_and_comes_back(name: str) -> None:
    """And is written the same twice."""
    pytest.importorskip("lxml", reason="validating needs lxml: make .venv/.dev")
    bank = bundled_bank(name)
    assert export_bank(bank, variants=2, seed=1) == export_bank(bank, variants=2, seed=1)
    assert_valid(bank)
    assert_comes_back(bank)


@pytest.mark.parametrize("kind", BY_KIND)
@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_item_is_valid_and_comes_back(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold."""
    pytest.importorskip("lxml", reason="validating needs lxml: make .venv/.dev")
    if bank := bank_with(choose.draw(items(kind))):
        assert_valid(bank)
        assert_comes_back(bank)


TYPES = {
    "single_choice": "Multiple Choice",
    "multiple_response": "Multiple Answer",
    "true_false": "True/False",
    "numeric": "Numeric",
    "short_text": "Fill in the Blank",
    "matching": "Matching",
    "ordering": "Ordering",
    "cloze": "Fill in the Blank Plus",
    "code_output": "Fill in the Blank",
}


@pytest.mark.parametrize("kind", ITEMS)
def test_each_kind_is_a_question_of_blackboard_with_its_points(kind: str) -> None:
    """Named in the words that Blackboard reads, in the blocks that it and Moodle look for."""
    question = pool_of(around(item(kind))).findall(".//item")[0]
    described = {each.tag: each.text for each in question.findall("itemmetadata/*")}
    assert (described["bbmd_questiontype"], described["qmd_absolutescore_max"]) == (TYPES[kind], "6")
    blocks = [each.get("class") for each in question.findall("presentation/flow/flow")]
    assert blocks[:2] == ["QUESTION_BLOCK", "RESPONSE_BLOCK"]
    assert blocks[2:] == (["RIGHT_MATCH_BLOCK"] if kind == "matching" else [])


def test_the_manifest_leads_to_the_pool() -> None:
    """By attributes of Blackboard's own namespace."""
    files = unpack(export_bank(around(item("numeric")), variants=1, seed=1).content, "pool.zip")
    resource = next(parse_xml(files["imsmanifest.xml"], "m").iter("resource"))
    assert resource.get(f"{{{BLACKBOARD}}}file") == "res00001.dat" and ".bb-package-info" in files
    assert resource.get("type") == "assessment/x-bb-qti-pool"


def test_a_left_side_has_names_of_its_own_for_the_same_texts() -> None:
    """They stand in a block beside, in the same order."""
    question = pool_of(around(item("matching"))).findall(".//item")[0]
    names = [each.get("ident") for each in question.iter("response_label")]
    assert len(set(names)) == len(names) == 9
    tests = [(each.get("respident"), each.text) for each in question.iter("varequal")]
    lists = {
        each.get("ident"): [one.get("ident") for one in each.iter("response_label")]
        for each in question.iter("response_lid")
    }
    assert [lists[name].index(value) for name, value in tests] == [0, 1, 0]


def test_an_options_reason_is_said_by_a_condition_about_the_option() -> None:
    """And what is right stands before all else."""
    question = pool_of(around(item("single_choice"))).findall(".//item")[0]
    conditions = list(question.iter("respcondition"))
    assert [each.get("title") for each in conditions] == ["correct", "incorrect", None, None]
    own = [each.get("respident") for each in conditions[2].iter("varequal")]
    assert own == [each.get("linkrefid") for each in conditions[2].iter("displayfeedback")]


def lost(one: Any) -> str:
    return "\n".join(map(str, export_bank(around(one), variants=2, seed=1).losses))


def test_what_blackboard_does_otherwise_is_said() -> None:
    """Parts of points, reasons of pairs, units, outputs of several lines, groups."""
    parts = "`scoring`: Blackboard gives parts of the points in its own way"
    for kind, whole in (("multiple_response", True), ("ordering", False), ("cloze", False)):
        assert (parts in lost(item(kind))) != whole
        assert parts not in lost(item(kind, scoring="all_or_nothing"))
    assert "`reason`: there is feedback for the whole question alone" in lost(item("matching"))
    assert "`unit`, `stem`: the unit stands in the text" in lost(item("numeric", unit="s"))
    assert "`tolerance`: relative" in lost(item("numeric", tolerance={"relative": 0.1}))
    assert "`key`: it has several lines" in lost(item("code_output", key="1\n2"))
    assert "`wrong`: a field has feedback for what is right alone" in lost(item("short_text"))
    assert "`explanation`: whoever is wrong is shown the reason" in lost(item("true_false"))
    varying = read(data("numeric", stem="{{ x }}", variables={"x": {"integers": [1, 3]}}))
    said = [loss.what for loss in export_bank(varying, variants=2, seed=1).losses]
    assert "`variables`: a pool has no groups; draw from it with a random block" in said
