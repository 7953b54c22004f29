"""QTI 1.2 from elsewhere: our own exports come back, and other systems' ways of writing are understood."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.exchange import cartridge_export, qti12_canvas_export
from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.cartridge_items import apart
from quizzes.exchange.groups import groups
from quizzes.exchange.losses import Imported
from quizzes.exchange.package import pack
from quizzes.exchange.qti12_import import import_bank, recognises
from quizzes.exchange.refusals import ImportRefused
from quizzes.reader import bundled_bank, parse_bank
from quizzes.shelf import bank_names
from tests.quizzes import qti12_round_trip
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.thorough import examples

pytest.importorskip("defusedxml", reason="reading XML needs defusedxml: make .venv/.dev")


def assert_comes_back(bank: Bank) -> None:
    exported = qti12_canvas_export.export_bank(bank, variants=qti12_round_trip.VARIANTS, seed=qti12_round_trip.SEED)
    qti12_round_trip.assert_comes_back(bank, exported, "bank.zip")


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_comes_back_from_canvas(name: str) -> None:
    """Equal, or with each difference on the loss list."""
    assert_comes_back(bundled_bank(name))


@pytest.mark.parametrize("kind", BY_KIND)
@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_item_comes_back_from_canvas(kind: str, choose: st.DataObject) -> None:
    """Whatever its texts hold."""
    if bank := bank_with(choose.draw(items(kind))):
        assert_comes_back(bank)


@pytest.mark.parametrize("name", bank_names())
def test_a_bundled_bank_comes_back_from_a_cartridge(name: str) -> None:
    """Each part of what was taken apart, with the text that it was given."""
    bank = bundled_bank(name)
    exported = cartridge_export.export_bank(bank, variants=2, seed="1")
    imported = import_bank(exported.content, "bank.imscc")
    found = {item.id: item for item in imported.bank.items}
    parts = [part for group in groups(bank, 2, "1") for item in group.items for part in apart(item)[0]]
    assert set(found) == {part.id for part in parts}
    others = {"numeric": "short_text", "code_output": "short_text"}
    for part in parts:
        assert found[part.id].kind in {part.kind, others.get(part.kind)}


def document(*questions: str, head: str = "", around: str = "assessment") -> bytes:
    inner = "".join(questions)
    section = f'<section ident="root">{inner}</section>' if around == "assessment" else inner
    text = f'<questestinterop><{around} ident="quiz" title="A quiz">{head}{section}</{around}></questestinterop>'
    return text.encode()


def question(presentation: str, processing: str = "", *, kind: str = "", feedback: str = "", **fields: str) -> str:
    labelled = {"question_type": kind, **fields} if kind else fields
    described = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in labelled.items()
    )
    return (
        f'<item ident="one" title="One"><itemmetadata><qtimetadata>{described}</qtimetadata></itemmetadata>'
        f"<presentation>{presentation}</presentation>"
        f"<resprocessing><outcomes><decvar maxvalue='100'/></outcomes>{processing}</resprocessing>{feedback}</item>"
    )


def material(html: str, kind: str = ' texttype="text/html"') -> str:
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    return f"<material><mattext{kind}>{escaped}</mattext></material>"


def labels(*pairs: tuple[str, str]) -> str:
    return "".join(f'<response_label ident="{name}">{material(text)}</response_label>' for name, text in pairs)


def choices(*pairs: tuple[str, str], name: str = "r", many: bool = False, about: str = "") -> str:
    cardinality = "Multiple" if many else "Single"
    inside = f"{material(about) if about else ''}<render_choice>{labels(*pairs)}</render_choice>"
    return f'<response_lid ident="{name}" rcardinality="{cardinality}">{inside}</response_lid>'


def when(test: str, score: str = "100", *, action: str = "Set", says: str = "") -> str:
    said = f'<displayfeedback linkrefid="{says}"/>' if says else ""
    setting = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    return f"<respcondition><conditionvar>{test}</conditionvar>{setting}{said}</respcondition>"


def equal(value: str, name: str = "r", more: str = "") -> str:
    return f'<varequal respident="{name}"{more}>{value}</varequal>'


def said(name: str, html: str) -> str:
    return f'<itemfeedback ident="{name}"><flow_mat>{material(html)}</flow_mat></itemfeedback>'


def only(data: bytes, name: str = "quiz.xml") -> tuple[dict[str, Any], list[str]]:
    """The one item of a file, and what was lost of it besides what every file lacks."""
    imported = import_bank(data, name)
    lost = [loss.what for loss in imported.losses if not loss.what.startswith("the file has no")]
    assert len(imported.bank.items) == 1
    assert parse_bank(to_yaml(imported.bank)) == imported.bank
    return imported.bank.items[0].model_dump(exclude_unset=True), lost


ABC = (("a", "<p>yes</p>"), ("b", "no"), ("c", "never"))


def test_a_choice_has_its_key_its_reasons_and_its_explanation() -> None:
    """As Canvas writes them: what is said first, and then the score."""
    processing = when("<other/>", "", says="general_fb") + when(equal("b"), "", says="b_fb") + when(equal("a"))
    feedback = said("general_fb", "<p>Because <b>so</b>.</p>") + said("b_fb", "Not at all")
    one, lost = only(
        document(
            question(
                material("<div><p>Is $$x^2$$ &gt; 0?</p></div>") + choices(*ABC),
                processing,
                kind="multiple_choice_question",
                points_possible="2.5",
                feedback=feedback,
            )
        )
    )
    assert (one["stem"], one["explanation"], one["points"]) == ("Is $$x^2$$ > 0?", "Because **so**.", 2.5)
    assert [(option["text"], option["key"]) for option in one["options"]] == [
        ("yes", True),
        ("no", False),
        ("never", False),
    ]
    assert one["options"][1]["reason"] == "Not at all" and not lost


def test_a_key_is_found_whatever_the_system_sets() -> None:
    """Points other than 100, words for the maximum, the greatest of several, options by themselves."""
    for score in ("1", "SCORE.max", "50"):
        one, _lost = only(document(question(material("s") + choices(*ABC), when(equal("a"), score))))
        assert [option["key"] for option in one["options"]] == [True, False, False]
    partly = when(equal("a"), "100") + when(equal("b"), "50")
    one, lost = only(document(question(material("s") + choices(*ABC), partly)))
    assert one["options"][0]["key"] and lost == ["50 of 100 for the option `b`"]


def test_true_and_false_are_a_claim() -> None:
    """By their words, in any case, or by their names where there are no texts."""
    for pairs in ((("x", "TRUE"), ("y", "false")), (("true", ""), ("false", ""))):
        name = pairs[1][0]
        wrong = when("<other/>", "", says="general_incorrect_fb")
        data = question(
            material("s") + choices(*pairs),
            when(equal(name)) + wrong,
            kind="true_false_question",
            feedback=said("general_incorrect_fb", "Wrong!"),
        )
        one, _lost = only(document(data))
        assert (one["kind"], one["key"], one["reason"]) == ("true_false", False, "Wrong!")


def test_a_claim_in_other_words_is_a_choice() -> None:
    """Such as yes and no."""
    data = question(material("s") + choices(("x", "Yes"), ("y", "No")), when(equal("x")), kind="true_false_question")
    one, _lost = only(document(data))
    assert (one["kind"], one["options"][0]["key"]) == ("single_choice", True)


SEVERAL = f"<and>{equal('a')}{equal('b')}<not>{equal('c')}</not></and>"


@pytest.mark.parametrize(
    ("processing", "kind", "scoring"),
    [
        (when(SEVERAL), "", "all_or_nothing"),
        (when(SEVERAL), "multiple_answers_question", "right_minus_wrong"),
        (
            when(equal("a"), "50", action="Add")
            + when(equal("b"), "50", action="Add")
            + when(equal("c"), "50", action="Subtract"),
            "",
            "right_minus_wrong",
        ),
    ],
)
def test_several_keys_are_scored_as_their_system_does(processing: str, kind: str, scoring: str) -> None:
    """Canvas has a way of its own; others score part by part, or as a whole."""
    one, _lost = only(document(question(material("s") + choices(*ABC, many=True), processing, kind=kind)))
    assert one["scoring"] == scoring and [option["key"] for option in one["options"]] == [True, True, False]


FIELD = '<response_str ident="r"><render_fib/></response_str>'


def test_a_text_is_any_of_those_in_a_condition() -> None:
    """With regard to case where one says so; a part of a text becomes a pattern."""
    one, _lost = only(
        document(question(material("s") + FIELD, when(equal("SiLU") + equal("Swish")), cc_profile="cc.fib.v0p1"))
    )
    assert (one["key"], one["accept"], "ignore" in one) == ("SiLU", ["Swish"], False)
    one, _lost = only(document(question(material("s") + FIELD, when(equal("SiLU", more=' case="Yes"')))))
    assert one["ignore"] == []
    part = '<varsubstring respident="r">a.b</varsubstring>'
    one, _lost = only(document(question(material("s") + FIELD, when(part), cc_profile="cc.pattern_match.v0p1")))
    assert (one["key"], one["pattern"]) == ("a.b", r".*a\.b.*")


BETWEEN = '<vargte respident="r">{}</vargte><varlte respident="r">{}</varlte>'


@pytest.mark.parametrize(
    ("test", "key", "tolerance"),
    [
        (f"<or>{equal('0.25')}<and>{BETWEEN.format('0.24', '0.26')}</and></or>", 0.25, {"absolute": 0.01}),
        (f"<or>{equal('2,5')}<and>{BETWEEN.format('2', '4')}</and></or>", 2.5, {"interval": [2, 4]}),
        (BETWEEN.format("1", "4"), 2.5, {"interval": [1, 4]}),
        (BETWEEN.format("4", "4"), 4, {"absolute": 0}),
        (equal("-1.5e-3"), -0.0015, {"absolute": 0}),
        (
            f"<or>{equal('1')}<and>{BETWEEN.format('0.5', '1.5').replace('vargte', 'vargt')}</and></or>",
            1,
            {"absolute": 0.5},
        ),
    ],
)
def test_a_number_has_the_tolerance_of_its_ends(test: str, key: float, tolerance: dict[str, Any]) -> None:
    """Around the key; an interval where the key is not in its middle."""
    one, _lost = only(document(question(material("s") + FIELD, when(test), kind="numerical_question")))
    assert (one["key"], one["tolerance"]) == (key, tolerance)


def test_of_several_right_numbers_the_first_is_kept() -> None:
    """The others are said."""
    two = when(equal("1")) + when(equal("2"))
    one, lost = only(document(question(material("s") + FIELD, two, kind="numerical_question")))
    assert one["key"] == 1 and lost == ["1 other numbers that are right"]


def test_matching_takes_the_lists_apart() -> None:
    """What is used by nobody is extra; a pair's feedback is for whoever missed it."""
    rights = (("1", "one"), ("2", "two"), ("3", "three"))
    lists = choices(*rights, name="response_7", about="<b>uno</b>") + choices(*rights, name="response_8", about="due")
    processing = when(equal("1", "response_7"), "50", action="Add") + when(equal("2", "response_8"), "50", action="Add")
    processing += when(f"<not>{equal('1', 'response_7')}</not>", "", says="7_fb")
    data = question(material("s") + lists, processing, kind="matching_question", feedback=said("7_fb", "It is one"))
    one, _lost = only(document(data))
    assert [(pair["left"], pair["right"]) for pair in one["pairs"]] == [("**uno**", "one"), ("due", "two")]
    assert one["pairs"][0]["reason"] == "It is one" and one["extra"][0]["text"] == "three"
    assert one["scoring"] == "per_pair"


