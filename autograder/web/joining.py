"""How many may come in by the door of a local site: so many people in all, and so many tries within a minute."""

from __future__ import annotations

import ipaddress

from sqlalchemy import Connection
from starlette.requests import Request

from autograder.service import people
from autograder.service.models import Context
from autograder.web.rates import Rates
from autograder.web.site import Settings

#: One household or one machine has as many addresses of IPv6 as it likes, all of one network of this size.
_NETWORK_BITS = 64


class Newcomers:
    """Counts those who come by the door. A taken name is a try, too: nobody finds out who is here by trying."""

    def __init__(self, settings: Settings) -> None:
        self._most, self._rates = settings.most_people, Rates(settings.joins_per_minute)

    def too_fast(self, request: Request) -> int:
        """After how many seconds the next one from the same address may try; 0: this one may."""
        return self._rates.take(neighbourhood(request.client.host if request.client else ""))

    def too_many(self, connection: Connection, context: Context) -> str:
        """Why nobody new is let in any more, in a sentence; nothing while there is room."""
        if people.count_students(connection, context) < self._most:
            return ""
        one = self._most == 1
        return (
            f"Nobody new is let in here: {self._most} {'person is' if one else 'people are'} in already, the most that "
            "this site takes. Who is in comes back by a link of their own. Tell your instructor, who lets in more with "
            "--most-people."
        )


def neighbourhood(address: str) -> str:
    """What is counted together: an address of IPv4, a network of IPv6, and anything else as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _NETWORK_BITS), strict=False))
