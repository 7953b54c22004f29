"""The number of a row in an address: no longer than a database can count, and no page where it is."""

from __future__ import annotations

from starlette.convertors import IntegerConvertor, register_url_convertor


class _RowNumber(IntegerConvertor):
    # SQLite counts to 2^63, PostgreSQL's identifiers to 2^31; what is longer is no row's number.
    regex = "[0-9]{1,9}"


register_url_convertor("row", _RowNumber())


def number(name: str) -> str:
    """The part of a route that is a row's number, such as ``{placement:row}``."""
    return f"{{{name}:row}}"
