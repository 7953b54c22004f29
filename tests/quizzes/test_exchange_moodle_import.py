"""Moodle XML as Moodle and instructors' tools write it: what there is is read, what is lost or supplied is said."""

from html import escape

import pytest

from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.losses import Imported
from quizzes.exchange.moodle_import import import_bank, recognises
from quizzes.exchange.refusals import ImportRefused
from quizzes.items.base import Item
from quizzes.reader import parse_bank

pytest.importorskip("defusedxml", reason="reading XML needs defusedxml: make .venv/.dev")

SUPPLIED = "placeholders stand there"


def text(html: str, tag: str = "questiontext", how: str = "html") -> str:
    return f'<{tag} format="{how}"><text>{escape(html)}</text></{tag}>'


def answer(fraction: float, html: str, feedback: str = "", more: str = "") -> str:
    return f'<answer fraction="{fraction}"><text>{escape(html)}</text>{text(feedback, "feedback")}{more}</answer>'


def question(kind: str, inner: str, stem: str = "What?", how: str = "html") -> str:
    return f'<question type="{kind}"><name><text>Q</text></name>{text(stem, how=how)}{inner}</question>'


def category(path: str, info: str = "") -> str:
    described = text(info, "info") if info else ""
    return f'<question type="category"><category><text>{path}</text></category>{described}</question>'


def imported(*questions: str, name: str = "my quiz.xml") -> Imported:
    found = import_bank(f"<?xml version='1.0'?><quiz>{''.join(questions)}</quiz>".encode(), name)
    assert parse_bank(to_yaml(found.bank)) == found.bank
    return found


def one(kind: str, inner: str, **stem: str) -> tuple[Item, list[str]]:
    """The one item of a file, and what is lost beside the usual placeholders."""
    found = imported(question(kind, inner, **stem))
    return found.bank.items[0], [loss.what for loss in found.losses if SUPPLIED not in loss.what]


CHOICE = answer(100, "<p>Yes</p>", "Good") + answer(0, "No", "<p>Not so.</p>")


def test_a_choice_of_moodles_own_export_is_read() -> None:
    """CDATA, HTML, an embedded file, tags, hints; what Moodle says by itself is nothing of the author's."""
    whole = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 7  -->
  <question type="multichoice">
    <name><text>The powerhouse</text></name>
    <questiontext format="html">
      <text><![CDATA[<p dir="ltr">Which makes <b>ATP</b>?
        <img src="@@PLUGINFILE@@/a.png" alt="A cell"><br></p>]]></text>
      <file name="a.png" path="/" encoding="base64">iVBORw0KGgo=</file>
      <file name="unseen.png" path="/" encoding="base64">iVBORw0KGgo=</file>
    </questiontext>
    <generalfeedback format="html"><text>It is the mitochondrion.</text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>
    <idnumber>Cell 1</idnumber>
    <single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
    <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
    <incorrectfeedback format="html"><text>Read chapter 3.</text></incorrectfeedback>
    <answer fraction="100" format="html">
      <text>mitochondrion</text><feedback format="html"><text></text></feedback>
    </answer>
    <answer fraction="50" format="html">
      <text>chloroplast</text><feedback format="html"><text>In light.</text></feedback>
    </answer>
    <answer fraction="0" format="html">
      <text>None of the above</text><feedback format="html"><text></text></feedback>
    </answer>
    <hint format="html"><text>Energy!</text><shownumcorrect/></hint>
    <tags><tag><text>energy</text></tag><tag><text>Année 1</text></tag></tags>
  </question>
