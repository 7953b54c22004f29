"""Moodle XML as it is written: what Moodle takes, each kind as the type that asks the same."""

from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from quizzes.exchange.moodle_export import export_bank
from quizzes.exchange.moodle_question import FRACTIONS, nearest_fraction
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from tests.quizzes.samples import OPTIONS, data, read


def quiz(*items: dict[str, Any], **header: Any) -> Element:
    return fromstring(export_bank(read(*items, **header), variants=2, seed="s").content)


def question(kind: str, /, **changes: Any) -> Element:
    """The one question of a bank with the sample item of that kind."""
    return quiz(data(kind, **changes)).findall("question")[1]


def lost(kind: str, /, **changes: Any) -> list[str]:
    exported = export_bank(read(data(kind, **changes)), variants=2, seed="s")
    return [loss.what for loss in exported.losses if loss.item]


def answers(element: Element) -> list[tuple[str, str, str]]:
    found = element.findall("answer")
    return [(one.get("fraction", ""), one.findtext("text", ""), one.findtext("feedback/text", "")) for one in found]


def tags(element: Element) -> list[str]:
    return [tag.findtext("text", "") for tag in element.iter("tag")]


def test_a_bank_is_a_category_with_its_objectives() -> None:
    """Named by the title; a slash in a name is written twice."""
    header = {"title": "A/B and $x \\to 0$", "description": "About *it*."}
    category = quiz(data("true_false"), **header).findall("question")[0]
    assert category.get("type") == "category"
    assert category.findtext("category/text") == "$course$/top/A//B and x → 0"
    described = '<p>About <em>it</em>.</p><dl class="objectives"><dt>known</dt><dd>Known</dd></dl>'
    assert category.findtext("info/text") == described
    assert category.findtext("idnumber") == "sample"
    exported = export_bank(read(data("true_false"), **header), variants=1, seed=1)
    assert "moodle: `title`: formulas and marks" in str(exported.losses[0])


def test_every_question_has_what_moodle_keeps_of_all() -> None:
    """Objectives and difficulty are tags; the source stands behind the explanation."""
    one = question("single_choice", hints=["Think.", "More."], points=2.5)
    assert (one.findtext("name/text"), one.findtext("idnumber")) == ("item", "item")
    assert one.findtext("questiontext/text") == "<p>What?</p>"
    assert one.findtext("generalfeedback/text") == '<p>Because.</p>\n<p class="source">Source: A book</p>'
    assert (one.findtext("defaultgrade"), one.findtext("penalty")) == ("2.5", "0.3333333")
    assert [hint.findtext("text") for hint in one.iter("hint")] == ["<p>Think.</p>", "<p>More.</p>"]
    assert tags(one) == ["known", "difficulty:1"]


def test_a_parameterised_item_is_a_category_of_its_variants() -> None:
    """With a word on how to draw one; what follows is in the bank's category again."""
    varied = data("numeric", id="sum", stem="{{ x }}", variables={"x": {"integers": [0, 9]}}, proof="0.25")
    whole = quiz(varied, data("true_false", id="after"))
    kinds = [(one.get("type"), one.findtext("idnumber")) for one in whole]
    assert kinds == [
        *(("category", "sample"), ("category", ""), ("numerical", "sum-v1"), ("numerical", "sum-v2")),
        *(("category", ""), ("truefalse", "after")),
    ]
    paths = [one.findtext("category/text") for one in whole if one.get("type") == "category"]
    assert paths == ["$course$/top/Sample", "$course$/top/Sample/sum", "$course$/top/Sample"]
    assert "a random question" in whole[1].findtext("info/text", "")


def test_a_single_choice_is_a_multichoice() -> None:
    """Each distractor with its reason."""
    one = question("single_choice", shuffle=False)
    assert (one.get("type"), one.findtext("single"), one.findtext("shuffleanswers")) == ("multichoice", "true", "false")
    assert answers(one) == [("100", "right", ""), ("0", "wrong", "<p>No.</p>"), ("0", "worse", "<p>Not at all.</p>")]
    assert lost("single_choice") == []


FOUR = [{"text": text, "key": True} for text in "abc"] + [{"text": "d", "reason": "r"}, {"text": "e", "reason": "r"}]
SCORINGS = {
    "right_minus_wrong": (["33.33333"] * 3 + ["-50"] * 2, []),
    "all_or_nothing": (["33.33333"] * 3 + ["-100"] * 2, ["`scoring`: some of the keys earn some of the points"]),
    "per_option": (
        ["33.33333"] * 5,
        ["`scoring`: a distractor left alone earns nothing, one that is chosen costs a key's share"],
    ),
}


@pytest.mark.parametrize("scoring", SCORINGS)
def test_fractions_say_how_several_options_are_scored(scoring: str) -> None:
    """As nearly as Moodle's fractions can, and the rest is on the list."""
    fractions, losses = SCORINGS[scoring]
    one = question("multiple_response", options=FOUR, scoring=scoring)
    assert [fraction.lstrip("-") for fraction, _text, _reason in answers(one)] == [
        each.lstrip("-") for each in fractions
    ]
    assert one.findtext("single") == "false" and tags(one)[-1] == f"scoring:{scoring}"
    assert [what for what in lost("multiple_response", options=FOUR, scoring=scoring) if "scoring" in what] == losses


