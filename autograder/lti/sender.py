"""Scores to the platform's gradebook (AGS): where to, what, and what its answer means."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

from pylti1p3.grade import Grade
from sqlalchemy import select

from autograder.lti import tables
from autograder.lti.arrivals import sub_of
from autograder.lti.connection import Connector, Tokens
from autograder.lti.errors import LtiSetUpError, PlatformRefused, PlatformUnreachable
from autograder.lti.fetching import is_page
from autograder.lti.line_items import below, find_or_make
from autograder.lti.names import SCORE_SCOPE, SCORE_TYPE
from autograder.lti.platforms import Platform, platform
from autograder.lti.tool import Tool
from autograder.service.outbox import Later, Refused
from autograder.service.outgoing import Outgoing
from autograder.service.people import set_line_item

_GONE = frozenset({404, 410})
_OLDER = 409
#: What only the operator can mend is tried again hourly.
_SET_UP_SECONDS = 3600.0


class AgsSender:
    """Sends one score at a time; tokens are kept between them."""

    def __init__(self, tool: Tool) -> None:
        self._tool, self._tokens = tool, Tokens()

    def send(self, outgoing: Outgoing) -> None:
        """Send a score. Raises Later where another try may heal it, Refused where the platform will not have it."""
        try:
            self._send(outgoing)
        except PlatformUnreachable as problem:
            raise Later(str(problem), problem.after_seconds) from problem
        except PlatformRefused as problem:
            if problem.status == 0:
                raise Later(str(problem), _SET_UP_SECONDS) from problem
            known = " It has a later score of this person." if problem.status == _OLDER else ""
            raise Refused(f"{problem}{known}") from problem
        except LtiSetUpError as problem:
            raise Later(str(problem), _SET_UP_SECONDS) from problem

    def _send(self, outgoing: Outgoing) -> None:
        found, line_items_url, scopes = self._services(outgoing)
        with closing(Connector(self._tool, found, self._tokens)) as connector:
            known = outgoing.placement.line_item
            if known:
                try:
                    _post(connector, known, outgoing)
                except PlatformRefused as problem:
                    if problem.status not in _GONE or not line_items_url:
                        raise
                    self._note(outgoing, None)  # the column was removed: look for another
                else:
                    return
            address = _found_column(connector, outgoing, line_items_url, scopes)
            self._note(outgoing, address)
            _post(connector, address, outgoing)

    def _services(self, outgoing: Outgoing) -> tuple[Platform, str, list[str]]:
        with self._tool.database.read() as connection:
            found = platform(connection, outgoing.context.platform_id or 0)
            where = tables.services.c.context_id == outgoing.context.id
            row = connection.execute(select(tables.services).where(where)).one_or_none()
        scopes = [str(scope) for scope in row.scopes] if row is not None else []
        if scopes and SCORE_SCOPE not in scopes:
            raise PlatformRefused(
                f"`{found.name}` does not let the tool send scores. Allow it in the tool's settings there, then open "
                "the activity once."
            )
        return found, row.line_items_url if row is not None else "", scopes

    def _note(self, outgoing: Outgoing, address: str | None) -> None:
        with self._tool.database.begin() as connection:
            set_line_item(connection, outgoing.placement, address)


def _found_column(connector: Connector, outgoing: Outgoing, line_items_url: str, scopes: list[str]) -> str:
    """The address of the activity's column. Raises PlatformUnreachable where not even the list of columns is there.

    That is a platform under repair more often than a course that is gone: two weeks of trying tell them apart.
    """
    try:
        return find_or_make(connector, outgoing.placement, line_items_url, scopes)
    except PlatformRefused as problem:
        if problem.status not in _GONE:
            raise
        raise PlatformUnreachable(f"No gradebook was found: {problem}", status=problem.status) from problem


def _post(connector: Connector, line_item: str, outgoing: Outgoing) -> None:
    body, address = score_of(outgoing).get_value(), below(line_item, "scores")
    answer = connector.call([SCORE_SCOPE], address, "*/*", body=body, sent=SCORE_TYPE)
    if is_page(answer):
        raise PlatformUnreachable(f"`{address}` answered a page, and took no score: it is asked again later.")


def score_of(outgoing: Outgoing) -> Grade:
    """The score as AGS writes it: never above its maximum, never below zero; without one it is taken back."""
    made = datetime.fromtimestamp(outgoing.made_at, UTC).isoformat(timespec="milliseconds")
    grade = Grade().set_user_id(sub_of(outgoing.person)).set_timestamp(made.replace("+00:00", "Z"))
    grade.set_activity_progress(outgoing.activity).set_grading_progress(outgoing.grading)
    if outgoing.comment:
        grade.set_comment(outgoing.comment)
    if outgoing.score is not None:
        grade.set_score_maximum(outgoing.max_score)
        grade.set_score_given(min(max(outgoing.score, 0.0), outgoing.max_score))
    return grade