</quiz>"""
    found = import_bank(whole.encode(), "bio.xml")
    item = found.bank.items[0]
    assert (item.id, item.kind, item.points, item.stem) == (
        "cell-1",
        "single_choice",
        2,
        "Which makes **ATP**? [A cell]",
    )
    assert (item.hints, item.objectives) == (["Energy!"], ["energy", "annee-1"])
    assert found.bank.objectives == {"energy": "energy", "annee-1": "Année 1"}
    assert [loss.what for loss in found.losses] == [
        "the file `unseen.png`",
        "what it says to a response as a whole (`incorrectfeedback`)",
        "50% of the points for `chloroplast`, which is wrong here",
        "the image `@@PLUGINFILE@@/a.png`, in the stem",
        "its name `The powerhouse`",
        "the file has no difficulty, source, reasons: placeholders stand there",
        "the option `None of the above` is reworded, since options have no fixed order here",
    ]


@pytest.mark.parametrize(("keys", "why"), [(0, "0 options earn all points"), (2, "2 options earn all points")])
def test_a_choice_without_one_key_is_left_out(keys: int, why: str) -> None:
    """Nothing is guessed."""
    options = "".join(answer(100 if place < keys else 0, f"option {place}") for place in range(3))
    found = imported(question("multichoice", options), question("truefalse", TRUE))
    assert len(found.bank.items) == 1 and why in found.losses[0].what and found.losses[0].item == "q"


def test_several_options_are_scored_by_their_weights() -> None:
    """As right minus wrong; other weights are lost."""
    even = answer(50, "a") + answer(50, "b") + answer(-100, "c", "r")
    item, lost = one("multichoice", f"<single>false</single>{even}")
    assert (item.kind, getattr(item, "scoring", ""), lost) == ("multiple_response", "right_minus_wrong", [])
    odd = answer(70, "a") + answer(30, "b") + answer(0, "c", "r")
    assert one("multichoice", f"<single>false</single>{odd}")[1] == [
        "the weights of its options (70%, 30%, 0%): scored as right minus wrong"
    ]


def test_two_options_of_which_one_is_right_are_a_single_choice() -> None:
    """Several are wanted where several may be chosen."""
    item, lost = one("multichoice", f"<single>false</single>{CHOICE}")
    assert item.kind == "single_choice" and "several options may be chosen" in lost[0]


def test_all_or_nothing_of_a_common_plugin_is_read() -> None:
    """Which is what this project has."""
    item, _lost = one("multichoiceset", answer(100, "a") + answer(100, "b") + answer(0, "c", "r"))
    assert (item.kind, getattr(item, "scoring", "")) == ("multiple_response", "all_or_nothing")


TRUE = answer(100, "true", "Right.") + answer(0, "false", "It is.")


def test_a_claim_is_read() -> None:
    """What is said to those who are right explains, where nothing else does."""
    item, lost = one("truefalse", TRUE)
    assert (getattr(item, "key", None), getattr(item, "reason", ""), item.explanation) == (True, "It is.", "Right.")
    assert lost == []
    assert one("truefalse", TRUE + text("All.", "generalfeedback"))[1] == ["what it says to those who are right"]
    both = answer(100, "true") + answer(100, "false")
    with pytest.raises(ImportRefused, match="left out: it is not either true or false"):
        imported(question("truefalse", both))


def number(fraction: float, text: str, width: str = "", feedback: str = "") -> str:
    return answer(fraction, text, feedback, f"<tolerance>{width}</tolerance>" if width else "")


NUMBERS = {
    "exact": (number(100, "3"), 3, {"absolute": 0}),
    "tolerance": (number(100, "3,5", "0.5"), 3.5, {"absolute": 0.5}),
    "minus": (number(100, "\u22123", "1"), -3, {"absolute": 1}),
    "interval": (number(100, "3", "0") + number(100, "3.5", "1"), 3, {"interval": [2.5, 4.5]}),
    "the same twice": (number(100, "3", "1") + number(100, "3", "2"), 3, {"absolute": 2}),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_is_read(case: str) -> None:
    """Right answers that overlap are an interval."""
    inner, key, tolerance = NUMBERS[case]
    item, lost = one("numerical", inner)
    assert (item.kind, getattr(item, "key", None), lost) == ("numeric", key, [])
    assert getattr(item, "tolerance").model_dump(exclude_none=True) == tolerance  # noqa: B009  a kind's own field


def test_what_a_number_has_besides_is_listed() -> None:
    """Another key, a part of the points, what is said to everyone else, units."""
    units = "<units><unit><unit_name>m</unit_name></unit><unit><unit_name>km</unit_name></unit></units>"
    inner = number(100, "3") + number(100, "9") + number(50, "4") + number(0, "5", "", "Too far.") + number(0, "6")
    item, lost = one("numerical", f"{inner}{number(0, '*', '', 'No.')}{units}<unitgradingtype>1</unitgradingtype>")
    assert getattr(item, "unit", "") == "m"
    assert [(wrong.value, wrong.reason) for wrong in getattr(item, "wrong", [])] == [(5, "Too far.")]
    assert lost == [
        *("its other units: km", "that a wrong unit costs points", "50% of the points for `4`, which is wrong here"),
        *("`9`, which is right, too", "the answer `6`, of which nothing is said", "what it says to every other answer"),
    ]
    with pytest.raises(ImportRefused, match="left out: no number is right"):
        imported(question("numerical", number(100, "*")))


def test_a_wildcard_is_a_pattern() -> None:
    """And a sign that would be a mark here is itself."""
    item, lost = one("shortanswer", answer(100, "*relu*") + answer(100, "Rectifier") + answer(0, "*", "No."))
    assert (getattr(item, "key", ""), getattr(item, "accept", [])) == ("relu", ["Rectifier"])
    assert getattr(item, "accepts")("the ReLU unit") and not getattr(item, "accepts")("elu")  # noqa: B009
    assert lost == ["what it says to every other answer"]
    dollar, lost = one("shortanswer", answer(100, "$5") + answer(0, "5", "And the sign?") + answer(0, "6"))
    assert getattr(dollar, "accepts")("$5") and not getattr(dollar, "accepts")("6")  # noqa: B009
    assert lost == ["the answer `6`, which is wrong"]


def test_too_many_wildcards_stand_for_nothing() -> None:
    """A pattern may hold two."""
    item, lost = one("shortanswer", answer(100, "a*b*c*d") + answer(0, "x*", "No."))
    assert getattr(item, "key", "") == "a b c d" and getattr(item, "pattern", "") is None
    assert lost == ["the wildcards `*` of its answers: they stand for nothing", "the answer `x*`, which is wrong: No."]
    with pytest.raises(ImportRefused, match="left out: no text is right, or every text is"):
        imported(question("shortanswer", answer(100, "*")))


def test_a_matching_is_read() -> None:
    """A partner of nothing is an extra; plain text may have entities."""
    pairs = [("<p>cat</p>", "meow &amp; purr"), ("dog", "woof"), ("", "moo"), ("", ""), ("", "woof")]
    inner = "".join(
        f"<subquestion><text>{escape(left)}</text><answer><text>{escape(right)}</text></answer></subquestion>"
        for left, right in pairs
    )
    item, lost = one("matching", inner)
    assert [(pair.left, pair.right) for pair in getattr(item, "pairs", [])] == [("cat", "meow & purr"), ("dog", "woof")]
    assert [extra.text for extra in getattr(item, "extra", [])] == ["moo"] and lost == []


def test_an_order_is_read() -> None:
    """Moodle's other ways to score it, and parts of its entries, are not here."""
    entries = "".join(answer(place, each) for place, each in enumerate(["one", "two", "three"], start=1))
    inner = "<selecttype>RANDOM</selecttype><selectcount>2</selectcount><gradingtype>RELATIVE_TO_CORRECT</gradingtype>"
    item, lost = one("ordering", inner + entries)
    assert [entry.text for entry in getattr(item, "entries", [])] == ["one", "two", "three"]
    assert lost == [
        "that only 2 of its entries are shown: here, all are",
        "its scoring `RELATIVE_TO_CORRECT`: neighbours of the key are counted",
    ]