@pytest.mark.parametrize("name", bank_names())
def test_every_fraction_is_one_that_moodle_takes(name: str) -> None:
    """It refuses a question with any other; an order counts its entries there."""
    exported = export_bank(bundled_bank(name), variants=1, seed="s")
    for one in fromstring(exported.content).findall("question"):
        found = {abs(float(each.get("fraction", ""))) for each in one.findall("answer")}
        assert one.get("type") == "ordering" or found <= set(FRACTIONS)


def test_the_nearest_fraction_keeps_its_sign() -> None:
    """To five places, as Moodle writes them."""
    assert [nearest_fraction(each) for each in (1 / 3, -1 / 7, 1, 0, -1 / 9)] == [
        33.33333,
        -14.28571,
        100,
        0,
        -11.11111,
    ]


def test_a_claim_is_a_truefalse() -> None:
    """The reason is said to whoever chose the other."""
    assert answers(question("true_false")) == [("100", "true", ""), ("0", "false", "<p>It is.</p>")]
    assert answers(question("true_false", key=False))[0] == ("0", "true", "<p>It is.</p>")


def numbers(element: Element) -> list[tuple[str, str, str]]:
    found = element.findall("answer")
    return [(one.get("fraction", ""), one.findtext("text", ""), one.findtext("tolerance", "")) for one in found]


def test_a_number_has_its_tolerance_and_its_mistakes() -> None:
    """A mistake is recognised as widely as a right number."""
    assert numbers(question("numeric")) == [("100", "0.25", "0.01"), ("0", "0.5", "0.01")]
    relative = {"relative": 0.1}
    assert numbers(question("numeric", tolerance=relative, proof=None, unproven="u"))[0] == ("100", "0.25", "0.025")
    assert "`tolerance`: a relative one leaves as the absolute one that is the same for this key" in lost(
        "numeric", tolerance=relative
    )


def test_an_interval_stands_behind_the_number_that_moodle_shows_as_right() -> None:
    """Moodle shows the first right answer."""
    one = question("numeric", tolerance={"interval": [0.2, 0.4]}, wrong=None)
    assert numbers(one)[0] == ("100", "0.25", "0")
    assert [round(float(each), 9) for each in numbers(one)[1]] == [100, 0.3, 0.1]


def test_a_unit_is_shown_and_may_be_typed() -> None:
    """It costs nothing to leave it out."""
    one = question("numeric", unit="$\\mu$s")
    assert one.findtext("questiontext/text") == '<p>What?</p>\n<p class="unit">Unit: \\(\\mu\\)s</p>'
    assert one.findtext("units/unit/unit_name") == "μs"
    assert (one.findtext("unitgradingtype"), one.findtext("showunits")) == ("0", "0")
    assert question("numeric").findtext("showunits") == "3"


def test_a_short_text_is_compared_with_or_without_case() -> None:
    """A star that is meant as one is no wildcard."""
    one = question("short_text", key="a * b", ignore=[])
    assert one.findtext("usecase") == "1" and answers(one)[0] == ("100", r"a \* b", "")
    assert question("short_text").findtext("usecase") == "0"
    assert answers(question("short_text"))[1:] == [("100", "LReLU", ""), ("0", "ReLU", "<p>Leaks.</p>")]


def test_a_program_stands_in_the_stem() -> None:
    """Its output is right as it stands and without spaces; several lines become one."""
    one = question("code_output", code="print([1, 2])\nprint('<')", key="[1, 2]\n<")
    assert '<pre><code class="language-python">print([1, 2])\n' in one.findtext("questiontext/text", "")
    assert "in one line" in one.findtext("questiontext/text", "")
    assert [text for fraction, text, _reason in answers(one) if fraction == "100"] == ["[1, 2] <", "[1,2] <"]
    assert "kind:code_output" in tags(one)
    assert any("several lines" in what for what in lost("code_output", key="[1, 2]\n<"))


def test_what_belongs_to_nothing_is_a_partner_of_nothing() -> None:
    """Menus typeset nothing, so that formulas are signs there; reasons stand behind the explanation."""
    pairs = [{"left": "$a$", "right": "$x < y$", "reason": "So."}, {"left": "b", "right": "2"}]
    one = question("matching", pairs=pairs, extra=[{"text": "3", "reason": "Nobody's."}])
    found = [(each.findtext("text"), each.findtext("answer/text")) for each in one.findall("subquestion")]
    assert one.get("type") == "matching"
    assert found == [("\\(a\\)", "x &lt; y"), ("b", "2"), ("", "3")]
    reasons = '<dl class="reasons"><dt>\\(a\\)</dt><dd><p>So.</p></dd><dt>3</dt><dd><p>Nobody\'s.</p></dd></dl>'
    assert reasons in one.findtext("generalfeedback/text", "")


