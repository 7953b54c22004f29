"""QTI 2 and 3 from elsewhere: our own exports come back, and other systems' ways of writing are understood."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exchange import qti21_export, qti30_export
from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.losses import Exported
from quizzes.exchange.package import pack
from quizzes.exchange.qti21_import import MAX_ELEMENTS, import_bank, recognises
from quizzes.reader import bundled_bank, parse_bank
from quizzes.shelf import bank_names
from tests.quizzes.exchange_differences import faults
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.thorough import examples

pytest.importorskip("defusedxml", reason="reading XML needs defusedxml: make .venv/.dev")

Export = Callable[..., Exported]


def assert_comes_back(bank: Bank, export: Export) -> None:
    exported = export(bank, variants=2, seed="1")
    assert recognises(exported.content, "bank.zip")
    imported = import_bank(exported.content, "bank.zip")
    assert not faults(bank, exported, imported, 2, "1")
    assert parse_bank(to_yaml(imported.bank)) == imported.bank


@pytest.mark.parametrize("export", [qti21_export.export_bank, qti30_export.export_bank], ids=["2.1", "3.0"])
@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_comes_back(name: str, export: Export) -> None:
    """Equal, or with each difference on the loss list."""
    assert_comes_back(bundled_bank(name), export)


@pytest.mark.parametrize("kind", BY_KIND)
@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_item_comes_back(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold, in either version."""
    if bank := bank_with(choose.draw(items(kind))):
        assert_comes_back(bank, choose.draw(st.sampled_from([qti21_export.export_bank, qti30_export.export_bank])))


MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
MAP = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response.xml"


def document(
    body: str,
    *,
    declared: str = "",
    rules: str = f'<responseProcessing template="{MATCH}"/>',
    more: str = "",
    head: str = 'identifier="one" title="One"',
) -> bytes:
    space = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
    text = f"<assessmentItem {space} {head}>{declared}<itemBody>{body}</itemBody>{rules}{more}</assessmentItem>"
    return text.encode()


def declared(
    *values: str, base: str = "identifier", cardinality: str = "single", name: str = "RESPONSE", mapping: str = ""
) -> str:
    inner = "".join(f"<value>{value}</value>" for value in values)
    correct = f"<correctResponse>{inner}</correctResponse>" if values else ""
    head = f'identifier="{name}" cardinality="{cardinality}" baseType="{base}"'
    return f"<responseDeclaration {head}>{correct}{mapping}</responseDeclaration>"


def mapping(more: str = "", **values: float) -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in values.items())
    return f"<mapping defaultValue='0' {more}>{entries}</mapping>"


def choices(*names: str, more: str = 'maxChoices="1"', tag: str = "choice", prompt: str = "") -> str:
    inner = "".join(f'<simpleChoice identifier="{name}">text {name}</simpleChoice>' for name in names)
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return f'<{tag}Interaction responseIdentifier="RESPONSE" {more}>{asked}{inner}</{tag}Interaction>'


def only(data: bytes) -> tuple[dict[str, Any], list[str]]:
    """The one item of a file, and what was lost of it besides what every file lacks."""
    imported = import_bank(data, "item.xml")
    lost = [loss.what for loss in imported.losses if not loss.what.startswith("the file has no")]
    assert len(imported.bank.items) == 1 and parse_bank(to_yaml(imported.bank)) == imported.bank
    return imported.bank.items[0].model_dump(exclude_unset=True), lost


def keys(one: dict[str, Any]) -> list[str]:
    return [option["text"] for option in one["options"] if option["key"]]


def test_a_choice_by_the_templates_of_the_standard() -> None:
    """What is declared is right, or what the mapping gives most for; the prompt belongs to the text."""
    by_key = document("<p>Before</p>" + choices("a", "b", prompt="Which <b>one</b>?"), declared=declared("b"))
    one, lost = only(by_key)
    assert (one["kind"], one["stem"], keys(one), lost) == ("single_choice", "Before\n\nWhich **one**?", ["text b"], [])
    by_map = declared(mapping=mapping(a=1, b=2))
    rules = f'<responseProcessing template="{MAP}"/>'
    one, lost = only(document("<p>s</p>" + choices("a", "b"), declared=by_map, rules=rules))
    assert (keys(one), one["points"], lost) == (["text b"], 3, ["a part of the points for the option `a`"])


