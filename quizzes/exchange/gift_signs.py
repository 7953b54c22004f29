r"""GIFT's signs: ``{}=~#:`` stand for themselves behind a backslash, and ``\n`` for a new line."""

from __future__ import annotations

import re

RESERVED = re.compile(r"[\\#=~{}:\n]")
ESCAPED = re.compile(r"\\([\\#=~{}:n])")
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
#: Moodle's names of the same in XML.
FORMATS = {"html": "html", "moodle": "moodle_auto_format", "plain": "plain_text", "markdown": "markdown"}
#: Where signs that mean themselves are kept while a file is read: characters that no text has.
KEPT_AT = 0xE000
KEPT = re.compile("[\ue000-\uf8ff]")


def escaped(text: str) -> str:
    """The text with a backslash before each sign that would mean something."""
    text = text.replace("\r", "")
    return RESERVED.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", text)


def unmistakable(text: str, how: str) -> str:
    """The text with the name of its format before it where it starts with one itself."""
    return f"[{how}]{text}" if FORMAT.match(text) else text


def kept(text: str) -> str:
    """The text with every escaped sign out of the way; nothing in it but a sign that means something looks like one."""
    return ESCAPED.sub(lambda sign: chr(KEPT_AT + ord("\n" if sign[1] == "n" else sign[1])), KEPT.sub("", text))


def restored(text: str) -> str:
    """The text with the signs that were kept as themselves."""
    return KEPT.sub(lambda sign: chr(ord(sign[0]) - KEPT_AT), text)


def format_of(text: str, default: str) -> tuple[str, str]:
    """The text without a format's name before it, and the format in the words of Moodle's XML."""
    named = FORMAT.match(text)
    return (text[named.end() :], FORMATS[named[1]]) if named else (text, default)