def test_gaps_are_menus_of_their_group() -> None:
    """Moodle's missing words, chosen or dragged; a gap without an option is text."""
    words = [("cat", 1), ("dog", 1), ("mat", 2), ("hat", 2)]
    options = "".join(
        f"<selectoption><text>{word}</text><group>{group}</group></selectoption>" for word, group in words
    )
    item, _lost = one("gapselect", options, stem="The [[1]] sat on the [[3]]. [[9]]")
    blanks = getattr(item, "blanks", {})
    assert item.stem == "The [[blank1]] sat on the [[blank2]]. [[9]]"
    assert [[option.text for option in blank.options] for blank in blanks.values()] == [["cat", "dog"], ["mat", "hat"]]


def test_what_word_processors_leave_is_no_text() -> None:
    """Comments, and images inside the text; what is beyond all measure is cut, and said."""
    word = "<!--[if gte mso 9]>" + "x" * 200_000 + "<![endif]-->"
    inline = '<img alt="A plot" src="data:image/png;base64,' + "A" * 200_000 + '">'
    item, lost = one("truefalse", TRUE, stem=f"{word}Is it {inline} so?<!-- unfinished")
    assert item.stem == "Is it [A plot] so?" and lost == ["the image `data:`, in the stem"]
    item, lost = one("truefalse", TRUE, stem="Is it so?" + "<p></p>" * 10_000)
    assert item.stem == "Is it so?" and lost == ["what follows the first 50,000 characters of the stem"]


