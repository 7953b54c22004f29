"""What a platform's message says, read into one model. Nothing in it is trusted before its signature was checked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    ValidationError,
)

from autograder.lti import names
from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.platforms import LONGEST

_LONGEST_TEXT = 200
_LONGEST_ADDRESS = 2048
_MOST_ROLES = 100


def clean(given: Any) -> str:
    """Text to show: one line of printable signs, not too long; nothing where it is no text."""
    if not isinstance(given, str):
        return ""
    kept = "".join(sign if sign.isprintable() else " " for sign in given[: 4 * _LONGEST_TEXT])
    return " ".join(kept.split())[:_LONGEST_TEXT]


def _identifier(given: str) -> str:
    if not given.strip() or len(given) > LONGEST or not given.isprintable():
        raise ValueError("it is empty, too long, or not printable")
    return given


def _address(given: Any) -> str:
    fits = isinstance(given, str) and len(given) <= _LONGEST_ADDRESS and given.isprintable()
    return str(given) if fits else ""


def _texts(given: Any) -> list[str]:
    return [one for one in given[:_MOST_ROLES] if isinstance(one, str)] if isinstance(given, list) else []


def _parameters(given: Any) -> dict[str, str]:
    return {key: clean(value) for key, value in given.items()} if isinstance(given, dict) else {}


def _flag(given: Any) -> bool:
    return given in (True, "true")


Identifier = Annotated[str, AfterValidator(_identifier)]
Shown = Annotated[str, BeforeValidator(clean)]
Address = Annotated[str, BeforeValidator(_address)]
Texts = Annotated[list[str], BeforeValidator(_texts)]
Parameters = Annotated[dict[str, str], BeforeValidator(_parameters)]
Flag = Annotated[bool, BeforeValidator(_flag)]


class _Claim(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, populate_by_name=True)


class Named(_Claim):
    """A resource link or a context: the platform's identifier of it, and what it is called there."""

    id: Identifier
    title: Shown = ""
    label: Shown = ""


class Grades(_Claim):
    """Where line items are kept, and what may be done with them."""

    scope: Texts = []
    lineitems: Address = ""
    lineitem: Address = ""


class Members(_Claim):
    """Where the roster is."""

    context_memberships_url: Address = ""


class Presentation(_Claim):
    """The page that shows us."""

    return_url: Address = ""


class ForUser(_Claim):
    """Whose work a review is about."""

    user_id: Identifier


class DeepLinking(_Claim):
    """What a picker may send back, and where to."""

    deep_link_return_url: Address
    accept_types: Texts
    accept_multiple: Flag = True
    accept_lineitem: Flag = True
    data: Any = None


class Claims(_Claim):
    """A launch. What only describes is taken as far as it is usable; what decides must be there and be right."""

    sub: Identifier
    name: Shown = ""
    given_name: Shown = ""
    family_name: Shown = ""
    email: Shown = ""
    message_type: str = Field(validation_alias=names.MESSAGE_TYPE)
    version: str = Field(validation_alias=names.VERSION)
    deployment: Identifier = Field(validation_alias=names.DEPLOYMENT)
    target: str = Field(validation_alias=names.TARGET, default="")
    roles: list[Any] = Field(validation_alias=names.ROLES)
    resource_link: Named | None = Field(validation_alias=names.RESOURCE_LINK, default=None)
    context: Named | None = Field(validation_alias=names.CONTEXT, default=None)
    custom: Parameters = Field(validation_alias=names.CUSTOM, default={})
    presentation: Presentation = Field(validation_alias=names.PRESENTATION, default=Presentation())
    for_user: ForUser | None = Field(validation_alias=names.FOR_USER, default=None)
    deep_linking: DeepLinking | None = Field(validation_alias=names.DEEP_LINKING, default=None)
    grades: Grades = Field(validation_alias=names.GRADES, default=Grades())
    members: Members = Field(validation_alias=names.MEMBERS, default=Members())

    @property
    def shown_name(self) -> str:
        """The person's name, where the platform tells it."""
        return self.name or f"{self.given_name} {self.family_name}".strip()


class Times(_Claim):
    """When a message was made, and until when it counts; seconds since 1970."""

    iat: FiniteFloat
    exp: FiniteFloat


def read_claims(body: dict[str, Any]) -> Claims:
    """The launch in a message. Raises LaunchRefused with the name of what is missing or unusable."""
    try:
        return Claims.model_validate(body)
    except ValidationError as problem:
        raise _unusable(problem) from problem


def read_times(body: dict[str, Any]) -> Times:
    """When the message was made and ends. Raises LaunchRefused."""
    try:
        return Times.model_validate(body)
    except ValidationError as problem:
        raise _unusable(problem) from problem


def _unusable(problem: ValidationError) -> LaunchRefused:
    first = problem.errors(include_url=False, include_input=False)[0]
    where = " of ".join(str(part).rpartition("/claim/")[2] for part in reversed(first["loc"]))
    absent = first["type"] == "missing"
    what = f"Its message has no `{where}`." if absent else f"`{where}` in its message cannot be used."
    anonymous = " (It may be set to launch without telling who somebody is.)" if where == "sub" else ""
    return LaunchRefused(
        what,
        fault=Fault.PLATFORM,
        remedy=f"Whoever looks after the learning platform can mend this: show them this page.{anonymous}",
    )
