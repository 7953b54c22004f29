"""QTI 2.1 packages: valid by the official schemas, and scored by the standard's own words as we score."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exchange.package import unpack
from quizzes.exchange.qti2_terms import EXPLANATION, identified
from quizzes.exchange.qti21_export import export_bank
from quizzes.exchange.xml_safety import parse_xml, without_namespaces
from quizzes.items.base import Item
from quizzes.reader import bundled_bank
from quizzes.scoring import grade
from quizzes.shelf import bank_names
from quizzes.variants import draw
from tests.quizzes.official_schemas import problems
from tests.quizzes.qti_processing import Attempt
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import ITEMS, around, data, item, read
from tests.thorough import examples

RANDOM = settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))


def files_of(bank: Bank, variants: int = 3) -> dict[str, bytes]:
    return unpack(export_bank(bank, variants=variants, seed=1).content, "bank.zip")


def assert_valid(bank: Bank) -> None:
    for name, document in files_of(bank).items():
        assert not problems(document, "imscp_v1p1.xsd" if name == "imsmanifest.xml" else "qtiv2p1/imsqti_v2p1.xsd")


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_is_valid_and_written_the_same_twice(name: str) -> None:
    """Every document of the package, descriptions included."""
    bank = bundled_bank(name)
    assert export_bank(bank, variants=3, seed=1) == export_bank(bank, variants=3, seed=1)
    assert_valid(bank)


@pytest.mark.parametrize("kind", BY_KIND)
@RANDOM
@given(st.data())
def test_any_item_of_a_kind_is_valid(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold."""
    if bank := bank_with(choose.draw(items(kind))):
        assert_valid(bank)


def document_of(one: Item) -> bytes:
    return files_of(around(one))[f"items/{one.id}.xml"]


def scored(one: Item, responses: dict[str, Any]) -> float:
    return Attempt(document_of(one), responses).run()[0]


SCORINGS = [
    *(("multiple_response", each) for each in ("all_or_nothing", "per_option", "right_minus_wrong")),
    *(("matching", each) for each in ("all_or_nothing", "per_pair")),
    *(("ordering", each) for each in ("all_or_nothing", "per_position", "adjacent_pairs")),
    *(("cloze", each) for each in ("all_or_nothing", "per_blank")),
]


@pytest.mark.parametrize(("kind", "scoring"), SCORINGS, ids=lambda each: each)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_response_earns_there_what_it_earns_here(kind: str, scoring: str, choose: st.DataObject) -> None:
    """By every policy, judged by an engine written from the standard."""
    one: Any = item(kind, scoring=scoring, points=5)
    response, theirs = response_to(one, choose)
    assert scored(one, theirs) == pytest.approx(grade(one, response).earned)


def response_to(one: Any, choose: st.DataObject) -> tuple[Any, dict[str, Any]]:
    """Any response, as ours and as QTI's."""
    if one.kind == "multiple_response":
        chosen = choose.draw(st.lists(st.sampled_from([o.id for o in one.options]), min_size=1, unique=True))
        return chosen, {"RESPONSE": chosen}
    if one.kind == "matching":
        given = {pair.id: choose.draw(st.sampled_from(list(one.choices))) for pair in one.pairs}
        return given, {"RESPONSE": [f"{left} {right}" for left, right in given.items()]}
    if one.kind == "ordering":
        order = choose.draw(st.permutations([entry.id for entry in one.entries]))
        return order, {"RESPONSE": tuple(order)}
    option = choose.draw(st.sampled_from(one.blanks["one"].options))
    parts = {"one": option.id, "two": choose.draw(st.sampled_from([2.0, 3.0]))}
    parts["three"] = choose.draw(st.sampled_from(["three", "THREE", "four"]))
    return parts, {**parts, "one": f"one.{option.id}"}


def test_a_response_that_is_left_out_earns_nothing() -> None:
    """Also where leaving a distractor earns a share."""
    for kind in ITEMS:
        assert scored(item(kind), {}) == 0


def test_a_full_response_earns_exactly_all_points() -> None:
    """Shares that do not add up in floats do not cost anything."""
    one: Any = item("multiple_response", scoring="per_option", points=0.7)
    keys = [option.id for option in one.options if option.key]
    assert scored(one, {"RESPONSE": keys}) == 0.7


@pytest.mark.parametrize(
    ("tolerance", "key", "right", "wrong"),
    [
        ({"absolute": 0.01}, 0.25, [0.25, 0.255], [0.27]),
        ({"absolute": 0}, 3, [3.0], [3.001]),
        ({"relative": 0.07}, 10, [9.4, 10.6], [9.2, 10.8]),
        ({"relative": 0.07}, -10, [-9.4, -10.6], [-9.2, -10.8]),
        ({"interval": [1, 4]}, 2, [1.0, 4.0], [0.9, 4.1]),
    ],
)
def test_each_tolerance_accepts_there_what_it_accepts_here(
    tolerance: dict[str, Any], key: float, right: list[float], wrong: list[float]
) -> None:
    """Absolute, relative, an interval; a relative one around a negative key as the width that it amounts to."""
    one = item("numeric", tolerance=tolerance, key=key, wrong=None, proof=None, unproven="n")
    assert [scored(one, {"RESPONSE": number}) for number in [*right, *wrong]] == [6.0] * len(right) + [0.0] * len(wrong)
    losses = export_bank(around(one), variants=1, seed=1).losses
    assert any("`tolerance`" in loss.what for loss in losses) == ("relative" in tolerance and key < 0)


@pytest.mark.parametrize(("text", "earned"), [("leaky relu", 6), ("LReLU", 6), ("relu", 0)])
def test_a_text_is_accepted_without_regard_to_case(text: str, earned: float) -> None:
    """Where the item says so, as is the default."""
    assert scored(item("short_text"), {"RESPONSE": text}) == earned
    assert scored(item("short_text", ignore=[]), {"RESPONSE": "leaky relu"}) == 0


