"""Embedded answers, and Moodle's own text format."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange.moodle_cloze import embedded, read_cloze
from quizzes.exchange.moodle_question import Answer
from quizzes.exchange.moodle_text import as_html, definitions, line_of, without_last
from tests.thorough import examples

TEXT = st.text(st.sampled_from(list("ab \\{}~#%=*/&<>\"'\n;:|é日")), min_size=1, max_size=10).filter(
    lambda text: text.strip() == text and text != ""
)


def moodles_reading(code: str) -> list[tuple[str, str]]:
    """The answers of one embedded question, found by expressions such as Moodle's."""
    inner = code[code.index(":", 3) + 1 : -1]
    found = re.findall(r"(?s)~?(?:=|%-?[0-9.]+%)?(.+?(?<!\\|&)(?=[~#}]|$))(?:#(.*?(?<!\\)(?=[~}]|$)))?", inner)

    def decoded(text: str) -> str:
        return unescape(text).replace("\\}", "}").replace("\\#", "#")

    return [(decoded(text), decoded(feedback)) for text, feedback in found]


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.tuples(TEXT, st.just("") | TEXT), min_size=1, max_size=4))
def test_whatever_an_answer_holds_it_is_read_back(texts: list[tuple[str, str]]) -> None:
    """Here, and by the rules of Moodle."""
    code = embedded(
        "SHORTANSWER", 3, [Answer(text, float(not place), said) for place, (text, said) in enumerate(texts)]
    )
    around, [blank] = read_cloze(f"a {code} b")
    assert (around, blank.kind, blank.weight) == (["a ", " b"], "SHORTANSWER", 3)
    assert [(answer.text, answer.feedback) for answer in blank.answers] == texts
    assert moodles_reading(code) == texts


def test_embedded_answers_as_authors_write_them_are_read() -> None:
    """Short names of types, no weight, fractions with a comma, escaped signs, entities, commas in numbers."""
    _around, [first, second, third] = read_cloze(
        r"{:MC:%100%a\~b#Yes &amp; so~ =c~d} {2:NM:=1,5:0,1~%12,5%2#Near} {1:MWC:=x\}y&#38;}"
    )
    assert [(each.kind, each.weight) for each in (first, second, third)] == [
        *(("MULTICHOICE", 1), ("NUMERICAL", 2), ("SHORTANSWER_C", 1))
    ]
    assert [(each.text, each.fraction, each.feedback) for each in first.answers] == [
        *(("a~b", 1.0, "Yes & so"), ("c", 1.0, ""), ("d", 0.0, ""))
    ]
    assert [(each.text, each.tolerance, each.fraction) for each in second.answers] == [
        ("1.5", 0.1, 1.0),
        ("2", 0.0, 0.125),
    ]
    assert third.answers[0].text == "x}y&"


def test_many_questions_that_never_end_are_text() -> None:
    """Without a closing brace there is none."""
    text = "{1:MC:=a~" * 50_000
    assert read_cloze(text) == ([text], [])


def test_moodles_own_format_shows_line_breaks() -> None:
    """Beside blocks of HTML they say nothing."""
    assert as_html("<p>a</p>\n<p>b\nc</p>", "moodle_auto_format") == "<p>a</p><p>b<br>c</p>"
    assert as_html("a < b\n\nc", "moodle_auto_format") == "<p>a &lt; b</p><p>c</p>"


def test_what_does_not_fit_on_a_line_is_cut_without_its_marks() -> None:
    """And said."""
    lost: list[str] = []
    assert line_of("<b>a</b><p>b</p>", lost, "it") == "**a** b" and lost == []
    assert len(line_of("a <code>b</code> " * 200, lost, "it")) <= 250 and lost == ["the layout of it"]


def test_what_a_text_ends_with_can_be_taken_off() -> None:
    """The last element only, and only where nothing stands behind it."""
    assert without_last("a <p>b</p> <p>c</p>\n", "<p>", "</p>") == ("a <p>b</p>", "c")
    assert without_last("<p>b</p> c", "<p>", "</p>") == ("<p>b</p> c", None)
    assert without_last("<p>b</p><i>c</p>", "<p>", "</p>") == ("<p>b</p><i>c</p>", None)
    assert without_last("<p>", "<p>", "</p>") == ("<p>", None) and without_last("", "<p>", "</p>") == ("", None)
    assert definitions("<dt>a</dt><dd>b</dd><dt>c<dt>d</dt><dd>e</dd>") == {"a": "b", "d": "e"}