def test_a_prompt_that_says_the_text_again_is_said_once() -> None:
    """Some systems write it twice, once with its markup escaped."""
    body = "<div><p>Which?</p></div>" + choices("a", "b", prompt="&lt;p&gt;Which?&lt;/p&gt;")
    assert only(document(body, declared=declared("b")))[0]["stem"] == "Which?"


def condition(test: str, *rules: str) -> str:
    return f"<responseCondition><responseIf>{test}{''.join(rules)}</responseIf></responseCondition>"


def chosen(name: str, value: str, base: str = "identifier") -> str:
    return f'<match><variable identifier="{name}"/><baseValue baseType="{base}">{value}</baseValue></match>'


def earns(points: str) -> str:
    return f'<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{points}</baseValue></setOutcomeValue>'


def adds(points: str) -> str:
    inner = f'<sum><variable identifier="SCORE"/><baseValue baseType="float">{points}</baseValue></sum>'
    return f'<setOutcomeValue identifier="SCORE">{inner}</setOutcomeValue>'


def says(name: str) -> str:
    value = f'<baseValue baseType="identifier">{name}</baseValue>'
    return f'<setOutcomeValue identifier="FEEDBACK">{value}</setOutcomeValue>'


def processed(*rules: str) -> str:
    return f"<responseProcessing>{''.join(rules)}</responseProcessing>"


def feedback(**texts: str) -> str:
    return "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{name}" showHide="show">{text}</modalFeedback>'
        for name, text in texts.items()
    )


def test_a_choice_by_conditions_alone() -> None:
    """The one that gives points; what each says is its reason, what all are shown explains."""
    rules = processed(
        condition(chosen("RESPONSE", "a"), earns("2"), says("right")),
        condition(chosen("RESPONSE", "b"), says("wrong")),
        says("always"),
    )
    texts = feedback(right="Yes", wrong="No, <em>never</em>", always="<p>So it is</p>")
    one, _lost = only(document("<p>s</p>" + choices("a", "b"), declared=declared(), rules=rules, more=texts))
    assert (keys(one), one["points"], one["explanation"]) == (["text a"], 2, "So it is")
    assert [option["reason"] for option in one["options"]] == ["Yes", "No, *never*"]


def test_feedback_inside_an_option_is_its_reason() -> None:
    """And no part of its text."""
    inside = '<feedbackInline outcomeIdentifier="F" identifier="b" showHide="show">Wrong!</feedbackInline>'
    body = choices("a", "b").replace("text b", f"text b {inside}")
    one, _lost = only(document("<p>s</p>" + body, declared=declared("a")))
    assert (one["options"][1]["text"], one["options"][1]["reason"]) == ("text b", "Wrong!")


def test_options_that_are_true_and_false_are_a_claim() -> None:
    """Unless an export of ours says otherwise."""
    body = "<p>s</p>" + choices("a", "b").replace("text a", "TRUE").replace("text b", "False")
    one, _lost = only(document(body, declared=declared("b")))
    assert (one["kind"], one["key"]) == ("true_false", False)
    head = 'identifier="one" title="One" label="single_choice"'
    assert only(document(body, declared=declared("b"), head=head))[0]["kind"] == "single_choice"


LOWER = mapping("lowerBound='0'", a=1, b=1, c=-1)
SHARED = processed(
    '<setOutcomeValue identifier="SCORE"><sum><baseValue baseType="float">1</baseValue>'
    '<mapResponse identifier="RESPONSE"/></sum></setOutcomeValue>'
)

ADDED = processed(condition(chosen("RESPONSE", "a"), adds("1")), condition(chosen("RESPONSE", "b"), adds("1")))


