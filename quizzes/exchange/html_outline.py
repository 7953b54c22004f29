"""What a reader sees of plain HTML: its words, and the lists, tables, emphasis and code that they stand in."""

from __future__ import annotations

from quizzes.exchange.html_tree import Tag

#: Names that mean the same; those that mean nothing for what is seen.
SAME = {"b": "strong", "i": "em", "tt": "code"}
UNSEEN = {"p", "div", "span", "br", "thead", "tbody"}
SEEN = {
    *("ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "table", "tr", "th", "td", "a", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}


def outline(tree: Tag) -> list[str] | None:
    """Tags and words in order, without spaces; None where an element is not among those that a bank's text can have."""
    found: list[str] = []
    return found if _collect(tree, found) else None


def _collect(tag: Tag, found: list[str]) -> bool:
    for child in tag.children:
        if isinstance(child, str):
            words = "".join(char for char in child if not char.isspace() and char.isprintable())
            found += [words] if words else []
            continue
        name = SAME.get(child.name, child.name)
        if name not in SEEN | UNSEEN:
            return False
        inside: list[str] = []
        if not _collect(child, inside):
            return False
        if name in SEEN and (inside or name in {"hr", "td", "th"}):
            inside = [f"<{name}>", *inside, f"</{name}>"]
        found += inside
    return True
