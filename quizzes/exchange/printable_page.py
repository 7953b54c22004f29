"""A page that prints well on A4 and on Letter, and needs nothing from a network: its frame and its style."""

from __future__ import annotations

from html import escape
from pathlib import Path

from quizzes.texts.markup import to_inline_html, to_text

STYLE = Path(__file__).with_name("printable.css")

#: What stands at the foot of each printed page.
FEET = """@page {{ margin: 15mm 16mm 17mm;
  @bottom-left {{ content: "{left}"; font: 8pt sans-serif; color: #545b67; }}
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #545b67; }} }}
"""


def page(title: str, version: str, sort: str, body: str) -> bytes:
    """A whole HTML file; ``title`` is Markdown, ``sort`` says what the page is for."""
    plain = f"{to_text(title)}, {sort} {version}"
    # Inside a style, nothing but this ends a string or the style.
    left = "".join(f"\\{ord(sign):x} " if sign in '\\"<\n' else sign for sign in plain)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(plain)}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}{FEET.format(left=left)}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def header(title: str, version: str, label: str, below: str) -> str:
    """The head of the first page, with the version's letter in a box."""
    box = f'<div class="version"><small>{label}</small>{version}</div>'
    return f'<header>\n<div class="top"><h1>{to_inline_html(title)}</h1>{box}</div>\n{below}\n</header>'


def counted(number: float, one: str) -> str:
    """``1 point``, ``2.5 points``."""
    return f"{round(number, 2):g} {one if number == 1 else f'{one}s'}"