@pytest.mark.parametrize(
    ("table", "rules", "scoring", "said"),
    [
        ("", f'<responseProcessing template="{MATCH}"/>', "all_or_nothing", []),
        (LOWER, f'<responseProcessing template="{MAP}"/>', "right_minus_wrong", []),
        (LOWER, SHARED, "per_option", []),
        (mapping(a=1, b=1), f'<responseProcessing template="{MAP}"/>', "right_minus_wrong", ["cost nothing"]),
        ("", ADDED, "right_minus_wrong", ["earned there"]),
    ],
)  # fmt: skip
def test_several_keys_are_scored_as_the_rules_say(table: str, rules: str, scoring: str, said: list[str]) -> None:
    """As a whole, by a mapping with and without a start, or by options."""
    key = declared("a", "b", cardinality="multiple", mapping=table)
    one, lost = only(document("<p>s</p>" + choices("a", "b", "c", more='maxChoices="0"'), declared=key, rules=rules))
    assert (one["scoring"], keys(one)) == (scoring, ["text a", "text b"])
    assert len(lost) == len(said) and all(word in what for word, what in zip(said, lost, strict=True))


ENTRY = '<textEntryInteraction responseIdentifier="RESPONSE"/>'


def compared(test: str, more: str = "", value: str = "2.5") -> str:
    inner = f'<variable identifier="RESPONSE"/><baseValue baseType="float">{value}</baseValue>'
    return f"<{test} {more}>{inner}</{test}>"


VALUE, DECLARED = '<baseValue baseType="float">2.5</baseValue>', '<correct identifier="RESPONSE"/>'


@pytest.mark.parametrize(
    ("test", "tolerance"),
    [
        (compared("equal", 'toleranceMode="exact"'), {"absolute": 0}),
        (compared("equal", 'toleranceMode="absolute" tolerance="0.1"'), {"absolute": 0.1}),
        (compared("equal", 'toleranceMode="absolute" tolerance="0.1 0.2"'), {"interval": [2.4, 2.7]}),
        (compared("equal", 'toleranceMode="relative" tolerance="7 7"'), {"relative": 0.07}),
        (compared("equal", 'toleranceMode="relative" tolerance="10 20"'), {"interval": [2.25, 3]}),
        (compared("equalRounded", 'roundingMode="decimalPlaces" figures="1"'), {"absolute": 0.05}),
        (compared("equalRounded", 'roundingMode="significantFigures" figures="1"'), {"absolute": 0.5}),
        (f"<and>{compared('gte', value='1')}{compared('lte', value='4')}</and>", {"interval": [1, 4]}),
        (compared("equal", 'toleranceMode="absolute" tolerance="0.1"').replace(VALUE, DECLARED), {"absolute": 0.1}),
    ],
)  # fmt: skip
def test_a_number_is_as_near_as_the_rules_say(test: str, tolerance: dict[str, Any]) -> None:
    """Exactly, absolutely, relatively, rounded, between two."""
    rules = processed(condition(test, earns("1")))
    one, _lost = only(document(f"<p>s</p><p>{ENTRY}</p>", declared=declared("2.5", base="float"), rules=rules))
    assert (one["kind"], one["key"], one["tolerance"]) == ("numeric", 2.5, tolerance)


def test_a_number_without_rules_is_exact() -> None:
    """By what is declared; a unit behind it is its unit, and a hundred points are percents."""
    body = f'<p>s</p><p>{ENTRY} <span class="unit">m/s</span></p>'
    rules = processed(condition("<isNull><variable identifier='RESPONSE'/></isNull>", earns("100")))
    one, _lost = only(document(body, declared=declared("3", base="integer"), rules=rules))
    assert (one["key"], one["tolerance"], one["unit"], one["points"]) == (3, {"absolute": 0}, "m/s", 1)


def test_a_number_that_has_its_feedback_is_a_typical_mistake() -> None:
    """It earns nothing; so is a text."""
    rules = processed(
        condition(compared("equal", value="2.5"), earns("1")), condition(compared("equal", value="5"), says("w"))
    )
    data = document(
        f"<p>s</p><p>{ENTRY}</p>", declared=declared("2.5", base="float"), rules=rules, more=feedback(w="Half")
    )
    assert only(data)[0]["wrong"] == [{"value": 5, "reason": "Half"}]
    inner = '<variable identifier="RESPONSE"/><baseValue baseType="string">{}</baseValue>'
    text = f'<stringMatch caseSensitive="false">{inner}</stringMatch>'
    rules = processed(condition(text.format("SiLU"), earns("1")), condition(text.format("GLU"), says("w")))
    one, _lost = only(
        document(f"<p>s</p><p>{ENTRY}</p>", declared=declared(base="string"), rules=rules, more=feedback(w="No"))
    )
    assert (one["key"], one["wrong"], "ignore" in one) == ("SiLU", [{"text": "GLU", "reason": "No"}], False)