def test_a_text_to_type_has_an_end() -> None:
    """Nobody types five hundred characters."""
    item, lost = one("shortanswer", answer(100, "x" * 501) + answer(100, "x"))
    assert getattr(item, "key", "") == "x" and lost == ["a right text of more than 500 characters"]


def test_too_many_questions_are_refused() -> None:
    """A bank has a thousand items."""
    many = f"<quiz>{'<question/>' * 5001}</quiz>".encode()
    with pytest.raises(ImportRefused, match="`a.xml` holds 5,001 questions; at most 5,000: export one category"):
        import_bank(many, "a.xml")


UNREADABLE = {
    "essay": (question("essay", ""), "no kind of item asks as Moodle's `essay` does"),
    "a stem of nothing": (question("truefalse", TRUE, stem="<img src='a.png'>"), "left out: stem: is empty"),
    "an expression": (question("shortanswer", answer(100, "{{ x }}")), "left out: it holds `{{`"),
    "one pair": (question("matching", ""), "left out: pairs: has 0; at least 2"),
    "no blank": (question("cloze", "", stem="{1:MC:=a"), "its text has no embedded answers that can be read"),
    "several of a blank": (question("cloze", "", stem="{1:MR:=a~=b}"), "several options may be chosen"),
    "many blanks": (question("cloze", "", stem="{1:SA:=a}" * 13), "left out: it has 13 blanks; at most 12"),
    "many answers": (question("multichoice", CHOICE * 51), "left out: it has 102 answers, pairs or hints; at most 100"),
    "many gaps": (question("gapselect", "", stem="[[1]]" * 13), "left out: it has more than 12 gaps"),
    "two keys of a blank": (question("cloze", "", stem="{1:MC:=a~=b}"), "2 options of a blank earn all points"),
    "no number in a blank": (question("cloze", "", stem="{1:NM:=a}"), "no number is right"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_no_kind_asks_is_left_out_with_its_reason(case: str) -> None:
    """And the rest of the file is read."""
    bad, why = UNREADABLE[case]
    found = imported(bad, question("truefalse", TRUE))
    assert [item.kind for item in found.bank.items] == ["true_false"]
    assert any(why in loss.what for loss in found.losses)


HOWS = {
    "html": ("<p>a<b>b</b></p><p>c</p>", "a**b**\n\nc"),
    "moodle_auto_format": ("a < b & c\nd\n\ne", "a < b & c\\\nd\n\ne"),
    "plain_text": ("<b>a</b>\n*b*", "\\<b\\>a\\</b\\>\\\n\\*b\\*"),
    "markdown": ("**a** `b`\n\n- c", "**a** `b`\n\n- c"),
}


@pytest.mark.parametrize("how", HOWS)
def test_texts_of_every_format_of_moodles_are_read(how: str) -> None:
    """As they show there."""
    stem, wanted = HOWS[how]
    assert one("truefalse", TRUE, stem=stem, how=how)[0].stem == wanted


def test_categories_are_objectives_where_there_are_no_tags() -> None:
    """The bank is named as the category that holds all."""
    found = imported(
        category("$course$/top/Default for Biology/Cells//Tissue", "All about <i>cells</i>"),
        question("truefalse", TRUE),
        category("$course$/top/Default for Biology/Plants"),
        question("truefalse", TRUE),
    )
    assert (found.bank.title, found.bank.bank) == ("Biology", "my-quiz")
    assert found.bank.objectives == {"cells-tissue": "Cells/Tissue", "plants": "Plants"}
    alone = imported(category("$course$/Cells", "All about <i>cells</i>"), question("truefalse", TRUE)).bank
    assert (alone.title, alone.description, alone.objectives) == ("Cells", "All about *cells*", {"cells": "Cells"})


def test_tags_beyond_five_are_listed() -> None:
    """An item has at most five objectives."""
    tagged = "".join(f"<tag><text>t{number}</text></tag>" for number in range(7))
    item, lost = one("truefalse", f"<tags>{tagged}</tags>{TRUE}")
    assert len(item.objectives) == 5 and lost == ["the tags `t5`, `t6`"]


def test_an_objective_that_no_item_serves_is_listed() -> None:
    """A bank declares those that it has."""
    info = '<dl class="objectives"><dt>a</dt><dd>Say <em>a</em></dd><dt>b</dt><dd>Say b</dd></dl>'
    tagged = "<tags><tag><text>a</text></tag></tags>"
    found = imported(category("$course$/X", info), question("truefalse", tagged + TRUE))
    assert found.bank.objectives == {"a": "Say *a*"}
    assert "the objective `b`, which no item serves" in [loss.what for loss in found.losses]


def test_hints_beyond_five_are_listed() -> None:
    """The first five stay."""
    item, lost = one("truefalse", TRUE + text("h", "hint") * 7)
    assert len(item.hints) == 5 and lost == ["2 of its hints"]


def test_a_weight_out_of_range_is_listed() -> None:
    """It is nearest to what was meant."""
    item, lost = one("cloze", "", stem="{50:SA:=a}")
    assert [blank.weight for blank in getattr(item, "blanks", {}).values()] == [10]
    assert lost == ["the weight 50 of a blank: 10 stands there"]


def test_old_files_without_an_element_for_text_are_read() -> None:
    """Moodle reads them too."""
    inner = '<answer fraction="100">true</answer><answer fraction="0">false<feedback>No.</feedback></answer>'
    assert getattr(one("truefalse", inner)[0], "key", None) is True


def test_moodle_xml_is_told_by_its_first_element() -> None:
    """In any encoding; other XML is none."""
    assert recognises(b"\xef\xbb\xbf<?xml version='1.0'?><!-- c --><quiz>", "a")
    assert recognises("<?xml version='1.0'?>\n<quiz/>".encode("utf-16"), "a")
    assert not recognises(b"<questestinterop/>", "a.xml") and not recognises(b"PK\x03\x04<quiz>", "a.xml")
    with pytest.raises(ImportRefused, match="`a.xml` is no Moodle XML: it starts with `bank`, not with `quiz`; export"):
        import_bank(b"<bank><quiz/></bank>", "a.xml")
