r"""HTML as Markdown of this project's banks: formulas between dollar signs, code in backticks, everything else plain.

What is written renders as the HTML did. Signs of Markdown in a text are escaped as little as that needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quizzes import markdown
from quizzes.exchange.html_outline import outline
from quizzes.exchange.html_tree import Tag, parse_html
from quizzes.exchange.xhtml import to_xhtml
from quizzes.markdown import SPAN

FORMULA = re.compile(
    r"\\\((?P<inline>[^$`]{1,1000}?)\\\)|\\\[(?P<display>[^$`]{1,1000}?)\\\]|\$\$(?P<dollars>[^$`\n]+?)\$\$", re.DOTALL
)
NONE = re.compile(r"(?!)")
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
RISKY = re.compile(r"[*_\[\]<>&~|#\\`$]")
#: Signs that are written as their number: a backslash before them is not understood by every check of a bank.
NUMBERED = {"\\": "&#92;", "`": "&#96;"}
ALIGNMENT = {"left": ":---", "center": ":---:", "right": "---:"}
DROPPED = {"script", "style", "head", "title", "template", "iframe", "object", "embed", "video", "audio", "form"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def to_markdown(html: str) -> tuple[str, list[str]]:
    """The text, and what of the HTML is not in it."""
    tree = parse_html(html)
    full = _Writer(PUNCTUATION)
    escaped = _braces_apart(full.whole(tree))
    rendered = to_xhtml(escaped)
    # Markdown cannot nest everything that HTML can: emphasis in emphasis, say.
    wanted = outline(tree)
    if wanted is not None and not full.lost and _braceless(wanted) != _braceless(outline(parse_html(rendered))):
        full.lost.append("how its lists, emphasis or code are nested")
    for signs in (NONE, RISKY):
        light = _braces_apart(_Writer(signs).whole(tree))
        if markdown.problem_in(light) is None and to_xhtml(light) == rendered:
            return light, full.lost
    return escaped, full.lost


def _braceless(outlined: list[str] | None) -> str:
    """An outline without the signs that formulas are written with: they differ where the formula is the same."""
    return re.sub(r"\\[()\[\]]|\$\$", "", "".join(outlined or []))


def plain_markdown(text: str) -> str:
    """A text without markup as Markdown: every sign means itself."""
    return to_markdown(text.replace("&", "&amp;").replace("<", "&lt;"))[0]


@dataclass
class _Writer:
    signs: re.Pattern[str]
    lost: list[str] = field(default_factory=list)
    depth: int = 0

    def whole(self, tree: Tag) -> str:
        return "\n\n".join(self.blocks(tree.children))

    def blocks(self, children: list[Tag | str]) -> list[str]:
        """Each block as text; what stands between blocks becomes paragraphs."""
        found: list[str] = []
        run: list[Tag | str] = []
        marker = ""
        for child in children:
            if isinstance(child, str) or not child.is_block:
                run.append(child)
                continue
            paragraph = self.paragraph(run)
            run = []
            marker = self.next_marker(child, "" if paragraph else marker)
            block = self.entries(child, marker) if marker else self.block(child)
            found += [each for each in (paragraph, block) if each.strip()]
        paragraph = self.paragraph(run)
        return [*found, paragraph] if paragraph else found

    def paragraph(self, children: list[Tag | str]) -> str:
        """The children without a line break at the end, which a browser does not show."""
        return re.sub(r"(\s*\\)+$", "", self.inline(children).strip())

    def block(self, tag: Tag) -> str:
        if tag.name in HEADINGS:
            return f"{'#' * int(tag.name[1])} {self.inline(tag.children).strip()}"
        if tag.name == "hr":
            return "---"
        if tag.name == "pre":
            return self.fence(tag)
        if tag.name == "blockquote":
            text = "\n\n".join(self.blocks(tag.children))
            return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
        if tag.name == "table":
            return self.table(tag)
        if tag.name in DROPPED:
            return self.drop(tag)
        return "\n\n".join(self.blocks(tag.children))

    def fence(self, tag: Tag) -> str:
        code = tag.first("code")
        names = (code or tag).attributes.get("class", "").split()
        language = next((name[9:] for name in names if name.startswith("language-")), "")
        text = _shown(tag.text, keep="\n\t").removesuffix("\n")
        ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
        return f"{ticks}{re.sub(r'[^A-Za-z0-9_+-]', '', language)}\n{text}\n{ticks}"

    def next_marker(self, tag: Tag, before: str) -> str:
        """The sign of a list's entries: another than that of a list just before, which it would continue. Else ""."""
        if tag.name not in {"ul", "ol"}:
            return ""
        # Three equal signs on a line, one list begun inside another, would be a rule.
        bullets = ("+", "*") if self.depth % 2 else ("-", "*")
        pair = bullets if tag.name == "ul" else (".", ")")
        return pair[1] if before == pair[0] else pair[0]

    def entries(self, tag: Tag, marker: str) -> str:
        start = tag.attributes.get("start", "1")
        number = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
        entries = [child for child in tag.children if isinstance(child, Tag)]
        loose = any(isinstance(each, Tag) and each.name == "p" for entry in entries for each in entry.children)
        lines = []
        self.depth += 1
        for index, entry in enumerate(entries):
            sign = marker if tag.name == "ul" else f"{number + index}{marker}"
            text = ("\n\n" if loose else "\n").join(self.blocks(entry.children))
            indented = text.replace("\n", "\n" + " " * (len(sign) + 1))
            lines.append(re.sub(r"\n +(?=\n)", "\n", f"{sign} {indented}").rstrip())
        self.depth -= 1
        return ("\n\n" if loose else "\n").join(lines)

    def table(self, tag: Tag) -> str:
        rows = [[cell for cell in row.children if isinstance(cell, Tag)] for row in _all(tag, "tr")]
        rows = [row for row in rows if row]
        if not rows:
            return self.drop(tag)
        if any(name in cell.attributes for row in rows for cell in row for name in ("rowspan", "colspan")):
            self.lost.append("cells of a table that span several")
        width = max(len(row) for row in rows)
        cells = [[self.cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
        aligned = [ALIGNMENT.get(_alignment(cell), "---") for cell in rows[0]] + ["---"] * (width - len(rows[0]))
        return "\n".join("| " + " | ".join(row) + " |" for row in [cells[0], aligned, *cells[1:]])

    def cell(self, tag: Tag) -> str:
        text = self.inline(tag.children).replace("\\\n", " ")
        return _pipes_escaped(text.replace("\n", " ").strip())

    def inline(self, children: list[Tag | str]) -> str:
        """The children on one line, except after a line break."""
        text = "".join(self.escaped(child) if isinstance(child, str) else self.span(child) for child in children)
        return re.sub(r"(?<=\n) +", "", text)

    def span(self, tag: Tag) -> str:
        inner = "" if tag.name in {"code", "sub", "sup"} else self.inline(tag.children)
        if tag.name in {"strong", "b"}:
            return _around("**", inner)
        if tag.name in {"em", "i"}:
            return _around("*", inner)
        if tag.name in {"code", "tt"}:
            return _code(tag.text)
        if tag.name == "br":
            return "\\\n"
        if tag.name in {"sup", "sub"}:
            return self.raised(tag)
        if tag.name == "a":
            return self.link(tag, inner)
        if tag.name == "img":
            return self.image(tag)
        return self.other(tag, inner)

    def other(self, tag: Tag, inner: str) -> str:
        if tag.name == "math":
            return self.mathml(tag)
        return self.drop(tag) if tag.name in DROPPED else inner

    def raised(self, tag: Tag) -> str:
        text = tag.text.strip()
        if re.fullmatch(r"[A-Za-z0-9+-]{1,20}", text):
            return f"${'^' if tag.name == 'sup' else '_'}{{{text}}}$"
        self.lost.append(f"that `{text}` stands {'higher' if tag.name == 'sup' else 'lower'}")
        return self.inline(tag.children)

    def link(self, tag: Tag, inner: str) -> str:
        target = tag.attributes.get("href", "").strip()
        if not re.fullmatch(r"(https?://|mailto:)[^\s<>]+", target) or not inner.strip():
            self.lost.append(f"a link to `{target}`") if target else None
            return inner
        return f"[{inner.strip()}](<{target}>)" if re.search(r"[()\\$`]", target) else f"[{inner.strip()}]({target})"

    def image(self, tag: Tag) -> str:
        latex = tag.attributes.get("data-equation-content", "")
        if latex and "$" not in latex:
            return f"${' '.join(latex.split())}$"
        source, alternative = tag.attributes.get("src", ""), tag.attributes.get("alt", "")
        self.lost.append(f"the image `{source[:80]}`")
        return self.escaped(f"[{alternative}]") if alternative else ""

    def mathml(self, tag: Tag) -> str:
        latex = tag.first("annotation")
        if latex and "tex" in latex.attributes.get("encoding", "") and "$" not in latex.text:
            return f"${' '.join(latex.text.split())}$"
        self.lost.append("the layout of a formula in MathML")
        return self.escaped(tag.text)

    def drop(self, tag: Tag) -> str:
        self.lost.append(f"an element `{tag.name}`")
        return ""

    def escaped(self, text: str) -> str:
        """A text's signs as themselves, its formulas between dollars, its spaces as one."""
        parts, end = [], 0
        for match in FORMULA.finditer(text):
            latex = " ".join((match["inline"] or match["display"] or match["dollars"]).split())
            if not latex or "$" in latex or "`" in latex:
                continue
            around = "$" if match["inline"] else "$$"
            parts += [self.signs_escaped(text[end : match.start()]), f"{around}{_shown(latex)}{around}"]
            end = match.end()
        return "".join([*parts, self.signs_escaped(text[end:])])

    def signs_escaped(self, text: str) -> str:
        text = re.sub(r"\s+", " ", _shown(text, keep="\n\t\r"))
        text = text.replace("\\", "\ue010").replace("`", "\ue011").replace("$", "\ue012")
        text = self.signs.sub(lambda sign: f"\\{sign[0]}", text)
        return text.replace("\ue010", NUMBERED["\\"]).replace("\ue011", NUMBERED["`"]).replace("\ue012", r"\$")


def _braces_apart(text: str) -> str:
    """The text without two braces together, between which an expression would stand."""
    return re.sub(r"\{(?=\{)", "{ ", text)


def _shown(text: str, keep: str = "") -> str:
    """The text without characters that do not print; spaces of every kind are spaces."""
    spaced = "".join(" " if char.isspace() and char not in keep else char for char in text)
    return "".join(char for char in spaced if char.isprintable() or char in keep)


def _around(sign: str, inner: str) -> str:
    core = inner.strip()
    if not core:
        return inner
    start = len(inner) - len(inner.lstrip())
    return f"{inner[:start]}{sign}{core}{sign}{inner[start + len(core) :]}"


def _code(text: str) -> str:
    text = _shown(text)
    if not text.strip():
        return f"`{text}`" if text else ""
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    gap = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{gap}{text}{gap}{ticks}"


def _pipes_escaped(text: str) -> str:
    """The text for a cell of a table; formulas are read before tables are, and stay as they stand."""
    parts, end = [], 0
    for span in SPAN.finditer(text):
        is_formula = bool(span["display"] or span["inline"])
        between = re.sub(r"(?<!\\)\|", r"\\|", text[end : span.start()])
        parts += [between, span[0] if is_formula else span[0].replace("|", r"\|")]
        end = span.end()
    return "".join([*parts, re.sub(r"(?<!\\)\|", r"\\|", text[end:])])


def _alignment(cell: Tag) -> str:
    named = re.search(r"qti-align-(\w+)|text-align:\s*(\w+)", str(cell.attributes.get("class")) + str(cell.attributes))
    return (named[1] or named[2]) if named else ""


def _all(tag: Tag, name: str) -> list[Tag]:
    inside = [child for child in tag.children if isinstance(child, Tag)]
    return [each for child in inside for each in ([child] if child.name == name else _all(child, name))]