def test_texts_are_those_of_the_mapping_with_their_case() -> None:
    """The standard regards case unless it is said not to."""
    cased = declared("SiLU", base="string", mapping=mapping(SiLU=1, Swish=1, GLU=0))
    one, _lost = only(document(f"<p>s</p><p>{ENTRY}</p>", declared=cased))
    assert (one["key"], one["accept"], one["ignore"]) == ("SiLU", ["Swish"], [])
    free = cased.replace("<mapEntry", '<mapEntry caseSensitive="false"')
    assert "ignore" not in only(document(f"<p>s</p><p>{ENTRY}</p>", declared=free))[0]


def test_a_pattern_is_kept_where_it_is_safe() -> None:
    """Others are lost and said."""
    for pattern, is_kept in (("[Ss]iLU", True), ("(a+)+", False)):
        test = f'<patternMatch pattern="{pattern}"><variable identifier="RESPONSE"/></patternMatch>'
        rules = processed(condition(test, earns("1")))
        one, lost = only(document(f"<p>s</p><p>{ENTRY}</p>", declared=declared("SiLU", base="string"), rules=rules))
        assert (one.get("pattern"), lost) == ((pattern, []) if is_kept else (None, [f"the pattern `{pattern}`"]))


def test_matching_has_its_left_side_where_each_has_one_partner() -> None:
    """Whichever list that is; what is used by nobody is extra."""

    def listed(*names: str) -> str:
        choices = (f'<simpleAssociableChoice identifier="{name}">{name}!</simpleAssociableChoice>' for name in names)
        return f"<simpleMatchSet>{''.join(choices)}</simpleMatchSet>"

    two, three = listed("a", "b"), listed("x", "y", "z")
    for sets, pairs in (((two, three), ("a x", "b y")), ((two, three), ("x a", "y b")), ((three, two), ("x a", "y b"))):
        body = f'<matchInteraction responseIdentifier="RESPONSE">{"".join(sets)}</matchInteraction>'
        key = declared(*pairs, base="directedPair", cardinality="multiple")
        one, _lost = only(document("<p>s</p>" + body, declared=key))
        assert [(pair["left"], pair["right"]) for pair in one["pairs"]] == [("a!", "x!"), ("b!", "y!")]
        assert one["extra"][0]["text"] == "z!" and one["scoring"] == "all_or_nothing"


def test_an_order_is_that_which_is_declared() -> None:
    """Scored as a whole, unless the rules give something else that has no name here."""
    key = declared("c", "a", "b", cardinality="ordered")
    one, lost = only(document("<p>s</p>" + choices("a", "b", "c", tag="order", more=""), declared=key))
    assert [entry["text"] for entry in one["entries"]] == ["text c", "text a", "text b"]
    assert (one["scoring"], lost) == ("all_or_nothing", [])
    rules = processed(condition(chosen("RESPONSE", "a"), adds("1")), condition(chosen("RESPONSE", "b"), adds("1")))
    one, lost = only(document("<p>s</p>" + choices("a", "b", "c", tag="order", more=""), declared=key, rules=rules))
    assert (one["scoring"], lost) == ("per_position", ["`scoring`: what each entry earned there"])


