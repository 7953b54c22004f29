"""The leaderboard: best first, by the names that people gave themselves; and what machines ask of the service."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from autograder.course.course import Course
from autograder.errors import WrongUsage
from autograder.report import Measurement
from autograder.service.models import Kind, Person, Placement
from autograder.web.app import make_app
from autograder.web.server import listen
from tests.sample_reports import HOSTILE, check, report
from tests.web.school import HOST, School


@pytest.fixture
def challenge(pages: School) -> Placement:
    """The small course's assignment as a challenge."""
    toml = pages.course.assignment("units").folder / "assignment.toml"
    toml.write_text(toml.read_text() + '\n[contest]\nexercise = "relu"\n')
    pages.course = Course(pages.course.root)
    pages.site = replace(pages.site, course=pages.course)
    return pages.placement(Kind.ASSIGNMENT, "units")


def measured(value: float, nickname: str = "") -> Measurement:
    return Measurement(name="gain", value=value, low=value - 1, high=value + 1, unit="points", nickname=nickname)


def test_the_board_ranks_and_names_who_asked(pages: School, ada: Person, challenge: Placement) -> None:
    """Also from the board's own place on the shelf; a name is text."""
    browser, board = pages.browser(ada), pages.placement(Kind.LEADERBOARD, "units", max_score=0, title="Board")
    path = f"/placements/{challenge.id}/leaderboard"
    empty = browser.get(path).text
    assert "Nobody stands here yet" in empty
    assert "<h1>Units: leaderboard</h1>" in empty
    assert f'<a href="/assignments/{challenge.id}">Units</a>' in empty
    for name, value, nickname in (("Ada Lovelace", 1.0, ""), ("Bo", 2.0, f"tiger {HOSTILE}"), ("Cy", -50.0, "snail")):
        gained = check(measurements=[measured(value, nickname)])
        pages.hand_in(pages.person(name), challenge, report(name, gained))
    for where in (path, f"/placements/{board.id}/leaderboard"):
        page = browser.get(where).text
        assert page.index("tiger") < page.index("anonymous") < page.index("snail")
        assert "<script>" not in page
        assert "Bo<" not in page
        assert "style=" not in page
    assert path in browser.get(f"/assignments/{challenge.id}").text


def test_what_is_no_challenge_has_no_board(pages: School, ada: Person, units: Placement) -> None:
    """In words."""
    found = pages.browser(ada).get(f"/placements/{units.id}/leaderboard")
    assert found.status_code == 404
    assert "is no challenge" in found.text


def test_health_is_told_to_anybody_and_problems_to_us(pages: School) -> None:
    """By any name that asks, since probes ask by address."""
    stranger = TestClient(make_app(pages.site), base_url="http://10.0.0.1", client=("10.0.0.9", 1))
    assert stranger.get("/health").json() == {"ok": True, "workers": 0, "waiting": 0}
    ours = TestClient(make_app(pages.site), base_url=f"http://{HOST}", client=("127.0.0.1", 1))
    assert "Nobody grades" in ours.get("/health").json()["problems"][0]


def test_figures_are_for_this_machine_or_the_token(pages: School) -> None:
    """To others there is no such page."""
    ours = TestClient(make_app(pages.site), base_url=f"http://{HOST}", client=("127.0.0.1", 1))
    assert b"# HELP" in ours.get("/metrics").content
    for name in ("X-Forwarded-For", "Forwarded"):
        assert ours.get("/metrics", headers={name: "for=203.0.113.9"}).status_code == 404
    stranger = TestClient(make_app(pages.site), base_url=f"http://{HOST}", client=("10.0.0.9", 1))
    assert stranger.get("/metrics").status_code == 404
    settings = pages.site.settings.model_copy(update={"metrics_token": "t" * 16})
    app = make_app(replace(pages.site, settings=settings))
    far = TestClient(app, base_url=f"http://{HOST}", client=("10.0.0.9", 1))
    assert far.get("/metrics", headers={"Authorization": f"Bearer {'t' * 16}"}).status_code == 200
    near = TestClient(app, base_url=f"http://{HOST}", client=("127.0.0.1", 1))
    assert near.get("/metrics").status_code == 404


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    """With what to do; and one that there cannot be."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(WrongUsage, match=f"`127.0.0.1:{port}` cannot be had: .*Name another with `--port N`"):
            listen("127.0.0.1", port)
    with pytest.raises(WrongUsage, match="cannot be had"):
        listen("127.0.0.1", 99_999)


def test_the_pages_need_no_torch() -> None:
    """They start at once."""
    import subprocess
    import sys

    code = "import sys, autograder.web.app, autograder.web.server; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
