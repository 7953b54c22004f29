"""The key of a quiz as Markdown: at a glance in a table, then each question with its explanation."""

from __future__ import annotations

from quizzes.bank import Bank
from quizzes.exchange.markdown_text import cell, code, counted, entry, listed
from quizzes.exchange.printable_answers import long_key, notes, reasons, short_key
from quizzes.exchange.printable_sheet import Asked
from quizzes.exchange.xhtml import code_block
from quizzes.items.text import CodeOutput


def key(bank: Bank, questions: list[list[Asked]]) -> str:
    """The whole file, with a line for each variant."""
    every = [asked for variants in questions for asked in variants]
    objectives = listed([entry(text, "-", f"{code(name)}:") for name, text in bank.objectives.items()])
    rows = [f"| {asked.number} | {cell(_short(asked))} | {asked.item.points:g} |" for asked in every]
    table = "\n".join(["| Question | Key | Points |", "| ---: | --- | ---: |", *rows])
    parts = [f"# {bank.title}: key", "Not for students.", "What the questions ask about:", objectives, table]
    for asked in every:
        parts += _explained(asked)
    return "\n\n".join(parts) + "\n"


def _short(asked: Asked) -> str:
    found = short_key(asked)
    return code(found) if isinstance(asked.item, CodeOutput) else found


def _explained(asked: Asked) -> list[str]:
    item = asked.item
    why = [entry(reason, "-", f"{code(label)}:") for label, reason in reasons(asked)]
    hints = [entry(hint, f"{number}.") for number, hint in enumerate(item.hints, start=1)]
    served = ", ".join(map(code, item.objectives))
    about = f"{code(item.id)}, {counted(item.points, 'point')}, difficulty {item.difficulty}; serves {served}."
    return [
        f"## {asked.number}",
        about,
        _key(asked),
        *notes(asked),
        "Why:",
        item.explanation,
        *(["Not right:", listed(why)] if why else []),
        *(["Hints:", listed(hints)] if hints else []),
        f"Source: {item.source}",
    ]


def _key(asked: Asked) -> str:
    if isinstance(asked.item, CodeOutput):
        return f"Key:\n\n{code_block(asked.item.key, '')}"
    lines = long_key(asked)
    return "\n\n".join(["Key:", listed([entry(line) for line in lines])]) if lines else f"Key: **{short_key(asked)}**"