def test_fields_inside_a_text_are_blanks() -> None:
    """Also a single one; each earns what the rules give for it alone."""
    lists = "".join(f'<inlineChoice identifier="{name}">{name}!</inlineChoice>' for name in "xy")
    body = (
        '<p>It <inlineChoiceInteraction responseIdentifier="L">' + lists + "</inlineChoiceInteraction> and "
        '<b><textEntryInteraction responseIdentifier="T-1"/></b>, <textEntryInteraction responseIdentifier="N"/>.</p>'
    )
    keys_of_all = (
        declared("x", name="L") + declared("so", base="string", name="T-1") + declared("2", base="integer", name="N")
    )
    rules = processed(
        condition(chosen("L", "x"), adds("2")),
        condition(chosen("T-1", "so", "string"), adds("1")),
        condition(chosen("N", "2", "integer"), adds("1")),
    )
    one, _lost = only(document(body, declared=keys_of_all, rules=rules))
    assert one["stem"] == "It [[l]] and **[[t_1]]**, [[n]]."
    assert (one["blanks"]["l"]["weight"], one["scoring"]) == (2, "per_blank")
    assert [option["key"] for option in one["blanks"]["l"]["options"]] == [True, False]
    assert (one["blanks"]["t_1"]["key"], one["blanks"]["n"]["key"]) == ("so", 2)
    alone = f"<p>The capital is {ENTRY}.</p>"
    one, _lost = only(document(alone, declared=declared("Paris", base="string")))
    assert (one["stem"], one["scoring"]) == ("The capital is [[response]].", "all_or_nothing")


def test_gaps_are_blanks_with_the_same_options() -> None:
    """As other tools drag texts into them."""
    texts = "".join(f'<gapText identifier="{name}" matchMax="1">{name}!</gapText>' for name in "ab")
    inner = '<p>First <gap identifier="G1"/>, then <gap identifier="G2"/></p>'
    body = (
        f'<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill</prompt>{texts}{inner}</gapMatchInteraction>'
    )
    key = declared("a G1", "b G2", base="directedPair", cardinality="multiple")
    one, _lost = only(document(body, declared=key))
    assert one["stem"] == "Fill\n\nFirst [[g1]], then [[g2]]"
    assert [option["key"] for option in one["blanks"]["g2"]["options"]] == [False, True]