def test_blackboard_writes_what_is_matched_beside_its_lists() -> None:
    """Its labels have no texts, and its conditions no scores."""

    def side(text: str) -> str:
        inner = f"<mat_extension><mat_formattedtext type='HTML'>{text}</mat_formattedtext></mat_extension>"
        return f"<flow class='FORMATTED_TEXT_BLOCK'><material>{inner}</material></flow>"

    def row(name: str, text: str) -> str:
        empty = f"<flow_label><response_label ident='{name}1'/><response_label ident='{name}2'/></flow_label>"
        response = f"<response_lid ident='{name}'><render_choice>{empty}</render_choice></response_lid>"
        return f"<flow class='Block'>{response}{side(text)}</flow>"

    stem = f"<flow class='QUESTION_BLOCK'>{side('Match')}</flow>"
    rows = f"<flow class='RESPONSE_BLOCK'>{row('x', 'left one')}{row('y', 'left two')}</flow>"
    right = "".join(f"<flow class='Block'>{side(text)}</flow>" for text in "AB")
    sides = f"<flow class='RIGHT_MATCH_BLOCK'>{right}</flow>"
    processing = when(equal("x2", "x"), "", says="correct") + when(equal("y1", "y"), "", says="correct")
    item = (
        "<item maxattempts='0'><itemmetadata><bbmd_questiontype>Matching</bbmd_questiontype>"
        "<qmd_weighting>0</qmd_weighting><qmd_absolutescore_max>4.0</qmd_absolutescore_max></itemmetadata>"
        f"<presentation><flow class='Block'>{stem}{rows}{sides}</flow></presentation>"
        f"<resprocessing><outcomes/>{processing}</resprocessing></item>"
    )
    one, _lost = only(document(item))
    assert [(pair["left"], pair["right"]) for pair in one["pairs"]] == [("left one", "B"), ("left two", "A")]
    assert (one["stem"], one["id"], one["points"]) == ("Match", "match", 4)


