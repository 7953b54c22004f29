"""A sitting in the terminal: what is shown, what can be typed, and what happens when it is not what was meant."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.practice import practice
from quizzes.delivery.progress import BankProgress
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.terminal.face import Stopped, TerminalSitting
from quizzes.delivery.terminal.listing import shown_banks
from quizzes.delivery.terminal.typed import as_typed, how_to, response_from
from quizzes.errors import MissingResponse, UnreadableResponse
from quizzes.items.text import TextWanted
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from quizzes.variants import draw
from quizzes.views import key_response, student_view
from tests.quizzes.samples import ITEMS, data, item, read


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    with AttemptStore(tmp_path / "quizzes.sqlite3") as opened:
        yield opened


def every_kind() -> Bank:
    return read(*(data(kind, id=kind.replace("_", "-"), hints=["Think."]) for kind in ITEMS))


def view(kind: str) -> dict[str, Any]:
    return student_view(item(kind), "7")


def entries(count: int) -> list[dict[str, str]]:
    return [{"id": f"id-{letter}", "text": letter} for letter in "abcdefghijklm"[:count]]


CHOICE: dict[str, Any] = {"kind": "single_choice", "options": entries(4)}
SEVERAL: dict[str, Any] = {"kind": "multiple_response", "options": entries(4)}
ORDER: dict[str, Any] = {"kind": "ordering", "entries": entries(3)}
MATCH: dict[str, Any] = {"kind": "matching", "left": entries(3), "right": entries(4)}
TRUTH: dict[str, Any] = {"kind": "true_false"}
NUMBER: dict[str, Any] = {"kind": "numeric", "unit": None}
WORD: dict[str, Any] = {"kind": "short_text"}
OUTPUT: dict[str, Any] = {"kind": "code_output", "code": ""}


@pytest.mark.parametrize(
    ("asked", "typed", "response"),
    [
        (CHOICE, "b", "id-b"),
        (CHOICE, " B) ", "id-b"),
        (CHOICE, "2", "id-b"),
        (SEVERAL, "a c", ["id-a", "id-c"]),
        (SEVERAL, "c,a", ["id-c", "id-a"]),
        (SEVERAL, "acd", ["id-a", "id-c", "id-d"]),
        (SEVERAL, "1, 3", ["id-a", "id-c"]),
        (ORDER, "c a b", ["id-c", "id-a", "id-b"]),
        (ORDER, "cab", ["id-c", "id-a", "id-b"]),
        (ORDER, "3 > 1 > 2", ["id-c", "id-a", "id-b"]),
        (MATCH, "1b 2a 3d", {"id-a": "id-b", "id-b": "id-a", "id-c": "id-d"}),
        (MATCH, "3d, 1=b, 2: a", {"id-a": "id-b", "id-b": "id-a", "id-c": "id-d"}),
        (MATCH, "b a d", {"id-a": "id-b", "id-b": "id-a", "id-c": "id-d"}),
        (MATCH, "BAD", {"id-a": "id-b", "id-b": "id-a", "id-c": "id-d"}),
        (TRUTH, "t", True),
        (TRUTH, "False", False),
        (NUMBER, " 0.25 ", "0.25"),
        (NUMBER, "\u22121e-3", "\u22121e-3"),
        (WORD, " leaky ReLU ", "leaky ReLU"),
        (OUTPUT, "  [1]\n2", "  [1]\n2"),
    ],
)
def test_what_is_typed_becomes_a_response(asked: dict[str, Any], typed: str, response: object) -> None:
    """Letters or digits, with or without something between them."""
    assert response_from(asked, typed) == response


@pytest.mark.parametrize(
    ("asked", "typed", "error", "words"),
    [
        (CHOICE, "", MissingResponse, "nothing was typed; type letters, a to d"),
        (CHOICE, "e", UnreadableResponse, "`e` is none of the letters; type a to d"),
        (CHOICE, "0", UnreadableResponse, "`0` is none of the letters"),
        (CHOICE, "99999999", UnreadableResponse, "is none of the letters"),
        (CHOICE, "a b", UnreadableResponse, "`a b` names 2; type one letter, a to d"),
        (CHOICE, "\x1b[A", UnreadableResponse, "is none of the letters"),
        (CHOICE, "\udcff", UnreadableResponse, "is none of the letters"),
        (SEVERAL, "a a", UnreadableResponse, "names one of them twice; name each once"),
        (ORDER, "a b", MissingResponse, "1 of the entries have no place"),
        (ORDER, "a b b", UnreadableResponse, "names one of them twice"),
        (MATCH, " ", MissingResponse, "nothing was typed; type a letter for each number"),
        (MATCH, "1b 2a", MissingResponse, "there is no letter for 3; type a letter for each number"),
        (MATCH, "b a", UnreadableResponse, "2 letters for 3 numbers"),
        (MATCH, "b", UnreadableResponse, "1 letter for 3 numbers"),
        (MATCH, "1b 1a 2c 3d", UnreadableResponse, "1 has two letters; give each number one"),
        (MATCH, "1b 2a 3d 4a", UnreadableResponse, "there is no 4; type numbers from 1 to 3"),
        (MATCH, "1b 2a 3z", UnreadableResponse, "`z` is none of the letters; type a to d"),
        (MATCH, "1b 2a & 3d", UnreadableResponse, "is no list of pairs; type them as in `1b 2a`"),
        (TRUTH, "", MissingResponse, "nothing was typed; type `t` for true or `f` for false"),
        (TRUTH, "1", UnreadableResponse, "`1` is neither true nor false"),
        (NUMBER, "0,5", UnreadableResponse, "write a decimal point, not a comma"),
        (NUMBER, "", MissingResponse, "nothing was given"),
        (WORD, "\x00", UnreadableResponse, "holds a character that does not show"),
        (WORD, "caf\udce9", UnreadableResponse, "holds a character that does not show"),
        (WORD, "x" * 1000, UnreadableResponse, "has 1000 characters; at most 200 are read"),
    ],
)
def test_what_cannot_be_meant_is_asked_for_again(
    asked: dict[str, Any], typed: str, error: type[Exception], words: str
) -> None:
    """In words for whoever typed it, with what to type."""
    with pytest.raises(error, match=words):
        response_from(asked, typed)


@pytest.mark.parametrize("name", bank_names())
def test_every_key_of_the_bundled_banks_can_be_typed(name: str) -> None:
    """Typed as it would be, it comes back as the response that earns all points; none is a command."""
    for each in bundled_bank(name).items:
        variant = draw(each, "1")
        asked = student_view(variant, "1")
        key = key_response(variant)
        blanks = asked.get("blanks") or {"": asked}
        for place, blank in blanks.items():
            wanted = key[place] if place else key
            typed = as_typed(blank, wanted)
            assert typed.strip() not in {"?", ">"}
            given = response_from(blank, typed)
            if blank["kind"] == "numeric":
                assert float(given) == wanted
            elif blank["kind"] == "multiple_response":
                assert set(given) == set(wanted)
            else:
                assert given == (wanted.strip() if blank["kind"] == "short_text" else wanted)
        texts = [
            blank for blank in [variant, *getattr(variant, "blanks", {}).values()] if isinstance(blank, TextWanted)
        ]
        assert not any(blank.accepts(command) for blank in texts for command in ("?", ">"))


@pytest.mark.parametrize("kind", [*ITEMS, "choice"])
def test_each_kind_says_what_to_type(kind: str) -> None:
    """With an example where it is not plain."""
    asked = {"kind": "choice", "options": entries(3)} if kind == "choice" else view(kind)
    assert kind == "cloze" or how_to(asked)
    assert how_to({"kind": "numeric", "unit": "percent"}) == "a number in percent"


def test_a_response_is_shown_as_it_is_typed() -> None:
    """An option that the bank has lost since is a question mark."""
    assert as_typed(CHOICE, "id-b") == "b"
    assert as_typed(CHOICE, "gone") == "?"
    assert as_typed(SEVERAL, ["id-c", "id-a"]) == "a c"
    assert as_typed(ORDER, ["id-c", "id-a", "id-b"]) == "c a b"
    assert as_typed(MATCH, {"id-a": "id-b", "id-b": "id-a", "id-c": "id-d"}) == "1b 2a 3d"
    assert as_typed(TRUTH, response=True) == "true"
    cloze = {"kind": "cloze", "blanks": {"one": {"kind": "choice", "options": entries(2)}, "two": NUMBER}}
    assert as_typed(cloze, {"one": "id-b", "two": "2"}) == "[1] b, [2] 2"


class Screen:
    """A terminal with someone at it who types these lines."""

    def __init__(self, sitting: Sitting, *lines: str, interactive: bool = False, width: int = 80) -> None:
        self.console = Console(width=width, file=io.StringIO(), color_system=None)
        self.lines = list(lines)
        self.face = TerminalSitting(
            sitting, self.console, self.read, interactive=interactive, title="Sample", description="About $\\sigma$."
        )

    def read(self, prompt: str) -> str:
        """The next line; Ctrl-D after the last."""
        self.console.print(prompt, end="")
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    @property
    def text(self) -> str:
        """All that was shown, with its spaces run together."""
        assert isinstance(self.console.file, io.StringIO)
        return " ".join(self.console.file.getvalue().split())


def opened(store: AttemptStore, bank: Bank | None = None, **options: Any) -> Sitting:
    return Sitting.open(store, Banks(bank or every_kind()), "sample", "ada", **options)


def keys(sitting: Sitting, bank: Bank | None = None) -> list[str]:
    """What to type to earn all points."""
    lines = []
    for number, each in enumerate((bank or every_kind()).items, start=1):
        asked, key = sitting.view(number).item, key_response(each)
        if asked["kind"] == "cloze":
            lines += [as_typed(blank, key[name]) for name, blank in asked["blanks"].items()]
        elif asked["kind"] == "code_output":
            lines += [key, ""]
        else:
            lines.append(as_typed(asked, key))
    return lines


@pytest.mark.parametrize("width", [40, 60, 100])
def test_every_kind_is_asked_answered_explained_and_summed_up(store: AttemptStore, width: int) -> None:
    """From the first item to the objectives; no line is wider than the terminal."""
    sitting = opened(store)
    screen = Screen(sitting, *keys(sitting), width=width)
    summary = screen.face.run()
    assert summary.total
    assert summary.total.percent == 100
    assert screen.text.count("✓ Right: 6 of 6 points") == 9
    assert screen.text.count("Because. Source: A book") == 9
    assert "54 of 54 points" in screen.text
    assert "About \u03c3." in screen.text
    assert "54/54 Known" in screen.text
    assert isinstance(screen.console.file, io.StringIO)
    assert max(len(line) for line in screen.console.file.getvalue().splitlines()) <= width


def test_a_wrong_response_is_explained(store: AttemptStore) -> None:
    """The reason for what was chosen, the key, and partial credit by parts."""
    sitting = opened(store)
    lines = keys(sitting)
    options = sitting.view(1).item["options"]
    lines[0] = "abc"[[option["text"] for option in options].index("worse")]
    several = sitting.view(2).item["options"]
    lines[1] = "abcd"[[option["text"] for option in several].index("right")]
    lines[5] = "1" + "abc"[[one["text"] for one in sitting.view(6).item["right"]].index("3")] + lines[5][2:]
    lines[7:10] = [lines[7], "3", "tree"]
    screen = Screen(sitting, *lines)
    screen.face.run()
    assert "✗ Not right: 0 of 6 points Not at all. Right would have been right" in screen.text
    assert "This one is right, too." in screen.text
    assert "◐ Partly right: 4 of 6 points ✗ 1 Nobody's. ✓ 2 ✓ 3" in screen.text
    assert "◐ Partly right: 1.5 of 6 points ✓ [1] ✗ [2] ✗ [3]" in screen.text
    assert "Right would have been [1] right [2] 2 [3] three" in screen.text


def test_what_cannot_be_read_is_asked_for_again_and_not_kept(store: AttemptStore) -> None:
    """Nor is a blank that was typed well asked for twice."""
    bank = read(data("numeric", id="n"), data("cloze", id="c"), data("code_output", id="o"))
    sitting = opened(store, bank)
    typed = ["", "a", "0.25", keys(sitting, bank)[1], "x", "2", "three", "", "[1, 2]", ""]
    screen = Screen(sitting, *typed)
    screen.face.run()
    assert "Nothing was given; type a response." in screen.text
    assert "`a` is not a number" in screen.text
    assert "`x` is not a number" in screen.text
    assert [attempt.earned for attempt in store.attempts()] == [6.0, 6.0, 6.0]


def test_hints_come_when_asked_for(store: AttemptStore) -> None:
    """Until there is none left; they are shown again after a pause."""
    bank = read(data("true_false", hints=["Think.", "Think more."]))
    screen = Screen(opened(store, bank), "?")
    with pytest.raises(Stopped):
        screen.face.run()
    assert "? a hint (2 left)" in screen.text
    assert "Hint: Think. Type" in screen.text
    again = Screen(opened(store, bank), "?", "?", "t")
    again.face.run()
    assert again.text.index("Hint: Think.") < again.text.index("? a hint (1 left)")
    assert "There is no further hint." in again.text
    assert "✓ Right: 6 of 6 points, with 2 hints" in again.text


def test_a_skipped_item_comes_back(store: AttemptStore) -> None:
    """At the end; the last one left says so."""
    bank = read(data("true_false", id="one", stem="First?"), data("true_false", id="two", stem="Second?"))
    screen = Screen(opened(store, bank), ">", "t", ">", "t")
    screen.face.run()
    assert [attempt.item for attempt in store.attempts()] == ["two", "one"]
    assert "It is the only one left." in screen.text


def test_stopping_keeps_what_was_answered_and_going_on_says_where(store: AttemptStore) -> None:
    """Ctrl-D at any prompt, also in the middle of an item."""
    sitting = opened(store)
    with pytest.raises(Stopped):
        Screen(sitting, *keys(sitting)[:8]).face.run()
    assert len(store.attempts()) == 7
    again = Screen(opened(store), *keys(sitting)[7:])
    again.face.run()
    assert "Going on: 7 of 9 items have a response." in again.text
    assert "Item 8 of 9" in again.text
    assert len(store.attempts()) == 9


def test_a_person_reads_the_feedback_before_the_next_item(store: AttemptStore) -> None:
    """Enter goes on; lines from a pipe are not waited for, and are shown."""
    bank = read(data("true_false", id="one"), data("true_false", id="two"))
    person = Screen(opened(store, bank), "t", "", "f", "", interactive=True)
    person.face.run()
    assert person.text.count("Enter goes on.") == 2
    pipe = Screen(opened(store, bank), "t", "f")
    pipe.face.run()
    assert "Enter goes on." not in pipe.text
    assert "> t ✓ Right" in pipe.text


def test_output_of_several_lines_ends_with_an_empty_one(store: AttemptStore) -> None:
    """Or with the end of a pipe; a person who types Ctrl-D there stops, and nothing is kept."""
    bank = read(data("code_output", code="print(1)\nprint(2)", key="1\n2", wrong=[]))
    with pytest.raises(Stopped):
        Screen(opened(store, bank), "1", "2", interactive=True).face.run()
    assert store.attempts() == []
    screen = Screen(opened(store, bank), "1", "2")
    screen.face.run()
    assert store.attempts()[0].response == "1\n2"
    assert "✓ Right" in screen.text


def test_a_graded_sitting_is_handed_in_and_then_explained(store: AttemptStore) -> None:
    """Nothing of a key before; one can go back, keep or replace a response, and hand in."""
    bank = read(*(data("true_false", id=name, stem=f"{name}?", hints=["Think."]) for name in ("one", "two", "three")))
    sitting = opened(store, bank, mode="graded")
    screen = Screen(sitting, "?", "f", "t", ">", "9", "x", "1", "t", ">", "2", ">", "3", "f", "done")
    summary = screen.face.run()
    before, _end, after = screen.text.partition("> done")
    assert "There is no further hint." in before
    assert "2 of 3 items have a response; none yet: 3." in before
    assert "That is neither `done` nor a number from 1 to 3." in before
    assert "Your response so far: false" in before
    assert "> keep it" in before
    assert "3 of 3 items have a response." in before
    for secret in ("Because.", "It is.", "Right", "✓", "✗", "Think."):
        assert secret not in before
    assert summary.missed == (3,)
    assert "12 of 18 points" in after
    assert "three? You answered: false ✗ Not right: 0 of 6 points It is." in after
    assert [attempt.earned for attempt in store.attempts()] == [0.0, 6.0, 6.0, 0.0]


def test_a_graded_sitting_that_never_reveals_ends_with_the_total(store: AttemptStore) -> None:
    """And with no objective and no item."""
    bank = read(data("true_false"))
    screen = Screen(opened(store, bank, mode="graded", reveal="never"), "f", "done")
    screen.face.run()
    assert "0 of 6 points" in screen.text
    assert "Known" not in screen.text
    assert "It is." not in screen.text


def test_an_item_answered_in_another_window_is_passed_over(store: AttemptStore) -> None:
    """Its response there stands."""
    bank = read(data("true_false", id="one"), data("true_false", id="two"))
    other = opened(store, bank)

    class Meanwhile(Screen):
        def read(self, prompt: str) -> str:
            """The other window is quicker with the first item."""
            if not store.attempts():
                other.answer(True, 1)
            return super().read(prompt)

    screen = Meanwhile(opened(store, bank), "f", "t")
    screen.face.run()
    assert "It was answered elsewhere in the meantime." in screen.text
    assert [(attempt.item, attempt.earned) for attempt in store.attempts()] == [("one", 6.0), ("two", 6.0)]


@pytest.mark.parametrize("mode", ["practice", "graded"])
def test_a_sitting_that_is_ended_in_another_window_ends_here(store: AttemptStore, mode: Any) -> None:
    """With what it was at its end."""
    bank = read(data("true_false", id="one"), data("true_false", id="two"))
    sitting = opened(store, bank, mode=mode)

    class Meanwhile(Screen):
        def read(self, prompt: str) -> str:
            """The other window begins anew."""
            opened(store, bank, mode=mode, anew=True)
            return super().read(prompt)

    screen = Meanwhile(sitting, "t", "t")
    screen.face.run()
    assert "This sitting was ended elsewhere." in screen.text
    assert store.attempts() == []


def test_feedback_on_an_item_that_changed_says_so(store: AttemptStore) -> None:
    """The score stands, and there is no more to show."""
    opened(store, read(data("true_false")), mode="graded").answer(False, 1)
    edited = read(data("true_false", stem="Which?"))
    screen = Screen(opened(store, edited, mode="graded"), "done")
    screen.face.run()
    assert "✗ Not right: 0 of 6 points This item has changed since it was answered; its score stands." in screen.text


def test_practice_names_the_bank_of_each_item(store: AttemptStore) -> None:
    """Where it asks across banks."""
    opened(store, read(data("true_false"))).answer(False, 1)
    sitting = practice(store, Banks(read(data("true_false"))), "ada")
    assert sitting
    screen = Screen(sitting, "t")
    screen.face.run()
    assert "Item 1 of 1 · 6 points · sample" in screen.text
    assert "Sample · practice of what is due" in screen.text


def test_the_list_has_one_line_for_each_bank() -> None:
    """Also in 60 columns."""
    banks = [
        BankProgress("new", "A title that is much too long for a terminal of sixty columns", 10, 0, None, None, 0),
        BankProgress("vanishing_gradients", "Vanishing gradients", 13, 13, (20.0, 22.0), None, 4),
        BankProgress("ongoing", "Going on", 5, 2, (1.0, 2.0), 2, 0),
    ]
    console = Console(width=60, file=io.StringIO(), color_system=None)
    console.print(shown_banks(banks))
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert len(lines) == 4
    assert lines[1].split()[-3:] == ["0/10", "\u2013", "0"]
    assert lines[2].split()[-3:] == ["13/13", "20/22", "4"]
    assert lines[3].split()[-4:] == ["2/5", "going", "on", "0"]
