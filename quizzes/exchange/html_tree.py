"""HTML as other systems write it, well-formed or not, as a tree; nothing in it is run or fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "footer", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "ul"),
}
#: What a new element of that name ends, where it is still open.
ENDS = {"li": {"li"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}, "th": {"td", "th"}, "option": {"option"}}
MAX_DEPTH = 60


@dataclass
class Tag:
    """One element."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Tag | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def first(self, name: str) -> Tag | None:
        """The first element of that name inside, at any depth."""
        for child in self.children:
            if isinstance(child, Tag):
                found = child if child.name == name else child.first(name)
                if found:
                    return found
        return None

    @property
    def is_block(self) -> bool:
        """Whether it starts a line of its own, or holds something that does."""
        return self.name in BLOCKS or any(isinstance(child, Tag) and child.is_block for child in self.children)


def parse_html(html: str) -> Tag:
    """The tree under an element `div`. Never fails: what cannot be read as markup is text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Tag("div")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end({"p"}, within={"div", "li", "td", "th", "blockquote", "table"})
        self._end(ENDS.get(tag, set()), within={"ul", "ol", "table", "select"})
        new = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(new)
        if tag not in VOID and len(self.open) < MAX_DEPTH:
            self.open.append(new)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        names = [each.name for each in self.open[1:]]
        if tag in names:
            del self.open[len(names) - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _end(self, names: set[str], *, within: set[str]) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name in names:
                del self.open[depth:]
                if names == {"p"}:
                    return
            elif self.open[depth].name in within:
                return