def test_blackboard_names_the_option_where_the_standard_names_the_list() -> None:
    """In the conditions of its feedback."""
    own = when('<varequal respident="b"/>', "", says="b")
    data = question(
        material("s") + choices(*ABC),
        when(equal("a"), "SCORE.max", says="correct") + own,
        bbmd_questiontype="Multiple Choice",
        feedback=said("b", "No!") + said("correct", "Well done"),
    )
    one, _lost = only(document(data))
    assert one["options"][1]["reason"] == "No!" and one["explanation"] == "Well done"


def test_blackboards_texts_and_numbers_are_right_where_they_say_so() -> None:
    """A condition without a score that shows what is said to whoever is right."""
    for test, kind in ((equal("SiLU"), "Fill in the Blank"), (BETWEEN.format("1", "3") + equal("2"), "Numeric")):
        data = question(material("s") + FIELD, when(test, "", says="correct"), bbmd_questiontype=kind)
        one, _lost = only(document(data))
        assert one["key"] == ("SiLU" if kind == "Fill in the Blank" else 2)


def test_brightspace_labels_in_a_way_of_its_own() -> None:
    """`qti_metadatafield`, and values on lines of their own."""
    data = question(material("s") + choices(*ABC), when(equal("\n   a\n  ")), qmd_questiontype="Multiple Choice")
    data = data.replace("qtimetadatafield", "qti_metadatafield").replace("'100'", "''")
    one, _lost = only(document(data))
    assert one["options"][0]["key"]


