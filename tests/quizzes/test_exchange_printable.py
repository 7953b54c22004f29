"""Pages to print: versions for students without a word of the key, a key for each, and nothing from a network."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizzes.errors import UsageError
from quizzes.exchange.html_tree import Tag, parse_html
from quizzes.exchange.printable_answers import short_key
from quizzes.exchange.printable_export import export_bank
from quizzes.exchange.printable_sheet import Asked, sheets
from quizzes.reader import bundled_bank
from quizzes.scoring import grade
from quizzes.shelf import bank_names
from tests.quizzes.samples import ITEMS, data, read

EVERY = [data(kind, id=kind.replace("_", "-"), explanation="EXPLAINED", hints=["HINTED"]) for kind in ITEMS]


def printed(*items: dict[str, Any], versions: int = 1, **header: Any) -> dict[str, str]:
    exported = export_bank(read(*items, **header), variants=versions, seed="s")
    return {name: content.decode() for name, content in exported.files.items()}


def paper(*items: dict[str, Any], **header: Any) -> str:
    """The body of the one version."""
    return printed(*items, **header)["sample-A.html"].partition("<body>")[2]


def key(*items: dict[str, Any]) -> str:
    return printed(*items)["sample-A-key.html"].partition("<body>")[2]


def all_tags(tag: Tag) -> Iterator[Tag]:
    for child in tag.children:
        if isinstance(child, Tag):
            yield child
            yield from all_tags(child)


def test_each_version_has_a_paper_and_a_key() -> None:
    """Under its letter."""
    names = [f"sample-{letter}{what}.html" for letter in "ABC" for what in ("", "-key")]
    assert list(printed(data("true_false"), versions=3)) == names


@pytest.mark.parametrize("count", [0, 27])
def test_versions_have_letters(count: int) -> None:
    """Of which there are 26."""
    with pytest.raises(UsageError, match=f"{count} versions cannot be printed; ask for 1 to 26"):
        export_bank(read(data("true_false")), variants=count, seed=1)


def test_a_paper_holds_nothing_of_the_key() -> None:
    """No explanation, hint or reason, nor a right text."""
    whole, answers = paper(*EVERY), key(*EVERY)
    for word in ("EXPLAINED", "Not at all", "Leaks", "A sum", "LReLU", "Leaky", "0.25", "A book"):
        assert word not in whole and word in answers
    assert "HINTED" not in whole + answers


def test_versions_differ_and_stay_the_same() -> None:
    """In variants, in the order of options and of questions; the first has the bank's order."""
    bank = bundled_bank("rectifiers")
    first, second, third = sheets(bank, 3, "s")
    order = [[asked.item.id for asked in sheet.questions] for sheet in (first, second, third)]
    assert order[0] == [item.id for item in bank.items] and len({tuple(each) for each in order}) == 3
    assert sorted(order[1]) == sorted(order[0])
    varied = [
        next(each.item.stem for each in sheet.questions if each.item.id == order[0][0]) for sheet in (first, second)
    ]
    assert sheets(bank, 3, "s") == [first, second, third] and varied
    exported = export_bank(bank, variants=3, seed="s")
    assert export_bank(bank, variants=3, seed="s") == exported
    assert export_bank(bank, variants=3, seed="t").files != exported.files


def test_versions_have_different_variants_as_far_as_there_are() -> None:
    """Then they come again."""
    varied = data("numeric", stem="{{ x }}", variables={"x": {"integers": [1, 2]}}, proof="0.25")
    stems = [sheet.questions[0].item.stem for sheet in sheets(read(varied), 3, "s")]
    assert sorted(set(stems)) == ["1", "2"] and stems[2] == stems[0]


@pytest.mark.parametrize("name", bank_names())
def test_the_letters_of_a_key_earn_all_points(name: str) -> None:
    """Each letter leads back to what is right."""
    for sheet in sheets(bundled_bank(name), 2, "s"):
        for asked in sheet.questions:
            if response := read_letters(asked):
                assert grade(asked.item, response).right


def read_letters(asked: Asked) -> Any:
    """The response that whoever reads the key's letters would give; None where the key has none."""
    named = {choice.letter: choice.id for choice in asked.choices}
    letters = short_key(asked).split(" ")
    if asked.item.kind == "single_choice":
        return named[letters[0]]
    if asked.item.kind in {"multiple_response", "ordering"}:
        return [named[letter] for letter in letters]
    if asked.item.kind == "matching":
        lefts = {left.letter: left.id for left in asked.lefts}
        pairs = [pair.split(" ") for pair in short_key(asked).split(", ")]
        return {lefts[number]: named[letter] for number, letter in pairs}
    return None


def test_a_paper_has_room_for_a_name_and_points() -> None:
    """And its letter, in the foot of each page too."""
    whole = printed(data("true_false"), title='A "b" < \\c')["sample-A.html"]
    assert '<span class="name">Name <i></i></span>' in whole and "of 6</span>" in whole
    assert '<div class="version"><small>version</small>A</div>' in whole
    assert 'content: "A \\22 b\\22  \\3c  \\5c c, version A"' in whole
    assert "1 question, 6 points." in whole and "<title>A &quot;b&quot; &lt; \\c, version A</title>" in whole


ROOMS = {
    "single_choice": ('<span class="box round"></span>', 3),
    "multiple_response": ('<span class="box"></span>', 4),
    "true_false": ('<span class="box round"></span>', 2),
    "numeric": ('<div class="line"><span class="asks">Number</span><i></i>', 1),
    "short_text": ('<div class="line wide">', 1),
    "code_output": ("<i></i>", 4 + 3),
    "matching": ('<span class="box write"></span>', 3),
    "ordering": ('<span class="box write"></span>', 4),
    "cloze": ('<span class="blank', 3),
}


