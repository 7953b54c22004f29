r"""LaTeX as MathML that browsers typeset themselves, with no script, no font and no network.

``latex2mathml`` reads the LaTeX. What it makes is then mended for MathML Core, which is all that browsers draw: names
of functions stay one word, a sign is not spaced like a sum, a fence is a fence. Only elements and attributes that are
named here get through, so that ``\href`` and ``\style`` do nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter

NAMED = re.compile(r"\\(begin|end)\{(aligned|gathered|split)\}")
UNREAD = re.compile(r"\\[A-Za-z]+")
WORD = re.compile(r"[^\W\d_]{2,}")
THIN = "0.167em"

OPENING, CLOSING, BARS = frozenset("([{⌊⌈⟨"), frozenset(")]}⌋⌉⟩!"), frozenset("|‖")
SIGNS = frozenset("+\u2212±∓")
#: Come as operators and would be spaced like them.
ORDINARY = frozenset("∞∂∇\u22a4⊥∅…⋯⋮⋱")
SEPARATORS = frozenset(",;")
PRIMES = frozenset("\u2032\u2033\u2034")

#: The elements that may stand in a page, each with the number of children that it must have.
ARITY: dict[str, int | None] = {
    **dict.fromkeys(("math", "mrow", "mstyle", "mphantom", "msqrt", "mtable", "mtr", "mtd", "mpadded"), None),
    **dict.fromkeys(("mi", "mo", "mn", "mtext", "mspace"), 0),
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
ATTRIBUTES = frozenset(
    ("accent", "accentunder", "columnalign", "displaystyle", "form", "fence", "linethickness", "lspace", "mathvariant")
) | frozenset(("maxsize", "minsize", "rspace", "scriptlevel", "stretchy", "width"))
SCRIPTS = frozenset(("msub", "msup", "msubsup", "munder", "mover", "munderover"))


@lru_cache(maxsize=4096)
def formula(latex: str, *, display: bool = False) -> Element | None:
    """The formula as an element ``math``, not to be changed; None where the LaTeX cannot be typeset."""
    if not _is_closed(latex):
        return None
    try:
        read = Converter(display="block" if display else "inline").convert_to_element(_named(latex))
        return _mended(read)
    except Exception:  # noqa: BLE001  whatever the library meets in a formula, the page shows the LaTeX instead
        return None


def _is_closed(latex: str) -> bool:
    depth = 0
    for sign in re.findall(r"\\.|[{}]", latex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _named(latex: str) -> str:
    """With the names that latex2mathml knows for the environments inside a formula."""
    return NAMED.sub(r"\\\1{align*}", latex)


def _mended(element: Element) -> Element:
    if element.tag not in ARITY:
        raise ValueError(element.tag)
    made = Element(element.tag, {name: value for name, value in element.attrib.items() if name in ATTRIBUTES})
    made.text = unescape(element.text or "")
    if UNREAD.match(made.text) or (made.text == "&" and element.text == "&"):
        raise ValueError(made.text)
    if (
        element.tag == "mi"
        and element.text
        and element.text != made.text
        and made.text.isalpha()
        and made.text.isascii()
    ):
        made.set("mathvariant", "normal")  # an upright letter, which the library marks only by writing it as a number
    children = [_mended(child) for child in element]
    made.extend(_row(children) if element.tag in {"mrow", "mtd", "mstyle", "msqrt", "math"} else children)
    wanted = ARITY[element.tag]
    if wanted is not None and len(made) != wanted:
        raise ValueError(element.tag)
    return _alone(made)


def _alone(element: Element) -> Element:
    """Without a row around a single thing; an operator in braces is no operator, as in `1{,}000`."""
    if element.tag == "mrow" and not element.attrib and len(element) == 1:
        only = element[0]
        if only.tag == "mo" and not only.attrib:
            only.attrib.update(lspace="0", rspace="0")
        return only
    if element.tag == "msup" and (element[1].text or "") in PRIMES:
        # The sign is raised already: as a script it would be small, and far up.
        element.tag = "mrow"
        element[1].tag, element[1].attrib = "mo", {"form": "postfix", "lspace": "0", "rspace": "0"}
    if element.tag == "mo":
        return _operator(element)
    if element.tag == "mi" and (element.text or "") in OPENING | CLOSING | SEPARATORS:
        element.tag = "mo"
        return _operator(element)
    return element


def _operator(element: Element) -> Element:
    text = element.text or ""
    if WORD.fullmatch(text) or text in ORDINARY:
        element.tag, element.attrib = "mi", {}
    elif text in OPENING | CLOSING:
        element.set("form", "prefix" if text in OPENING else "postfix")
        element.attrib["stretchy"] = "true" if "minsize" in element.attrib else element.get("stretchy", "false")
    return element


def _row(children: list[Element]) -> list[Element]:
    """What stands side by side: letters of one word joined, signs told from sums, functions set apart."""
    row: list[Element] = []
    open_bars: list[str] = []
    for child in _joined(children):
        before = next((each for each in reversed(row) if each.tag != "mspace"), None)
        text = child.text or ""
        if child.tag == "mo" and text in BARS and "form" not in child.attrib:
            closes = open_bars[-1:] == [text] and not _is_open(before)
            open_bars.pop() if closes else open_bars.append(text)
            child.attrib.update(form="postfix" if closes else "prefix", stretchy="false", lspace="0", rspace="0")
        elif child.tag == "mo" and text in SIGNS and _is_open(before):
            child.set("form", "prefix")
        if row and _parted(row[-1], child):
            row.append(Element("mspace", {"width": THIN}))
        row.append(child)
    if [child.tag for child in row] == ["mo", "mtable", "mo"]:
        for fence in (row[0], row[2]):
            fence.set("stretchy", "true")
    return row


def _joined(children: list[Element]) -> list[Element]:
    joined: list[Element] = []
    for child in children:
        variant = child.get("mathvariant", "") if child.tag == "mi" else ""
        if variant in {"normal", "monospace"} and joined and joined[-1].get("mathvariant") == variant:
            joined[-1].text = (joined[-1].text or "") + (child.text or "")
        else:
            joined.append(child)
    for child in joined:
        if len(child.text or "") > 1 and child.get("mathvariant") == "normal":
            del child.attrib["mathvariant"]  # a name of several letters is upright by itself
    return joined


def _is_open(before: Element | None) -> bool:
    """Whether nothing stands before that a sum could begin with."""
    return before is None or (before.tag == "mo" and before.get("form") != "postfix")


def _parted(before: Element, after: Element) -> bool:
    """Whether TeX would leave a thin space between: around the name of a function, but not before its bracket."""
    if _is_function(before):
        return after.tag not in {"mo", "mspace"} and not _is_bracketed(after)
    return _is_function(after) and before.tag not in {"mo", "mspace"}


def _is_function(element: Element) -> bool:
    core = element[0] if element.tag in SCRIPTS else element
    return core.tag == "mi" and bool(WORD.fullmatch(core.text or "")) and "mathvariant" not in core.attrib


def _is_bracketed(element: Element) -> bool:
    return element.tag == "mrow" and len(element) > 0 and element[0].tag == "mo"