DROPDOWN = "multiple_dropdowns_question"


def test_names_in_brackets_are_blanks() -> None:
    """Lists of what may be chosen, or of what is accepted; names that are none here are made into some."""
    lists = choices(("1", "grow"), ("2", "shrink"), name="response_First One") + choices(
        ("3", "x"), ("4", "y"), name="response_2"
    )
    scored = when(equal("1", "response_First One"), "66.67", action="Add") + when(
        equal("4", "response_2"), "33.33", action="Add"
    )
    stem = material("<p>They [First One] and [2], array[0]</p>")
    one, _lost = only(document(question(stem + lists, scored, kind=DROPDOWN, feedback=said("2_fb", "No"))))
    assert one["stem"] == "They [[first_one]] and [[blank_2]], array[0]"
    assert [option["key"] for option in one["blanks"]["first_one"]["options"]] == [True, False]
    assert one["blanks"]["first_one"]["options"][1]["reason"] == "No"
    assert (one["blanks"]["first_one"]["weight"], one["scoring"]) == (2, "per_blank")
    one, _lost = only(document(question(stem + lists, scored, kind="fill_in_multiple_blanks_question")))
    assert one["blanks"]["blank_2"] == {"kind": "short_text", "key": "x", "accept": ["y"]}


def test_fields_between_texts_are_blanks() -> None:
    """Texts, and numbers with their ends; one that stands nowhere stands at the end."""
    number = '<response_num ident="n"><render_fib fibtype="Decimal"/></response_num>'
    stem = material("Two is", "") + FIELD + material("and pi is", "") + number + material(".", "")
    ends = BETWEEN.replace('"r"', '"n"').format("3.13", "3.15")
    processing = when(equal("2") + equal("two"), "50", action="Add") + when(ends, "50", action="Add")
    one, _lost = only(document(question(stem, processing)))
    assert one["stem"] == "Two is [[r]] and pi is [[n]] ."
    assert one["blanks"]["n"]["tolerance"] == {"interval": [3.13, 3.15]} and one["blanks"]["r"]["accept"] == ["two"]
    alone = question(material("It is") + FIELD + material("indeed"), when(equal("so")), cc_profile="cc.fib.v0p1")
    assert only(document(alone))[0]["stem"] == "It is [[r]] indeed"


