"""IPython's own syntax, taken out of a cell: what is left is plain Python, line for line."""

from __future__ import annotations

import ast
import re
import warnings

_KEEPS_ITS_BODY = {"time", "timeit", "capture", "prun"}
#: A cell that begins with an indent, or has a prompt in its first or second line.
_MAYBE_TYPED = re.compile(
    r"(?:[ \t\f]*\n)*(?:[ \t]+\S|(?:.*\n)?(?:>>>|\.\.\.|In \[\d+\]:|[ \t]*\.{3,}:))",
)
#: What begins a cell that was copied with its prompts, and what begins each of its lines: Python's, and IPython's.
_PROMPTS = (
    (re.compile(r">>>(?: |$)"), re.compile(r"(?:>>>|\.\.\.)(?: |$)")),
    (re.compile(r"In \[\d+\]: ?"), re.compile(r"In \[\d+\]: ?|[ \t]*\.{3,}: ?")),
)
_CELL_MAGIC = re.compile(r"%%(\w*)")
_MAYBE_COMMAND = re.compile(r"^[ \t\f]*[%!?]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
_COMMAND_WORD = re.compile(r"[%!?]+[ \t]*[\w-]{0,30}")
#: It runs the statement behind it as any other, and says how long that took.
_TIMED = re.compile(r"%time[ \t]+(?=[^\s-])")
_HELP = re.compile(r"[%\w.*\[\]-]+\?{1,2}")
_ASSIGNED_COMMAND = re.compile(r"(?<![=!<>+\-*/%&|^@:])=[ \t]*(?=[!%])")
_TOKEN = re.compile(r"#|'''|\"\"\"|'|\"|[(\[{]|[)\]}]")
_STRING_END = {quote: re.compile(rf"(?:[^\\]|\\.)*?{quote}") for quote in ("'", '"', "'''", '"""')}


def plain_python(text: str) -> tuple[str, list[str]]:
    """A cell's ``text`` without IPython's commands, and a word for each thing that was left out.

    An indent of the whole cell, and prompts that were copied along, go without a word: IPython runs such cells, too.
    Text that parses as Python is returned untouched. The number of lines never changes. What is still no Python
    afterwards stays as it is: its SyntaxError is the student's.
    """
    if not (_MAYBE_COMMAND.search(text) or _MAYBE_TYPED.match(text)) or parses(text):
        return text, []
    lines = _as_typed(text.split("\n"))
    if parses("\n".join(lines)):
        return "\n".join(lines), []
    left_out: list[str] = []
    for index, line in enumerate(lines):
        magic = _CELL_MAGIC.match(line.strip())
        if magic is None:
            if line.strip():
                break
            continue
        if magic[1] not in _KEEPS_ITS_BODY:
            return "\n" * (len(lines) - 1), [*left_out, f"all of it (`{magic[0][:30]}`)"]
        left_out.append(f"`{magic[0]}`")
        lines[index] = ""
    _take_out_commands(lines, left_out)
    return "\n".join(lines), left_out


def _as_typed(lines: list[str]) -> list[str]:
    """The lines without the first one's indent, where they have it, and without prompts: as IPython takes them off."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip(" \t"))]
    lines = [line.removeprefix(indent) for line in lines]
    for begins, prompt in _PROMPTS:
        if begins.match(lines[first]) or any(prompt.match(line) for line in lines[first + 1 : first + 2]):
            lines = [line[found.end() :] if (found := prompt.match(line)) else line for line in lines]
    return lines


def parses(text: str) -> bool:
    """Whether ``text`` is Python by its grammar. Nothing of it is run."""
    try:
        with warnings.catch_warnings():
            # An invalid escape such as "\d" warns, and where warnings are errors that would look like bad syntax.
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _take_out_commands(lines: list[str], left_out: list[str]) -> None:
    """Replace each line where an IPython command starts a statement, never one inside a string or brackets."""
    quote, depth, goes_on, in_command = "", 0, False, False
    for index, line in enumerate(lines):
        if in_command:
            lines[index] = ""
            in_command = line.rstrip().endswith("\\")
            continue
        if not quote and not depth and not goes_on and (found := _command(line)):
            lines[index], word = found
            left_out.append(word)
            goes_on = lines[index].endswith("\\")
            in_command = line.rstrip().endswith("\\") and not goes_on
            continue
        quote, depth = _state_after(line, quote, depth)
        goes_on = line.endswith("\\")


def _command(line: str) -> tuple[str, str] | None:
    """What stands in for ``line`` and the command's word, or None where the line starts no command.

    No Python statement begins with ``%``, ``!`` or ``?``, ends in ``?`` or assigns from ``!`` or ``%``.
    """
    rest = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    nothing = f"{indent}pass" if indent else ""
    word = _COMMAND_WORD.match(rest)
    timed = _TIMED.match(rest)
    if timed and (rest.endswith("\\") or parses(rest[timed.end() :])):
        return f"{indent}{rest[timed.end() :]}", "`%time`"
    if word:
        return nothing, f"`{word[0]}`"
    if _HELP.fullmatch(rest):
        return nothing, "`?`"
    assigned = _ASSIGNED_COMMAND.search(rest)
    if assigned is None:
        return None
    target = rest[: assigned.start()]
    word = _COMMAND_WORD.match(rest, assigned.end())
    if word is None or "#" in target or not parses(f"{target}= None"):
        return None
    return f"{indent}{target}= None", f"`{word[0]}`"


def _state_after(line: str, quote: str, depth: int) -> tuple[str, int]:
    """The string that is open and the depth of brackets at the end of ``line``."""
    position = 0
    while True:
        if quote:
            end = _STRING_END[quote].match(line, position)
            if end is None:
                # Only triple quotes reach over a line's end; any other string that is open here is a mistake.
                return quote if len(quote) == 3 else "", depth
            position, quote = end.end(), ""
        token = _TOKEN.search(line, position)
        if token is None or token[0] == "#":
            return "", depth
        position = token.end()
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth = max(0, depth - 1)
        else:
            quote = token[0]
