"""What a teacher gets: the key of one version at a glance, then each question with its explanation."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from quizzes.exchange.printable_answers import long_key, notes, reasons, short_key
from quizzes.exchange.printable_page import counted, header, page
from quizzes.exchange.printable_sheet import Asked, Sheet
from quizzes.items.text import CodeOutput
from quizzes.texts.markup import to_html, to_inline_html


def key(sheet: Sheet) -> bytes:
    """The key of one version as a page of its own."""
    total = f"{counted(len(sheet.questions), 'question')}, {counted(sheet.points, 'point')}. Not for students."
    answers = "\n".join(_glance(asked) for asked in sheet.questions)
    explained = "\n".join(_explained(asked) for asked in sheet.questions)
    head = header(sheet.title, sheet.letter, "key of version", f'<p class="count">{total}</p>')
    return page(sheet.title, sheet.letter, "key of version", f'{head}\n<ol class="answers">{answers}</ol>\n{explained}')


def _glance(asked: Asked) -> str:
    return (
        f'<li><span class="letter">{asked.number}</span><b>{_short(asked)}</b>'
        f'<span class="soft">{counted(asked.item.points, "point")}</span></li>'
    )


def _short(asked: Asked) -> str:
    found = short_key(asked)
    return f"<code>{escape(found)}</code>" if isinstance(asked.item, CodeOutput) else to_inline_html(found)


def _explained(asked: Asked) -> str:
    item = asked.item
    stem = to_html(item.stem, {blank.name: Markup("<b>[{}]</b>").format(blank.number) for blank in asked.blanks})
    code = f"<pre><code>{escape(item.code.rstrip())}</code></pre>" if isinstance(item, CodeOutput) else ""
    lines = "".join(f"<p>{to_inline_html(line)}</p>" for line in long_key(asked)) or _whole(asked)
    further = "".join(f'<p class="small soft">{to_inline_html(note)}</p>' for note in notes(asked))
    why = "".join(f"<dt>{escape(label)}</dt><dd>{to_html(reason)}</dd>" for label, reason in reasons(asked))
    reasoned = f'<dl class="reasons">{why}</dl>' if why else ""
    return (
        f'<section class="question explained"><h2>{asked.number}</h2><div>'
        f'<span class="points">{counted(item.points, "point")}</span><div class="stem">{stem}{code}</div>'
        f'<div class="key">{lines}{further}</div>{to_html(item.explanation)}'
        f"{reasoned}"
        f'<p class="source">{to_inline_html(item.source)} · <code>{escape(item.id)}</code> · '
        f"difficulty {item.difficulty} · {escape(', '.join(item.objectives))}</p></div></section>"
    )


def _whole(asked: Asked) -> str:
    if isinstance(asked.item, CodeOutput):
        return f"<pre><code>{escape(asked.item.key.rstrip())}</code></pre>"
    return f"<p><b>{_short(asked)}</b></p>"