def test_one_condition_for_all_blanks_is_all_or_nothing() -> None:
    """As Blackboard writes it."""
    fields = FIELD + FIELD.replace('"r"', '"q"')
    full = f"<and><or>{equal('red')}{equal('crimson')}</or><or>{equal('blue', 'q')}</or></and>"
    data = question(material("[r] and [q]") + fields, when(full), bbmd_questiontype="Fill in the Blank Plus")
    one, _lost = only(document(data))
    assert (one["stem"], one["scoring"], one["blanks"]["r"]["accept"]) == (
        "[[r]] and [[q]]",
        "all_or_nothing",
        ["crimson"],
    )


def test_an_order_is_that_of_the_condition_that_earns_most() -> None:
    """By place, or as the comparisons stand."""
    ordered = choices(*ABC).replace('"Single"', '"Ordered"')
    right = "".join(equal(name, more=f' index="{place}"') for place, name in ((3, "c"), (1, "b"), (2, "a")))
    partly = when(equal("a"), "10")
    for test in (right, equal("b") + equal("a") + equal("c")):
        one, _lost = only(document(question(material("s") + ordered, partly + when(f"<and>{test}</and>"))))
        assert [entry["text"] for entry in one["entries"]] == ["no", "yes", "never"]


def test_texts_are_read_as_what_they_are() -> None:
    """HTML that nobody calls so, plain text with lines of its own, markup in XML, images, breaks."""
    cases = {
        "<material><mattext>&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;</mattext></material>": "a **b**",
        '<material><mattext texttype="text/plain">a *b*\n    c</mattext></material>': "a \\*b\\* c",
        '<material><mattext texttype="text/plain">a\nb</mattext></material>': "a\\\nb",
        '<material><mattext texttype="text/xhtml"><p>a <em>b</em></p></mattext></material>': "a *b*",
        "<material><mattext>a</mattext><matbreak/><mattext>b</mattext></material>": "a \\\nb",
    }
    for text, expected in cases.items():
        one, _lost = only(document(question(text + choices(*ABC), when(equal("a")))))
        assert one["stem"] == expected
    image = '<material><mattext>a</mattext><matimage uri="p.png"/></material>'
    _one, lost = only(document(question(image + choices(*ABC), when(equal("a")))))
    assert lost == ["the image `p.png`"]


def test_hints_and_solutions_have_their_places() -> None:
    """A solution explains where nothing else does."""
    hint = f"<hint><hintmaterial>{material('Look')}</hintmaterial></hint>"
    solution = f"<solution><solutionmaterial>{material('So it is')}</solutionmaterial></solution>"
    feedback = f'<itemfeedback ident="h">{hint}</itemfeedback><itemfeedback ident="s">{solution}</itemfeedback>'
    one, _lost = only(document(question(material("s") + choices(*ABC), when(equal("a")), feedback=feedback)))
    assert (one["hints"], one["explanation"]) == (["Look"], "So it is")