def test_formulas_that_would_read_alike_as_signs_stay_latex() -> None:
    """Two choices of a menu must differ."""
    pairs = [{"left": "a", "right": "$x$"}, {"left": "b", "right": "x"}]
    one = question("matching", pairs=pairs, extra=[])
    assert [each.findtext("answer/text") for each in one.findall("subquestion")] == ["\\(x\\)", "x"]
    marks = question("matching", pairs=[{"left": "a", "right": "*x*"}, {"left": "b", "right": "x"}], extra=[])
    assert [each.findtext("answer/text") for each in marks.findall("subquestion")] == ["*x*", "x"]


GRADINGS = {
    "all_or_nothing": "ALL_OR_NOTHING",
    "per_position": "ABSOLUTE_POSITION",
    "adjacent_pairs": "RELATIVE_NEXT_EXCLUDE_LAST",
}


@pytest.mark.parametrize("scoring", GRADINGS)
def test_an_order_is_scored_as_here(scoring: str) -> None:
    """Moodle has all three ways."""
    one = question("ordering", scoring=scoring)
    assert (one.get("type"), one.findtext("gradingtype")) == ("ordering", GRADINGS[scoring])
    assert (one.findtext("selecttype"), one.findtext("selectcount")) == ("ALL", "4")
    assert answers(one)[:2] == [("1", "a", ""), ("2", "b", "")]
    assert lost("ordering", scoring=scoring) == []


def test_blanks_are_embedded_in_the_text() -> None:
    """A menu for plain options, buttons where something is to be typeset."""
    one = question("cloze")
    assert one.findtext("questiontext/text") == (
        "<p>{1:MULTICHOICE_S:=right~wrong#&#60;p&#62;No.&#60;&#47;p&#62;~worse#&#60;p&#62;Not at all.&#60;&#47;p&#62;}"
        " and {1:NUMERICAL:=2:0} and {2:SHORTANSWER:=three}</p>"
    )
    blanks = {"one": {"kind": "choice", "options": [{"text": "$x$", "key": True}, OPTIONS[1]]}}
    text = question("cloze", stem="[[one]]", blanks=blanks).findtext("questiontext/text", "")
    assert text.startswith("<p>{1:MULTICHOICE_VS:=&#92;(x&#92;)~")


def test_what_a_cloze_loses_is_listed() -> None:
    """Names, points that are not the sum of weights, a unit, and a place inside a formula."""
    assert [what.partition(":")[0] for what in lost("cloze")] == ["`proof`", "`blanks`", "`points`"]
    blank = {"kind": "numeric", "key": 2, "tolerance": {"relative": 0.1}, "unproven": "u", "unit": "s"}
    changes = {"stem": "$x = [[a]]$", "blanks": {"a": blank}, "points": 1}
    assert [what.partition(":")[0] for what in lost("cloze", **changes)] == [
        *("`unproven`", "`blanks`", "`stem`", "`tolerance`", "`unit`, `stem`")
    ]
    text = question("cloze", **changes).findtext("questiontext/text")
    assert text == "<p>\\(x = \\Box  s\\) {1:NUMERICAL:=2:0.2}</p>"
    two = {"stem": "[[a]] [[b]]", "blanks": {"a": blank, "b": blank}, "scoring": "all_or_nothing"}
    assert "`scoring`: each blank earns its share, also where not all are right" in lost("cloze", **two)


def test_what_has_no_place_is_listed() -> None:
    """An option's own id, an image, a long objective, and a character that does not print."""
    named = [{"text": "a", "key": True, "id": "first"}, {"text": "b", "reason": "r"}]
    assert lost("single_choice", options=named) == ["`id` of what is chosen from: there is no place for it"]
    assert lost("true_false", stem="![plot](p.png)") == ["images: their addresses leave, and not they themselves"]
    assert "characters that do not print" in lost("code_output", code="print('\x0c')")[0]
    long = {"objectives": {"o" * 60: "Long"}}
    exported = export_bank(read(data("true_false", objectives=["o" * 60]), **long), variants=1, seed=1)
    assert [loss.what for loss in exported.losses] == ["`objectives`: Moodle cuts the names to 50 characters"]


@pytest.mark.parametrize("kind", ["matching", "ordering", "cloze"])
def test_ids_that_an_author_gave_are_listed_for_every_kind(kind: str) -> None:
    """They name old responses."""
    changes: dict[str, dict[str, Any]] = {
        "matching": {"pairs": [{"left": "a", "right": "1", "id": "x"}, {"left": "b", "right": "2"}]},
        "ordering": {"entries": [{"text": "a", "id": "x"}, {"text": "b"}]},
        "cloze": {
            "stem": "[[one]]",
            "blanks": {"one": {"kind": "choice", "options": [{"text": "a", "key": True, "id": "x"}, OPTIONS[1]]}},
        },
    }
    assert "`id` of what is chosen from: there is no place for it" in lost(kind, **changes[kind])
    assert not any(what.startswith("`id`") for what in lost(kind))
