"""Random sound items of every kind: what a bank may hold and nobody would think of writing."""

from typing import Any

from hypothesis import strategies as st

from quizzes.bank import Bank
from quizzes.errors import BankError
from quizzes.items.base import repeated
from quizzes.markdown import ALL_OF_THE_ABOVE, problem_in
from quizzes.reader import parse_bank
from tests.quizzes.samples import COMMON, bank_of

INLINE = st.sampled_from(
    [
        *("a", "b c", "1", "-0.5", "x < y & z", '"quoted"', "it's", "é", "ß", "日本", "a_b", "~", "#", "100%", "{ {"),
        *("$x$", "$a < b$", r"$\frac{1}{2}$", "`code`", "`a < b`", "`` ` ``", "**bold**", "*soft*", r"\$5", "[b", "a]"),
        *("[a link](https://example.org/x?y=1&z=2)", "![plot](p.png)", r"\*", "<b>", "&amp;", r"\\(a\\)", "$$ x $$"),
    ]
)
LINE = (
    st.lists(INLINE, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda text: problem_in(text) is None and not ALL_OF_THE_ABOVE.fullmatch(text) and text.strip())
)
BLOCK = st.one_of(
    LINE,
    LINE.map(lambda line: f"- {line}\n- second"),
    LINE.map(lambda line: f"1. {line}\n\n2. second"),
    LINE.map(lambda line: f"> {line}"),
    LINE.map(lambda line: f"## {line}"),
    LINE.map(lambda line: f"| a | b |\n|:--|---|\n| {line.replace('|', '')} | c |"),
    st.sampled_from(["```python\nprint('a < b')\n```", "```\n  two\n\n  lines\n```", "$$x^2$$", "a\nb", "3. three"]),
)
TEXT = st.lists(BLOCK, min_size=1, max_size=3).map("\n\n".join).filter(lambda text: problem_in(text) is None)
PLAIN = st.text(st.sampled_from("abcXYZ012 .,;:-+éß日<&>'\"[]()"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and "[[" not in text
)
NUMBER = st.one_of(
    st.integers(-1000, 1000).map(float),
    st.floats(-1e6, 1e6).filter(lambda number: number == 0 or abs(number) > 1e-6),
    st.sampled_from([0.1, 0.25, -0.7518, 1e-05, 3e20]),
)
POINTS = st.sampled_from([1, 2, 0.5, 3, 7, 100, 0.1, 1 / 3])


def distinct(strategy: st.SearchStrategy[str], low: int, high: int) -> st.SearchStrategy[list[str]]:
    """Texts that a student can tell apart."""
    return st.lists(strategy, min_size=low, max_size=high).filter(lambda texts: not list(repeated(texts)))


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def options(draw: st.DrawFn, low: int, high: int, keys: int) -> list[dict[str, Any]]:
    texts = draw(distinct(LINE | TEXT, low, high).filter(lambda found: len(found) > keys))
    right = draw(st.permutations(range(len(texts))))[:keys]
    reason = {True: optional(LINE), False: TEXT}
    return [
        {"text": text, "key": place in right, "reason": draw(reason[place in right])}
        for place, text in enumerate(texts)
    ]


@st.composite
def number(draw: st.DrawFn) -> dict[str, Any]:
    key = draw(NUMBER)
    width = draw(st.sampled_from([0, 0.01, 0.5, 1e-06]))
    tolerances = [{"absolute": width}, {"interval": [key - 1, key + 0.5]}]
    tolerances += [{"relative": draw(st.sampled_from([0.01, 0.07, 0.5]))}] if key else []
    wrong = [value for value in draw(st.lists(NUMBER, max_size=2, unique=True)) if abs(value - key) > abs(key) + 2]
    return {
        "key": key,
        "tolerance": draw(st.sampled_from(tolerances)),
        "unit": draw(optional(st.sampled_from(["m/s", "$\\mu$s", "%"]))),
        "wrong": [{"value": value, "reason": draw(TEXT)} for value in wrong],
        "unproven": "made up",
    }


@st.composite
def wanted_text(draw: st.DrawFn) -> dict[str, Any]:
    texts = draw(st.lists(PLAIN, min_size=1, max_size=5, unique_by=lambda text: " ".join(text.casefold().split())))
    cut = draw(st.integers(1, len(texts)))
    ignore = draw(st.sampled_from([["case"], [], ["case", "punctuation"], ["accents", "spaces"]]))
    wrong = [{"text": text, "reason": draw(LINE)} for text in texts[cut:]]
    return {"key": texts[0], "accept": texts[1:cut], "ignore": ignore, "wrong": wrong}


@st.composite
def matching(draw: st.DrawFn) -> dict[str, Any]:
    lefts = draw(distinct(LINE, 2, 4))
    rights = draw(distinct(LINE, 2, 5))
    given = [draw(st.sampled_from(rights)) for _left in lefts]
    pairs = [
        {"left": left, "right": right, "reason": draw(optional(LINE))} for left, right in zip(lefts, given, strict=True)
    ]
    extra = [{"text": text, "reason": draw(LINE)} for text in rights if text not in given]
    return {"pairs": pairs, "extra": extra, "scoring": draw(st.sampled_from(["all_or_nothing", "per_pair"]))}


@st.composite
def ordering(draw: st.DrawFn) -> dict[str, Any]:
    entries = [{"text": text} for text in draw(distinct(LINE | TEXT, 2, 5))]
    scoring = draw(st.sampled_from(["all_or_nothing", "per_position", "adjacent_pairs"]))
    return {"entries": entries, "scoring": scoring}


@st.composite
def cloze(draw: st.DrawFn) -> dict[str, Any]:
    blanks: dict[str, Any] = {}
    texts = []
    for name in draw(st.lists(st.sampled_from(["a", "b_1", "c"]), min_size=1, max_size=3, unique=True)):
        kind = draw(st.sampled_from(["choice", "numeric", "short_text"]))
        inner = {"numeric": number(), "short_text": wanted_text()}
        data = {"options": draw(options(2, 4, 1))} if kind == "choice" else draw(inner[kind])
        blanks[name] = {"kind": kind, "weight": draw(st.sampled_from([1, 2, 3])), **data}
        texts.append(draw(st.sampled_from([f"x [[{name}]] y", f"**[[{name}]]**", f"- $x$\n- [[{name}]]"])))
    scoring = draw(st.sampled_from(["all_or_nothing", "per_blank"]))
    return {"stem": "\n\n".join(texts), "blanks": blanks, "scoring": scoring}


@st.composite
def code_output(draw: st.DrawFn) -> dict[str, Any]:
    key, *wrong = draw(
        st.lists(st.sampled_from(["[0, 1]", "a  b", "1\n2", "  x", "\\(a\\)", "<>&"]), min_size=1, unique=True)
    )
    code = draw(st.sampled_from(["print(1)", "x = '<&>'\nprint('`' * 3)\n", 'print("$x$")\n\n\nprint()']))
    return {"code": code, "key": key, "wrong": [{"text": text, "reason": draw(LINE)} for text in wrong]}


@st.composite
def items(draw: st.DrawFn, kind: str = "") -> dict[str, Any]:
    """The data of one item, of that kind or of any."""
    kind = kind or draw(st.sampled_from(sorted(BY_KIND)))
    common = {"stem": draw(TEXT), "points": draw(POINTS), "difficulty": draw(st.integers(1, 3))}
    more = {"explanation": draw(TEXT), "hints": draw(st.lists(LINE, max_size=2)), "source": draw(LINE)}
    whole = {**COMMON, "kind": kind, **common, **more, **draw(BY_KIND[kind])}
    sound: dict[str, Any] = _without_none(whole)
    return sound


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(entry) for name, entry in value.items() if entry is not None}
    return [_without_none(entry) for entry in value] if isinstance(value, list) else value


BY_KIND: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single_choice": st.builds(
        lambda some, shuffle: {"options": some, "shuffle": shuffle}, options(2, 5, 1), st.booleans()
    ),
    "multiple_response": st.builds(
        lambda some, scoring: {"options": some, "scoring": scoring},
        st.integers(1, 2).flatmap(lambda keys: options(3, 5, keys)),
        st.sampled_from(["all_or_nothing", "per_option", "right_minus_wrong"]),
    ),
    "true_false": st.builds(lambda key, reason: {"key": key, "reason": reason}, st.booleans(), TEXT),
    "numeric": number(),
    "short_text": wanted_text(),
    "matching": matching(),
    "ordering": ordering(),
    "cloze": cloze(),
    "code_output": code_output(),
}


def bank_with(*data: dict[str, Any]) -> Bank | None:
    """The bank of these items, or None where one of them is not sound after all."""
    named = [{**each, "id": f"item-{number}"} for number, each in enumerate(data)]
    try:
        return parse_bank(bank_of(*named))
    except BankError:
        return None