LONELY = '<simpleMatchSet><simpleAssociableChoice identifier="a">a</simpleAssociableChoice></simpleMatchSet>'
LEFT_OUT = {
    "nothing": ("<p>s</p>", "", "it asks nothing"),
    "no key": (choices("a", "b"), declared(), "which option is right"),
    "two keys": (choices("a", "b"), declared("a", "b"), "2 of its options are right"),
    "a key that is no option": (choices("a", "b"), declared("c"), "which option is right"),
    "no keys": (choices("a", "b"), declared(cardinality="multiple"), "which options are right"),
    "nothing declared": (choices("a", "b"), "", "which option is right"),
    "essay": ('<extendedTextInteraction responseIdentifier="RESPONSE"/>', "", "nobody but a person can grade it"),
    "no number": (f"<p>{ENTRY}</p>", declared(base="float"), "it has no number that is right"),
    "no order": (choices("a", "b", tag="order"), declared("a", cardinality="ordered"), "the right order"),
    "one list": ('<matchInteraction responseIdentifier="RESPONSE"/>', "", "it does not have two lists"),
    "a field": (f"<p>x {ENTRY}</p>", declared(base="string"), "what is right in the field `RESPONSE`"),
    "gaps": ('<gapMatchInteraction responseIdentifier="RESPONSE"/>', "", "which text belongs into which gap"),
    "several": (choices("a") + choices("b"), "", "it asks 2 things at once (choiceInteraction)"),
    "a drawing": ('<drawingInteraction responseIdentifier="RESPONSE"/>', "", "not known here: `drawingInteraction`"),
    "no partner": (
        f'<matchInteraction responseIdentifier="RESPONSE">{LONELY}<simpleMatchSet/></matchInteraction>',
        declared(cardinality="multiple"),
        "has no partners: `a`",
    ),
    "a program": ("<pre>x</pre>" + f"<p>{ENTRY}</p>", declared(base="string"), "what the program prints"),
    "too large": ("<p><b/></p>" * (MAX_ELEMENTS // 2), declared("a"), f"more than {MAX_ELEMENTS:,} elements"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_has_no_key_is_left_out_with_the_reason(name: str) -> None:
    """The rest of the file is read."""
    body, key, why = LEFT_OUT[name]
    label = 'label="code_output"' if name == "a program" else ""
    head = f'identifier="two" title="Two" {label}'
    files = {
        "a.xml": document(body, declared=key, head=head, rules=""),
        "b.xml": document("<p>s</p>" + choices("a", "b"), declared=declared("a")),
    }
    _one, lost = only(pack(files))
    assert len(lost) == 1 and lost[0].startswith("left out: ") and why in lost[0]


def test_notes_for_graders_are_no_text() -> None:
    """They are said; so are elements of templates."""
    body = (
        '<rubricBlock view="scorer tutor"><p>Give two</p></rubricBlock><p>s</p><templateBlock><p>x</p></templateBlock>'
    )
    one, lost = only(document(body + choices("a", "b"), declared=declared("a")))
    assert (one["stem"], lost) == ("s", ["a note for scorer, tutor", "an element `templateBlock`"])


TEST = """<assessmentTest identifier="my-test" title="A test"><testPart identifier="p">
<assessmentSection identifier="s" title="Group"><selection select="1"/>
<assessmentItemRef identifier="i2" href="items/two.xml"><weight identifier="W" value="3"/></assessmentItemRef>
<assessmentItemRef identifier="i1" href="items/one%20x.xml"/></assessmentSection></testPart></assessmentTest>"""
LOM = """<lom:lom xmlns:lom="http://ltsc.ieee.org/xsd/LOM"><lom:general><lom:title><lom:string>T</lom:string></lom:title>
</lom:general><lom:educational><lom:difficulty><lom:source>LOMv1.0</lom:source><lom:value>very difficult</lom:value>
</lom:difficulty></lom:educational><lom:relation><lom:kind><lom:value>is based on</lom:value></lom:kind><lom:resource>
<lom:description><lom:string>A paper</lom:string></lom:description></lom:resource></lom:relation><lom:classification>
<lom:purpose><lom:value>educational objective</lom:value></lom:purpose><lom:taxonPath><lom:taxon><lom:id>range</lom:id>
<lom:entry><lom:string>Say the range</lom:string></lom:entry></lom:taxon></lom:taxonPath></lom:classification>
</lom:lom>"""


def test_a_package_is_read_in_the_order_of_its_test() -> None:
    """With the weights of its test, and the descriptions of its manifest."""
    inner = f'<metadata>{LOM}</metadata><file href="items/two.xml"/>'
    resource = f'<resource identifier="r" href="items/two.xml">{inner}</resource>'
    files = {
        "test.xml": TEST.encode(),
        "imsmanifest.xml": f"<manifest><metadata/><resources>{resource}</resources></manifest>".encode(),
        "items/one x.xml": document("<p>s</p>" + choices("a", "b"), declared=declared("a")),
        "items/two.xml": document(
            "<p>t</p>" + choices("a", "b"), declared=declared("a"), head='identifier="i123456789" title="Two"'
        ),
        "loose.xml": document(
            "<p>u</p>" + choices("a", "b"), declared=declared("a"), head='identifier="loose" title=""'
        ),
    }
    imported = import_bank(pack(files), "p.zip")
    bank = imported.bank
    assert (bank.bank, bank.title, [item.id for item in bank.items]) == ("my-test", "A test", ["two", "one", "loose"])
    two = bank.items[0]
    assert (two.difficulty, two.source, two.objectives, two.points) == (3, "A paper", ["range"], 1)
    assert bank.objectives["range"] == "Say the range"
    assert "of the group `Group` a student got 1 of 2: all of them are items here" in [
        loss.what for loss in imported.losses
    ]


def test_a_weight_multiplies_the_points() -> None:
    """Those that an item declares."""
    outcome = '<outcomeDeclaration identifier="SCORE" normalMaximum="2"/>'
    files = {
        "test.xml": TEST.encode(),
        "items/two.xml": document("<p>t</p>" + choices("a", "b"), declared=declared("a") + outcome),
    }
    assert import_bank(pack(files), "p.zip").bank.items[0].points == 6


def test_other_documents_are_no_items() -> None:
    """Nor is text."""
    assert not recognises(b"<questestinterop/>", "a.xml") and not recognises(b"hello", "a.txt")
    assert recognises(b"\xef\xbb\xbf<?xml version='1.0'?><!-- by x --><a:assessmentItem xmlns:a='urn:x'/>", "a.xml")
    assert recognises("<?xml version='1.0'?><qti-assessment-item/>".encode("utf-16"), "a.xml")
