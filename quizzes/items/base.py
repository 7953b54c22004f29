"""What every item has, and how a model reports all of its mistakes at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from quizzes import expressions, markdown, templates
from quizzes.errors import ExpressionError, one_line, quoted
from quizzes.items.variables import Variables
from quizzes.shown import shown_number

Path = tuple[str | int, ...]
#: Where in a model, what is wrong, and what is allowed.
Mistake = tuple[Path, str, str]


class Mistakes(ValueError):
    """All that a model finds wrong with itself beyond the form of its fields."""

    def __init__(self, found: list[Mistake]) -> None:
        super().__init__("; ".join(one_line(f"{'.'.join(map(str, at))}: {what}; {may}") for at, what, may in found))
        self.found = found


def refuse(what: str, allowed: str) -> PydanticCustomError:
    """The error of one field, in our words."""
    return PydanticCustomError("refused", "{what}; {allowed}", {"what": what, "allowed": allowed})


def _markdown(text: str) -> str:
    problem = markdown.problem_in(templates.TEMPLATE.sub("0", text))
    if problem:
        raise refuse(*problem)
    return text


def _line(text: str) -> str:
    if "\n" in text.strip():
        raise refuse("has several lines", "one line")
    return _markdown(text)


def _number(value: object) -> object:
    if isinstance(value, str):
        try:
            count = len(templates.expressions_in(value))
        except ExpressionError as error:
            raise refuse(error.what, error.allowed) from None
        if count != 1 or not templates.TEMPLATE.fullmatch(value.strip()):
            raise refuse(f"{quoted(value)} is no number", "a number without quotes, or one expression: `{{ 2 * x }}`")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse(f"{quoted(value)} is no number", "a number without quotes, or one expression: `{{ 2 * x }}`")
    return value


def _expression(text: str) -> str:
    if templates.is_template(text):
        raise refuse("holds `{{`", "this field is an expression as it stands, without braces")
    return text


Markdown = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_markdown)]
Line = Annotated[str, StringConstraints(max_length=500), AfterValidator(_line)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Expression = Annotated[
    str, StringConstraints(min_length=1, max_length=expressions.MAX_CHARACTERS), AfterValidator(_expression)
]
SLUG = r"^[a-z0-9]+([._-][a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
#: A finite number, or a text that is one expression in braces.
Number = Annotated[
    Annotated[float, Field(allow_inf_nan=False)] | Annotated[str, Field(pattern=r"^\s*\{\{[^{}]+\}\}\s*$")],
    BeforeValidator(_number, json_schema_input_type=float | Annotated[str, Field(pattern=r"^\s*\{\{[^{}]+\}\}\s*$")]),
]


class Part(BaseModel):
    """A model whose fields are known by name, and that collects its own mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_default=True)

    #: The fields that hold text with expressions in it, those that hold a number or an expression for one, and those
    #: that are taken as they stand.
    TEXTS: ClassVar[tuple[str, ...]] = ()
    NUMBERS: ClassVar[tuple[str, ...]] = ()
    PLAIN: ClassVar[tuple[str, ...]] = ()

    def mistakes(self) -> Iterator[Mistake]:
        """What is wrong beyond the form of each field: the place in this model, what, and what is allowed."""
        yield from ()

    @model_validator(mode="after")
    def _collected(self) -> Self:
        if found := list(self.mistakes()):
            raise Mistakes(found)
        return self

    def templates(self, at: Path = ()) -> Iterator[tuple[Path, str]]:
        """Every text with expressions in it, here and below, with its place."""
        for name, path, value in self._strings(at):
            if name in (*self.TEXTS, *self.NUMBERS) and templates.is_template(value):
                yield path, value
        for path, part in self.parts(at):
            yield from part.templates(path)

    def expressions(self, at: Path = ()) -> Iterator[tuple[Path, str]]:
        """Every bare expression that a proof evaluates, here and below, with its place."""
        proof = getattr(self, "proof", None)
        if isinstance(proof, str):
            yield (*at, "proof"), proof
        for path, part in self.parts(at):
            yield from part.expressions(path)

    def _strings(self, at: Path) -> Iterator[tuple[str, Path, str]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            for index, entry in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(entry, str):
                    yield name, (*at, name) if index is None else (*at, name, index), entry

    def parts(self, at: Path = ()) -> Iterator[tuple[Path, Part]]:
        """The models directly inside this one."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            entries: Iterator[tuple[Any, Any]] = iter(())
            if isinstance(value, Part):
                yield (*at, name), value
            elif isinstance(value, list):
                entries = iter(enumerate(value))
            elif isinstance(value, dict):
                entries = iter(value.items())
            yield from (((*at, name, key), entry) for key, entry in entries if isinstance(entry, Part))


class Item(Part):
    """One item: what is asked, what it is worth, and what is said afterwards."""

    TEXTS: ClassVar[tuple[str, ...]] = ("stem", "explanation", "hints")
    PLAIN: ClassVar[tuple[str, ...]] = ("id", "kind", "objectives", "source", "constraints")

    id: Slug = Field(description="Names the item, in its bank and in every export: lower case, digits, hyphens.")
    kind: str
    stem: Markdown = Field(description="What is asked: Markdown with code, and LaTeX between `$`.")
    points: float = Field(gt=0, le=100, allow_inf_nan=False, description="What a full response earns.")
    difficulty: int = Field(ge=1, le=3, description="1: recall. 2: apply. 3: combine or explain.")
    objectives: list[Slug] = Field(min_length=1, max_length=5, description="Names from the bank's `objectives`.")
    source: Line = Field(description="Where the fact stands: a paper, a book's section, a documentation page.")
    explanation: Markdown = Field(description="Shown after the response: why the key is right.")
    hints: list[Markdown] = Field(default=[], max_length=5, description="In steps, from a nudge to nearly there.")
    variables: Variables = Field(default={}, max_length=6, description="What varies, with the domain of each.")
    let: dict[Name, Expression] = Field(
        default={}, max_length=20, description="Names for expressions, each using variables and the names before it."
    )
    constraints: list[Expression] = Field(
        default=[], max_length=10, description="Expressions that are true for every variant that may be drawn."
    )

    def mistakes(self) -> Iterator[Mistake]:
        """Names that clash, repeated objectives, and expressions that say what is not there."""
        if len(set(self.objectives)) < len(self.objectives):
            yield ("objectives",), "names an objective twice", "each once"
        known = set(self.variables)
        for name in self.variables:
            if name in expressions.RESERVED:
                yield ("variables", name), f"{quoted(name)} is the name of a function", "another name"
        for name, expression in self.let.items():
            if name in expressions.RESERVED or name in self.variables:
                yield ("let", name), f"{quoted(name)} already names something", "another name"
            yield from checked(("let", name), expression, lambda text: expressions.check_names(text, known, FUNCTIONS))
            known.add(name)
        for index, expression in enumerate(self.constraints):
            names = ("constraints", index)
            yield from checked(names, expression, lambda text: expressions.check_names(text, known, FUNCTIONS))
        if self.constraints and not self.variables:
            yield ("constraints",), "constrain nothing", "`variables` beside them, or no constraints"
        for at, text in self.templates():
            yield from checked(at, text, lambda text: check_template(text, known))

        for name in known - self._used():
            yield ("let" if name in self.let else "variables", name), "is not used", "a name that some text or key uses"

    def _used(self) -> set[str]:
        bare = [*self.let.values(), *self.constraints]
        for _at, text in self.templates():
            try:
                bare += [expression for expression, _how in templates.expressions_in(text)]
            except ExpressionError:
                continue
        used: set[str] = set()
        for expression in bare:
            try:
                used |= expressions.names_in(expression)
            except ExpressionError:
                continue
        return used

    @property
    def is_template(self) -> bool:
        """Whether a variant has to be drawn before the item can be shown or graded."""
        return bool(self.variables or self.let) or any(True for _template in self.templates())


FUNCTIONS = expressions.FUNCTIONS


def checked(at: Path, text: str, check: Callable[[str], None]) -> Iterator[Mistake]:
    """The mistake that a check raises for a text, as one of a model."""
    try:
        check(text)
    except ExpressionError as error:
        yield at, error.what, error.allowed


def check_template(text: str, known: set[str]) -> None:
    """Raise ExpressionError where an expression inside a text cannot be evaluated."""
    for expression, _how in templates.expressions_in(text):
        expressions.check_names(expression, known, FUNCTIONS)


def identifier(*of: str) -> str:
    """A short name made from content: the same in every export, and telling nothing of an option's place."""
    return "o" + hashlib.sha256("\0".join(of).encode()).hexdigest()[:8]


def repeated(texts: list[str]) -> Iterator[int]:
    """The places of texts that stand there a second time; spaces do not count, nor how a number is written."""
    seen: set[str | float] = set()
    for index, text in enumerate(texts):
        shown = shown_number(text)
        plain = " ".join(text.split()) if shown is None else shown.value
        if plain in seen:
            yield index
        seen.add(plain)