def test_an_output_is_accepted_with_and_without_the_spaces_that_do_not_count() -> None:
    """The key, and its form without them; others on the way are not."""
    one = item("code_output", key="[1, 2]\n3")
    assert [scored(one, {"RESPONSE": text}) for text in ("[1, 2]\n3", "[1,2]\n3", "[1 2]\n3")] == [6, 6, 0]


FEEDBACK = [
    ("single_choice", "wrong", {"No."}),
    ("single_choice", "right", set()),
    ("multiple_response", ["wrong", "right"], {"No."}),
    ("true_false", "false", {"It is."}),
    ("numeric", 0.5, {"Half."}),
    ("numeric", 0.25, set()),
    ("short_text", "RELU", {"Leaks."}),
    ("code_output", "3", {"A sum."}),
]


@pytest.mark.parametrize(("kind", "response", "said"), FEEDBACK)
def test_what_is_said_is_the_reason_and_the_explanation(kind: str, response: Any, said: set[str]) -> None:
    """The reason of what was responded, and always why the key is right."""
    one: Any = item(kind)
    names = {option.text: option.id for option in getattr(one, "options", [])}
    chosen = [names[each] for each in response] if isinstance(response, list) else names.get(response, response)
    document = document_of(one)
    shown = Attempt(document, {"RESPONSE": chosen}).run()[1]
    texts = {each.get("identifier"): "".join(each.itertext()) for each in parsed(document).iter("modalFeedback")}
    assert {texts[name] for name in shown} == said | {"Because."} and EXPLANATION in shown


def parsed(document: bytes) -> Any:
    return without_namespaces(parse_xml(document, "a.xml"))


def test_matching_says_why_not_that_partner() -> None:
    """An extra's reason to whoever chose it, the pair's to whoever chose another partner."""
    one: Any = bundled_bank("gallery").item("ranges-of-four")
    given = {pair.id: pair.right_id for pair in one.pairs}
    given[one.pairs[1].id] = one.extra[0].id
    given[one.pairs[2].id] = one.pairs[0].right_id
    shown = Attempt(document_of(one), {"RESPONSE": [f"{a} {b}" for a, b in given.items()]}).run()[1]
    assert shown == {EXPLANATION, f"EXTRA.{one.extra[0].id}", f"PAIR.{one.pairs[2].id}"}


def test_variants_leave_as_a_section_of_which_one_is_drawn() -> None:
    """Each with its own document, all in the manifest."""
    files = files_of(bundled_bank("gallery"), variants=4)
    test = parsed(files["test.xml"])
    section = next(each for each in test.iter("assessmentSection") if each.get("title") == "leaky-relu-value")
    assert [each.get("href") for each in section.iter("assessmentItemRef")] == [
        f"items/leaky-relu-value-v{number}.xml" for number in range(1, 5)
    ]
    assert [each.get("select") for each in section.iter("selection")] == ["1"]
    listed = {each.get("href") for each in parsed(files["imsmanifest.xml"]).iter("file")}
    assert listed == set(files) - {"imsmanifest.xml"}


def test_the_manifest_says_what_an_item_asks_for() -> None:
    """Some readers take the kind of a question from there."""
    manifest = parsed(files_of(around(item("cloze")))["imsmanifest.xml"])
    asked = [each.text for each in manifest.iter("interactionType")]
    assert asked == ["inlineChoiceInteraction", "textEntryInteraction"]


def test_names_that_no_identifier_may_have_are_written_so_that_they_may() -> None:
    """An identifier starts with no digit."""
    one = data("single_choice", id="2-layers")
    one["options"][0]["id"] = "7"
    root = parsed(files_of(read(one))["items/2-layers.xml"])
    assert root.get("identifier") == "_2-layers" and identified("7") == "_7"
    assert next(root.iter("value")).text == "_7"


def test_a_blank_in_a_formula_has_its_field_below() -> None:
    """Nothing can stand inside a formula."""
    one = data("cloze", stem="$x = [[one]]$ and [[two]] and [[three]]")
    exported = export_bank(read(one), variants=1, seed=1)
    text = unpack(exported.content, "x")["items/item.xml"].decode()
    assert r"\(x = \boxed{\text{one}}\)" in text and "<p>one: <inlineChoiceInteraction" in text
    assert any("the blank `one` stands in a formula" in loss.what for loss in exported.losses)


def test_what_is_lost_is_said_by_the_fields_that_it_stands_in() -> None:
    """Proofs, hints, patterns, what is ignored beyond case, texts that XML cannot hold."""
    text = data("short_text", ignore=["case", "accents"], pattern="(?i:l).*", accept=None, hints=["h"])
    code = data("code_output", id="code", code="print('\x1b')", key="\x1b[0m")
    losses = export_bank(read({**text, "pattern": "[Ll].*", "wrong": []}, code), variants=1, seed=1).losses
    said = [loss.what.partition(":")[0] for loss in losses]
    assert said == ["`hints`", "`pattern`", "`ignore`", "`key`", "`code`, `key`"]
    assert str(losses[0]) == "QTI 2.1: item `item`: `hints`: no place for them"


def test_shares_of_points_are_those_of_the_policies() -> None:
    """A right neighbour of the key is worth its share wherever it stands."""
    one: Any = draw(item("ordering", scoring="adjacent_pairs"), 1)
    names = [entry.id for entry in one.entries]
    moved = [*names[1:], names[0]]
    together = sum(pair in set(pairwise(moved)) for pair in pairwise(names))
    assert scored(one, {"RESPONSE": tuple(moved)}) == float(Fraction(6, 3) * together) == 4
