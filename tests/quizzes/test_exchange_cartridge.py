"""Common Cartridges: valid QTI 1.2 within the profile, which knows choices and short texts in one section."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.errors import UsageError
from quizzes.exchange.cartridge_export import export_bank
from quizzes.exchange.package import unpack
from quizzes.exchange.xml_safety import parse_xml, without_namespaces
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from tests.quizzes.official_schemas import qti12_dtd
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import around, data, item, read
from tests.thorough import examples

NAMESPACES = re.compile(rb' xmlns(:xsi)?="[^"]*"| xsi:schemaLocation="[^"]*"')
#: The profile's labels, each with the values that it may have.
LABELS = {
    "cc_profile": r"cc\.(exam|multiple_choice|multiple_response|true_false|fib|pattern_match)\.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "cc_weighting": "[1-9][0-9]?",
}


def files_of(bank: Bank, variants: int = 3) -> dict[str, bytes]:
    return unpack(export_bank(bank, variants=variants, seed=1).content, "bank.imscc")


def root_of(bank: Bank, name: str = "examination.xml") -> Element:
    return without_namespaces(parse_xml(files_of(bank)[name], name))


def lost(one: Any) -> str:
    return "\n".join(map(str, export_bank(around(one), variants=2, seed=1).losses))


def assert_valid(bank: Bank) -> None:
    """By the document type of QTI 1.2, and by the rules that the profile adds to it."""
    from lxml import etree

    files = files_of(bank)
    for name in ("examination.xml", "question_bank.xml"):
        root = etree.fromstring(NAMESPACES.sub(b"", files[name]))
        assert qti12_dtd().validate(root), qti12_dtd().error_log
        assert_in_profile(root_of(bank, name))


def assert_in_profile(root: Element) -> None:
    for each in root.iter("qtimetadatafield"):
        assert re.fullmatch(LABELS[each.findtext("fieldlabel", "")], each.findtext("fieldentry", ""))
    assert len(list(root.iter("section"))) <= 1
    for one in root.iter("item"):
        assert set(one.attrib) <= {"ident", "title"}
        assert {each.get("action") for each in one.iter("setvar")} == {"Set"}
        names = {each.get("ident") for each in one.iter("itemfeedback")}
        assert {each.get("linkrefid") for each in one.iter("displayfeedback")} == names
        answers = [each.get("ident") for tag in ("response_lid", "response_str") for each in one.iter(tag)]
        assert answers == ["response1"] and {each.get("respident") for each in one.iter("varequal")} == set(answers)


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_is_valid_and_written_the_same_twice(name: str) -> None:
    """The examination and the question bank."""
    pytest.importorskip("lxml", reason="validating needs lxml: make .venv/.dev")
    bank = bundled_bank(name)
    assert export_bank(bank, variants=3, seed=1) == export_bank(bank, variants=3, seed=1)
    assert_valid(bank)


@pytest.mark.parametrize("kind", sorted(set(BY_KIND) - {"ordering"}))
@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_item_of_a_kind_is_valid(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold."""
    pytest.importorskip("lxml", reason="validating needs lxml: make .venv/.dev")
    if bank := bank_with(choose.draw(items(kind))):
        assert_valid(bank)


PROFILES = {
    "single_choice": ["cc.multiple_choice.v0p1"],
    "multiple_response": ["cc.multiple_response.v0p1"],
    "true_false": ["cc.true_false.v0p1"],
    "numeric": ["cc.fib.v0p1"],
    "short_text": ["cc.fib.v0p1"],
    "matching": ["cc.multiple_choice.v0p1"] * 3,
    "cloze": ["cc.multiple_choice.v0p1", "cc.fib.v0p1", "cc.fib.v0p1"],
    "code_output": ["cc.pattern_match.v0p1"],
}


@pytest.mark.parametrize("kind", PROFILES)
def test_each_kind_leaves_as_what_the_profile_has(kind: str) -> None:
    """In several parts where it has parts."""
    found = [
        each.findtext("fieldentry")
        for one in root_of(around(item(kind))).iter("item")
        for each in one.iter("qtimetadatafield")
        if each.findtext("fieldlabel") == "cc_profile"
    ]
    assert found == PROFILES[kind]


