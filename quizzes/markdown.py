"""What the text of a bank must keep to so that every face can show it: formulas and code that are closed again."""

from __future__ import annotations

import re
import unicodedata

#: Code, which is left alone; a dollar sign; a formula: whichever begins first, as it is read.
SPAN = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|\\\$|\$\$(?!\s*\$)(?P<display>(?:\\\$|[^$`])+?)\$\$|\$(?![ \t]*\$)(?P<inline>[^$`\n]+?)\$",
    re.MULTILINE | re.DOTALL,
)
#: Stand for a formula while Markdown is read; no bank's text can hold them, since they do not print.
OPEN, CLOSE = "\ue000", "\ue001"
KEPT = re.compile(f"{OPEN}([0-9]+){CLOSE}")
TAG = re.compile(r"<[^>]*>")
ALL_OF_THE_ABOVE = re.compile(
    r"\s*(all|none|both|any) (of )?(the )?(above|these|below|others)\b.*", re.IGNORECASE | re.DOTALL
)


def problem_in(text: str) -> tuple[str, str] | None:
    """What is wrong with a Markdown text and what is allowed, or None."""
    if not text.strip():
        return "is empty", "some text"
    if any(unicodedata.category(char)[0] == "C" and char not in "\n\t" for char in text):
        return "holds a control character, or an invisible one", "letters, signs, spaces and line breaks"
    for span in SPAN.finditer(text):
        latex = span["inline"] or span["display"] or ""
        if "\\)" in latex or "\\]" in latex:
            return r"has a formula with `\)` or `\]` in it", r"plain brackets, or `\left(` and `\right)`"
    rest = SPAN.sub("", text)
    if re.search(r"^(```|~~~)", rest, re.MULTILINE):
        return "has a code block that is not closed", "a fence of ``` before the code and one after it"
    if "`" in rest:
        return "has code that is not closed", "a backtick before the code and one after it"
    if "$" in rest:
        return "has a formula that is not closed", r"`$` before a formula and after it, on one line; `\$` for a dollar"
    return None
