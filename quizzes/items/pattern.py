"""Regular expressions that a bank may use: those that cannot take long, whatever a student types.

Python's engine tries every way to share a text among repeats and options, so their number is limited, and what is
repeated as a group holds neither. Two repeats and eight options over 200 characters: ten million steps at worst.
"""

from __future__ import annotations

import re

MAX_REPEATS = 2
MAX_OPTIONS = 8
#: Sets and escaped characters, which hold signs that mean nothing there.
LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
SPECIAL = re.compile(r"\\[1-9]|\(\?(?!:|P<)")
REPEAT = re.compile(r"[*+]|\{[0-9]*,[0-9]*\}")
COUNT = re.compile(r"\{([0-9]+)\}")
TOKEN = re.compile(r"(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))(?P<again>[*+{])?|(?P<choice>[|?*+{])")


def problem_in_pattern(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a pattern and what is allowed, or None."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"is no regular expression: {error}", "one in Python's syntax"
    bare = LITERAL.sub("x", pattern)
    if SPECIAL.search(bare) or re.search(r"(?<!\\)(\\\\)*\\[1-9]", pattern):
        return "uses a back-reference, a look-around, a flag or a condition", "groups, alternatives, sets and repeats"
    if len(REPEAT.findall(bare)) > MAX_REPEATS:
        return f"has more than {MAX_REPEATS} repeats", "at most so many of `*`, `+` and `{a,b}`"
    if bare.count("?") - bare.count("(?") > MAX_OPTIONS:
        return f"has more than {MAX_OPTIONS} options", "at most so many `?`, or several texts under `accept`"
    if any(int(number) > 50 for number in COUNT.findall(bare)):
        return "counts beyond 50", "at most `{50}`"
    if _repeats_a_choice(bare):
        return "repeats a group that holds a repeat or an alternative", "repeats of plain groups and of sets"
    return None


def _repeats_a_choice(bare: str) -> bool:
    """Whether a group with a repeat or an alternative in it is repeated itself."""
    outer: list[bool] = []
    choices = False
    for token in TOKEN.finditer(bare):
        if token["open"]:
            outer.append(choices)
            choices = False
        elif token["close"]:
            if token["again"] and choices:
                return True
            choices = choices or bool(token["again"]) or (outer.pop() if outer else False)
        else:
            choices = True
    return False