def test_an_ordering_is_left_out() -> None:
    """And a bank of nothing else is refused."""
    both = read(data("ordering"), data("true_false", id="other"))
    assert [each.get("ident") for each in root_of(both).iter("item")] == ["other"]
    losses = export_bank(both, variants=1, seed=1).losses
    assert "left out: a Common Cartridge has no ordering" in [loss.what for loss in losses]
    with pytest.raises(UsageError, match="`sample` holds orderings alone, and a Common Cartridge none; choose another"):
        export_bank(around(item("ordering")), variants=1, seed=1)


def test_a_pair_is_a_choice_with_the_reasons_of_its_distractors() -> None:
    """The extra's own; the pair's; or that it belongs to another."""
    pairs = [{"left": "a", "right": "1", "reason": "Since one."}, {"left": "b", "right": "2"}]
    root = root_of(around(item("matching", pairs=pairs, extra=[{"text": "3", "reason": "Nobody's."}])))
    said = [["".join(each.itertext()).strip() for each in one.iter("itemfeedback")] for one in root.iter("item")]
    assert said == [
        ["<p>Because.</p>", "<p>Since one.</p>", "<p>Nobody's.</p>"],
        ["<p>Because.</p>", "<p>This belongs to another.</p>", "<p>Nobody's.</p>"],
    ]
    assert "`points`" not in lost(item("matching", pairs=pairs))


def test_a_blank_is_an_item_that_shows_where_it_stands() -> None:
    """With its share of the points."""
    root = root_of(around(item("cloze", points=8)))
    texts = [one.findtext("presentation/material/mattext", "") for one in root.iter("item")]
    assert "(?) and (…) and (…)" in texts[0] and "What stands in place of (?)?" in texts[0]
    assert "(…) and (…) and (?)" in texts[2]
    assert [each.findtext("fieldentry") for each in root.iter("qtimetadatafield")][4::2] == ["2", "2", "4"]
    alone = item("cloze", stem="x [[a]]", blanks={"a": {"kind": "short_text", "key": "y"}})
    assert "What stands" not in root_of(around(alone)).findtext(".//item/presentation/material/mattext", "")


def test_what_the_profile_cannot_say_is_said() -> None:
    """Parts of points, tolerances, several hints, and what no label is for."""
    assert "`points`: whole ones from 1 to 99 alone" in lost(item("true_false", points=0.5))
    assert "`kind`, `tolerance`, `unit`, `wrong`" in lost(item("numeric", unit="s"))
    assert "`hints`: all of them are shown at once" in lost(item("true_false", hints=["a", "b"]))
    assert "`hints`" not in lost(item("true_false", hints=["a"]))
    assert "`scoring`: exactly the keys are right" in lost(item("multiple_response"))
    assert "`difficulty`, `objectives`, `source`: no place for them" in lost(item("true_false"))


def test_a_reason_is_not_said_to_everyone() -> None:
    """Readers take the feedback of a condition that goes on as the feedback of the whole item."""
    one = data("single_choice")
    one["options"][0]["reason"] = "Yes."
    root = root_of(read(one))
    goes_on = [each for each in root.iter("respcondition") if each.get("continue") == "Yes"]
    assert [each.get("linkrefid") for one in goes_on for each in one.iter("displayfeedback")] == ["general_fb"]
    full = next(each for each in root.iter("respcondition") if each.find("setvar") is not None)
    assert full.find("displayfeedback") is not None


def test_the_examination_has_one_variant_and_the_question_bank_all() -> None:
    """The profile has no groups."""
    bank = bundled_bank("gallery")
    for name, count in (("examination.xml", 1), ("question_bank.xml", 3)):
        names = [each.get("ident", "") for each in root_of(bank, name).iter("item")]
        assert sum(each.startswith("leaky-relu-value-v") for each in names) == count
    said = [str(loss) for loss in export_bank(bank, variants=3, seed=1).losses]
    assert any("the examination holds the first variant" in what for what in said)
