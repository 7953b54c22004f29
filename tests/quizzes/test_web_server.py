"""The server of the pages: its address, its port, its end, and what ships with it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizzes.delivery.web.server import serve
from quizzes.errors import BankError, StoreError, UnknownBank, UsageError

ROOT = Path(__file__).parent.parent.parent
RUN = (
    "from pathlib import Path; import sys; from quizzes.delivery.web import serve; "
    "serve(sys.argv[1] or None, store=Path(sys.argv[2]), port=0, open_browser=False, learner='ada')"
)


def test_a_taken_port_is_said_to_be(tmp_path: Path) -> None:
    """With the way out."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} cannot be had: .*; name another with `--port N`"):
            serve(None, store=tmp_path / "q", port=port, open_browser=False, learner="ada")


@pytest.mark.parametrize("port", [-1, 65536, 10**30])
def test_a_number_that_is_no_port_is_refused(tmp_path: Path, port: int) -> None:
    """In the same words."""
    with pytest.raises(UsageError, match="ports go from 0 to 65535"):
        serve(None, store=tmp_path / "q", port=port, open_browser=False, learner="ada")


def test_what_cannot_be_shown_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    """A bank that is not there or has mistakes, a record that is none, a learner without a name."""
    (tmp_path / "broken.yaml").write_text("bank: broken\n", encoding="utf-8")
    (tmp_path / "record").write_text("no record", encoding="utf-8")
    for bank, store, learner, error in (
        ("none", "q", "ada", UnknownBank),
        (str(tmp_path / "none.yaml"), "q", "ada", UnknownBank),
        (str(tmp_path / "broken.yaml"), "q", "ada", BankError),
        (None, "record", "ada", StoreError),
        (None, "q", "", UsageError),
    ):
        with pytest.raises(error):
            serve(bank, store=tmp_path / store, port=0, open_browser=False, learner=learner)


def test_the_browser_is_opened_at_the_address_with_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where one is wanted; Ctrl-C inside the server is a clean end."""
    opened: list[str] = []

    class Ended:
        def __init__(self, config: object) -> None:
            del config

        def run(self, sockets: list[socket.socket]) -> None:
            assert sockets[0].getsockname()[0] == "127.0.0.1"
            raise KeyboardInterrupt

    monkeypatch.setattr("quizzes.delivery.web.server.uvicorn.Server", Ended)
    monkeypatch.setattr("quizzes.delivery.web.server.webbrowser.open", opened.append)
    for wanted, bank in ((False, "gallery"), (True, str(ROOT / "quizzes/banks/gallery.yaml"))):
        serve(bank, store=tmp_path / "q", port=0, open_browser=wanted, learner="ada")
    said = re.findall(r"The quizzes are at (http://127\.0\.0\.1:\d+/open/\S{32})\n", capsys.readouterr().out)
    deadline = time.monotonic() + 60
    while not opened and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(said) == 2 and said[0] != said[1] and opened == [said[1]]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_ctrl_c_ends_the_server_cleanly(tmp_path: Path) -> None:
    """Nothing is printed but the address, and the exit code is 0, also while a browser keeps its connection."""
    command = [sys.executable, "-W", "error", "-c", RUN, "gallery", str(tmp_path / "q")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        try:
            address, second = process.stdout.readline().split()[-1], process.stdout.readline()
            browser = http.client.HTTPConnection("127.0.0.1", int(address.split(":")[2].split("/")[0]))
            browser.request("GET", f"/open/{address.rpartition('/')[2]}")
            assert b"url=/banks/gallery" in browser.getresponse().read()
            os.kill(process.pid, signal.SIGINT)
            rest, complaints = process.communicate(timeout=60)
            browser.close()
        finally:
            process.kill()
    assert process.returncode == 0
    assert complaints == "" and rest == ""
    assert second == f"Ctrl-C ends them; responses are kept in {tmp_path / 'q'}\n"


def test_the_wheel_brings_templates_and_styles(tmp_path: Path) -> None:
    """All that the pages are made of."""
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    wheel = next(builder.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    web = ROOT / "quizzes/delivery/web"
    files = {
        path.relative_to(ROOT).as_posix() for path in web.rglob("*") if path.suffix in {".jinja", ".css", ".js", ".svg"}
    }
    assert len(files) > 10
    import zipfile

    with zipfile.ZipFile(wheel) as archive:
        assert files <= set(archive.namelist())


def test_whoever_lists_or_grades_does_not_wait_for_the_pages() -> None:
    """Neither the reader nor a sitting imports the server."""
    code = "import sys, quizzes.reader, quizzes.delivery.sitting as _; sys.exit('uvicorn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