CLAIM = choices(("x", "True"), ("y", "False"))
ORDERED = choices(*ABC).replace('"Single"', '"Ordered"')
TWO_LISTS = choices(*ABC, name="x", about="l") + choices(*ABC, name="y", about="m")
DROPPED = choices(*ABC, name="response_x")
LEFT_OUT = {
    "essay": (FIELD, "", "essay_question", "a question of the kind `essay_question`, which has no key"),
    "no key": (choices(*ABC), "", "", "it does not say which option is right"),
    "two keys": (choices(*ABC), when(equal("a")) + when(equal("b")), "", "2 of its options are right"),
    "no options": ("", "", "multiple_choice_question", "it has no options"),
    "no claim": ("", "", "true_false_question", "it has no options"),
    "no several": ("", "", "multiple_answers_question", "it has no options"),
    "no claim's key": (CLAIM, "", "true_false_question", "whether the claim is true"),
    "no keys": (choices(*ABC, many=True), "", "", "which options are right"),
    "no text": (FIELD, "", "", "it has no text that is right"),
    "no number": (FIELD, "", "numerical_question", "it has no number that is right"),
    "no pair": (TWO_LISTS, "", "", "what belongs to `l`"),
    "no order": (ORDERED, "", "", "what the right order is"),
    "half an order": (ORDERED, when(equal("a")), "", "what the right order is"),
    "no blank": (DROPPED, "", DROPDOWN, "what is right in the blank `x`"),
    "unknown": ("", "", "mystery_question", "not known here: `mystery_question`"),
    "nothing": ("", "", "", "not known here"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_has_no_key_is_left_out_with_the_reason(name: str) -> None:
    """The rest of the file is read."""
    presentation, processing, kind, why = LEFT_OUT[name]
    data = question(material("s [x]") + presentation, processing, kind=kind)
    sound = question(material("sound") + choices(*ABC), when(equal("a"))).replace('"One"', '"Two"')
    _one, lost = only(document(data, sound))
    assert len(lost) == 1 and lost[0].startswith("left out: ") and why in lost[0]


def test_a_group_is_taken_apart_and_gives_its_points() -> None:
    """A group of a bank that is not in the file is said."""
    one = question(material("a") + choices(*ABC), when(equal("a")), points_possible="1")
    other = one.replace('"One"', '"Two"')
    extension = "<selection_extension><points_per_item>2</points_per_item></selection_extension>"
    inner = f"<selection><selection_number>1</selection_number>{extension}</selection>"
    selection = f"<selection_ordering>{inner}</selection_ordering>"
    bank = "<selection_ordering><selection><sourcebank_ref>x</sourcebank_ref></selection></selection_ordering>"
    data = document(
        f'<section ident="g" title="Group">{selection}{one}{other}</section><section ident="h">{bank}</section>'
    )
    imported = import_bank(data, "quiz.xml")
    assert [item.points for item in imported.bank.items] == [2, 2]
    said_of_bank = [loss.what for loss in imported.losses if not loss.item]
    assert said_of_bank == [
        "of the group `Group` a student got 1 of 2: all of them are items here",
        "the group `h` draws from a bank that is not in the file",
    ]


def test_names_are_those_that_say_something() -> None:
    """A title, else an identifier that no machine made, else the first words of the stem."""
    whole = question(material("What is it, really?") + choices(*ABC), when(equal("a")))
    for title, ident, expected in (
        ("Slope of a sigmoid", "i1", "slope-of-a-sigmoid"),
        ("Question", "my-own", "my-own"),
        ("", "g0123456789abcdef0123456789abcdef", "what-is-it-really"),
    ):
        data = whole.replace('ident="one" title="One"', f'ident="{ident}" title="{title}"')
        assert import_bank(document(data), "quiz.xml").bank.items[0].id == expected


def test_canvas_writes_a_course_twice_and_is_read_once() -> None:
    """What it reads itself stands in a folder of its own; the same item in two places is one."""
    one = question(material("a") + choices(*ABC), when(equal("a")))
    poorer, richer = document(one), document(one.replace("yes", "YES"), one)
    files = {"x/assessment_qti.xml": poorer, "non_cc_assessments/x.xml.qti": richer, "again.xml": richer}
    imported = import_bank(pack(files), "course.imscc")
    assert len(imported.bank.items) == 2
    twice = import_bank(pack({"a.xml": poorer, "b.dat": poorer}), "course.zip")
    assert len(twice.bank.items) == 1 and not recognises(pack({"a.xml": b"<html/>"}), "x.zip")


def test_titles_and_descriptions_are_found() -> None:
    """Of the quiz's settings, of its rubric, of a question bank."""
    one = question(material("a") + choices(*ABC), when(equal("a")))
    meta = b"<quiz><title>T</title><description>&lt;p&gt;About &lt;b&gt;it&lt;/b&gt;&lt;/p&gt;</description></quiz>"
    bank = import_bank(pack({"q.xml": document(one), "meta.xml": meta}), "x.zip").bank
    assert (bank.bank, bank.title, bank.description) == ("quiz", "A quiz", "About **it**")
    rubric = f"<rubric>{material('About')}</rubric>"
    assert import_bank(document(one, head=rubric), "x.xml").bank.description == "About"
    field = "<fieldlabel>bank_title</fieldlabel><fieldentry>My bank</fieldentry>"
    label = f"<qtimetadata><qtimetadatafield>{field}</qtimetadatafield></qtimetadata>"
    assert import_bank(document(one, head=label, around="objectbank"), "x.xml").bank.title == "My bank"


TEXT2QTI = """Quiz title: Activations
Quiz description: What they **do**.

Title: Largest slope
Points: 2
1.  What is the largest slope of $\\sigma$?
... It lies at 0.
a)  0.5
... That is the value.
*b) 0.25

2.  Which are bounded?
[*] tanh
[*] sigmoid
[ ] ReLU

3.  ReLU is linear.
a) True
*b) False

4.  Another name of Swish?
*   SiLU
*   sigmoid linear unit

5.  What is $\\sigma(1)$?
=   0.731 +- 0.001

6.  How many kinks has ReLU?
=   1

7.  Give a number between the two.
=   [1, 5]

8.  Write an essay.
____

GROUP
pick: 1
points per question: 3
9. `a`?
*a) 1
b) 2

10. `b`?
*a) 3
b) 4
END_GROUP
"""


def test_what_text2qti_writes_is_read(tmp_path: Path) -> None:
    """Every kind that it has, with its feedback, formulas and groups."""
    pytest.importorskip("text2qti", reason="it is a development dependency: make .venv/.dev")
    (tmp_path / "quiz.txt").write_text(TEXT2QTI, encoding="utf-8")
    home = {**os.environ, "HOME": str(tmp_path)}
    code = "import sys; from text2qti.cmdline import main; sys.argv = ['text2qti', 'quiz.txt']; main()"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=home, check=True, capture_output=True)
    imported = import_bank((tmp_path / "quiz.zip").read_bytes(), "quiz.zip")
    assert_is_the_quiz(imported)


def assert_is_the_quiz(imported: Imported) -> None:
    bank = imported.bank
    assert (bank.title, bank.description) == ("Activations", "What they **do**.")
    found: list[Any] = [item.model_dump() for item in bank.items]
    kinds = ["single_choice", "multiple_response", "true_false", "short_text", "numeric", "numeric", "numeric"]
    assert [one["kind"] for one in found] == [*kinds, "single_choice", "single_choice"]
    slope, bounded, linear, name, value, kinks, between, *group = found
    assert (slope["id"], slope["points"], slope["explanation"]) == ("largest-slope", 2, "It lies at 0.")
    assert slope["stem"] == r"What is the largest slope of $\sigma$?"
    assert [(option["key"], option["reason"]) for option in slope["options"]] == [
        (False, "That is the value."),
        (True, None),
    ]
    assert [option["key"] for option in bounded["options"]] == [True, True, False]
    assert linear["key"] is False and (name["key"], name["accept"]) == ("SiLU", ["sigmoid linear unit"])
    assert (value["key"], value["tolerance"]["absolute"]) == (0.731, 0.001)
    assert (kinks["key"], kinks["tolerance"]["absolute"]) == (1, 0)
    assert between["tolerance"]["interval"] == [1, 5] and [one["points"] for one in group] == [3, 3]
    said_of_it = [loss.what for loss in imported.losses if not loss.what.startswith("the file has no")]
    assert said_of_it[0] == "of the group `Group` a student got 1 of 2: all of them are items here"
    assert said_of_it[1].startswith("left out: a question of the kind `essay_question`")


def test_a_file_without_questions_is_refused() -> None:
    """With the first reasons."""
    with pytest.raises(ImportRefused, match="`x.xml` holds no item that can be imported"):
        import_bank(b"<questestinterop><assessment/></questestinterop>", "x.xml")