@pytest.mark.parametrize("kind", ROOMS)
def test_each_kind_has_room_for_its_response(kind: str) -> None:
    """Boxes to mark, boxes and lines to write in; name, number and date have three lines more."""
    sign, count = ROOMS[kind]
    whole = paper(data(kind))
    assert whole.replace('<span class="score">Points <i></i>', "").count(sign) == count


def test_room_for_an_output_does_not_give_away_its_lines() -> None:
    """It comes in fours, with one to spare."""
    rows = [paper(data("code_output", key="\n".join("abcd"[:count]))).count("<i></i>") - 4 for count in (1, 3, 4)]
    assert rows == [4, 4, 8]


def test_short_options_stand_side_by_side() -> None:
    """Long ones below one another."""

    def shape(text: str) -> str:
        options = [{"text": text, "key": True}, {"text": "b", "reason": "r"}]
        return str(re.findall(r'class="options([^"]*)"', paper(data("single_choice", options=options)))[0])

    assert [shape("a"), shape("a longer one"), shape("a much longer one, which needs the line"), shape("a\n\nb")] == [
        *(" tiny", " short", "", "")
    ]


def test_a_long_question_may_be_broken_between_pages() -> None:
    """Others are not."""
    assert '<section class="question long">' in paper(data("true_false", stem="word " * 500))
    assert '<section class="question">' in paper(data("true_false"))


def test_formulas_are_mathml_and_blanks_have_numbers() -> None:
    """With their units."""
    assert "<math><msup><mi>x</mi><mn>2</mn></msup></math>" in paper(data("true_false", stem="$x^2$"))
    blank = {"kind": "numeric", "key": 2, "tolerance": {"absolute": 0}, "unproven": "u", "unit": "$s$"}
    whole = paper(data("cloze", stem="It takes [[a]].", blanks={"a": blank}))
    assert '<span class="blank number"><small>(1)</small></span> <span class="formula"><math><mi>s</mi></math>' in whole
    assert "<p>(1) 2 <span" in key(data("cloze", stem="[[a]]", blanks={"a": blank}))


@pytest.mark.parametrize("name", ["gallery", "modern_units"])
def test_a_page_asks_nothing_of_a_network(name: str) -> None:
    """No script, no file; links are words to read."""
    exported = export_bank(bundled_bank(name), variants=1, seed="s")
    for content in exported.files.values():
        tags = list(all_tags(parse_html(content.decode())))
        assert not {"script", "link", "img", "iframe"} & {tag.name for tag in tags}
        assert not any("src" in tag.attributes or "url(" in tag.attributes.get("style", "") for tag in tags)
        assert "url(" not in content.decode() and "@import" not in content.decode()


def test_a_key_has_all_at_a_glance_then_explains() -> None:
    """With reasons, sources and what the item is."""
    whole = key(data("single_choice", shuffle=False))
    assert '<li><span class="letter">1</span><b>A</b><span class="soft">6 points</span></li>' in whole
    assert '<div class="key"><p><strong>A</strong> right</p></div><p>Because.</p>' in whole
    assert "<dt>B</dt><dd><p>No.</p></dd>" in whole
    assert "A book · <code>item</code> · difficulty 1 · known" in whole
    assert '<div class="key"><pre><code>[1, 2]</code></pre>' in key(data("code_output"))
    assert "<p><b>true</b></p>" in key(data("true_false"))
    assert "<b>[1]</b>" in key(data("cloze"))


def test_what_paper_cannot_hold_is_listed() -> None:
    """Proofs, hints, variants, sentences of objectives, images."""
    varied = data("numeric", stem="{{ x }}", variables={"x": {"integers": [0, 9]}}, hints=["h"], proof="0.25")
    image = data("true_false", id="seen", stem="![a plot](p.png)")
    exported = export_bank(read(varied, image, description="d"), variants=3, seed="s")
    assert [str(loss).removeprefix("printable: ") for loss in exported.losses] == [
        "`description`: no place for it",
        "`objectives`: the key has their names, not their sentences",
        "item `item`: `variables`: each version has one variant, 3 of 10 in all",
        "item `item`: `proof`: how its key is proven is known here alone",
        "item `item`: `hints`: no place for them",
        "item `seen`: images: their words stand in their place",
    ]
    assert "a plot" in exported.files["sample-A.html"].decode()


@pytest.mark.parametrize("paper_size", ["A4", "Letter"])
def test_every_question_prints_on_its_page(browser: Any, tmp_path: Path, paper_size: str) -> None:
    """Nothing is wider than the sheet, no short question is higher, and the pages are few."""
    millimetres = {"A4": (210, 297), "Letter": (215.9, 279.4)}[paper_size]
    inner = [int((side - margins) / 25.4 * 96) for side, margins in zip(millimetres, (32, 32), strict=True)]
    page = browser.new_page(viewport={"width": inner[0], "height": inner[1]})
    page.emulate_media(media="print")
    for name, content in export_bank(bundled_bank("gallery"), variants=1, seed="s").files.items():
        file = tmp_path / name
        file.write_bytes(content)
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= inner[0]
        heights = page.eval_on_selector_all(
            ".question:not(.long)", "found => found.map(each => each.getBoundingClientRect().height)"
        )
        assert heights and max(heights) <= inner[1]
        pdf = page.pdf(format=paper_size)
        assert pdf.startswith(b"%PDF") and 2 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 9
    page.close()
