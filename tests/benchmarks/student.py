"""One student of the class, from the link in the LMS to the feedback: what a person and the pages' scripts do."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import TypeVar
from urllib.parse import urljoin

from tests.benchmarks.browser import Answer, Browser, Unanswered

#: What `live.js` waits at first, the factor, at most, for each that is ahead, and at most then, in seconds.
_FIRST, _FACTOR, _MOST, _EACH, _LONGEST = 0.3, 1.25, 3.0, 0.1, 15.0
_AGAIN_SECONDS = 1.0
_FILES = re.compile(r'(?:<link rel="stylesheet" href|<script src|<img src|<img [^>]*?src)="(/[^"]+)"')
_T = TypeVar("_T")


@dataclass(frozen=True)
class Work:
    """What a student hands in: the file's name and bytes, whether it is checked before, and when it all happens."""

    student: str
    file_name: str
    data: bytes
    comes_at: float
    hands_in_at: float
    checks: bool


class Student:
    """Does the work in a browser. Times are seconds of the monotonic clock; ``patience_until`` is when to give up."""

    def __init__(self, work: Work, lms: str, browser: Browser, patience_until: float) -> None:
        self.work = work
        self.browser = browser
        self._lms = lms
        self._until = patience_until
        #: When the hand-in was taken, and what the page said in the end.
        self.handed_in_at = 0.0
        self.told = ""

    def do_it_all(self) -> None:
        """Come in, check perhaps, hand in, wait for the score. Raises RuntimeError where that leads nowhere."""
        try:
            self._do_it_all()
        finally:
            self.browser.close()

    def _do_it_all(self) -> None:
        _sleep_until(self.work.comes_at)
        page = self._again(self._come_in)
        self._load_files(page)
        if self.work.checks:
            self._again(lambda: self._check(page))
        _sleep_until(self.work.hands_in_at)
        waiting = self._hand_in(page)
        self.handed_in_at = time.monotonic()
        state = re.search(r'data-state="([^"]+)"', waiting.text)
        if state:
            self.told = self._follow(urljoin(waiting.address, state[1]))
        else:
            self.told = waiting.text

    def _come_in(self) -> Answer:
        """By the link in the LMS: a launch, as the LMS and the browser do it."""
        asked = self.browser.get("begin", f"{self._lms}/begin?user={self.work.student}")
        form = json.loads(self._require(asked).text)
        address = form.pop("launch_url")
        return self._require(self.browser.post("launch", address, form))

    def _load_files(self, page: Answer) -> None:
        for address in dict.fromkeys(unescape(found) for found in _FILES.findall(page.text)):
            self._again(partial(self.browser.get, "file", urljoin(page.address, address)))

    def _check(self, page: Answer) -> None:
        fields = {"csrf": _csrf(page), "source": self.work.data.decode("utf-8", "replace")}
        sent = self.browser.post("check", f"{page.address}/check", fields, Accept="application/json")
        if sent.status != 429:
            self._follow(urljoin(page.address, json.loads(self._require(sent).text)["state"]))

    def _hand_in(self, page: Answer) -> Answer:
        """Send it; where the connection breaks, look first whether it was taken: another would be a second attempt."""
        while True:
            try:
                return self._require(self._send(page))
            except Unanswered:
                shown = self._again(lambda: self.browser.get("page", page.address))
                attempt = re.search(r'<a href="(/handins/[0-9a-f]+)">Attempt', shown.text)
                if attempt:
                    return self._again(partial(self._page, "waiting page", urljoin(page.address, attempt[1])))

    def _page(self, what: str, address: str) -> Answer:
        return self._require(self.browser.get(what, address))

    def _send(self, page: Answer) -> Answer:
        work, token, address = self.work, _csrf(page), f"{page.address}/hand-in"
        if work.file_name.endswith(".py"):
            text = work.data.decode("utf-8").replace("\n", "\r\n")  # as forms have it
            return self.browser.post("hand-in", address, {"csrf": token, "source": text})
        edge = "----rectify7MA4YWxkTrZu0gW"
        disposition = f"--{edge}\r\nContent-Disposition: form-data; name="
        head = f'{disposition}"csrf"\r\n\r\n{token}\r\n{disposition}"file"; filename="{work.file_name}"\r\n'
        head += "Content-Type: application/octet-stream\r\n\r\n"
        body = b"".join((head.encode(), work.data, f"\r\n--{edge}--\r\n".encode()))
        return self.browser.post("hand-in", address, body, **{"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _follow(self, address: str) -> str:
        """Ask what became of it, as the page's script does; what it says in the end."""
        wait, failures, ahead = _FIRST, 0, 0
        while time.monotonic() < self._until:
            try:
                told = json.loads(self._state(address).text)
                failures, ahead = 0, told.get("ahead", 0)
            except Unanswered:
                failures += 1
                wait = min(2.0**failures, 30.0)
            else:
                if told["done"]:
                    return str(told["html"])
            time.sleep(wait)
            wait = min(wait * _FACTOR, _MOST + _EACH * ahead, _LONGEST)
        raise RuntimeError(f"`{self.work.student}` was told nothing in the end.")

    def _state(self, address: str) -> Answer:
        answer = self.browser.get("state", address, Accept="application/json")
        if answer.status == 429:
            raise Unanswered("Too many requests came from here.")
        return self._require(answer)

    def _again(self, does: Callable[[], _T]) -> _T:
        """Do it, and again where the service does not answer just then: a person loads the page once more."""
        while True:
            try:
                return does()
            except Unanswered:
                if time.monotonic() > self._until:
                    raise
                time.sleep(_AGAIN_SECONDS)

    def _require(self, answer: Answer) -> Answer:
        """The answer, where it is a page. Raises Unanswered for a server's problem, RuntimeError for anything else."""
        if answer.status >= 500:
            raise Unanswered(f"{answer.address} answered {answer.status}")
        if answer.status != 200:
            words = re.sub(r"<[^>]+>|\s+", " ", answer.text)[-600:]
            raise RuntimeError(f"`{self.work.student}` at {answer.address}: {answer.status} {words}")
        return answer


def _csrf(page: Answer) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    if found is None:
        raise RuntimeError(f"{page.address} has no form.")
    return found[1]


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))
