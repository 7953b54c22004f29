"""A PostgreSQL server of the tests' own: in a fresh folder, reached by a socket in it alone, and gone with them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tests.guarded import guarded

#: Where Debian keeps what it does not put on PATH, a folder for each version.
DEBIAN = Path("/usr/lib/postgresql")
#: The databases are thrown away: nothing of them has to survive a power cut.
SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
START_SECONDS = 60


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, the newest where there are several; none where it is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    folders = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda found: float(found.parts[-3]))
    return folders[-1].parent if folders else None


def unprivileged() -> dict[str, Any]:
    """As whom the server runs, for ``subprocess``: PostgreSQL refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    names = {account.pw_name for account in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class Server:
    """A running server, whose socket is in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def new_database(self) -> str:
        """The URL of a new, empty database, as SQLAlchemy takes it."""
        import psycopg

        name = f"tests{next(self._numbers)}"
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://rectify@/{name}?host={self.folder}"

    @property
    def _address(self) -> str:
        return f"host={self.folder} user=rectify dbname=postgres"

    def wait_until_it_answers(self) -> None:
        """Return as soon as the server takes connections; an error with its log where it never does."""
        import psycopg

        for _ in range(START_SECONDS * 20):
            try:
                psycopg.connect(self._address).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"PostgreSQL does not answer. Its log:\n{(self.folder / 'log').read_text()}")


@contextmanager
def serving(binaries: Path) -> Iterator[Server]:
    """A server that runs as long as the block, and ends when this process does in any case."""
    # Not pytest's own temporary folder: that one is closed to the account that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="rectify-postgres-"))
    account = unprivileged()
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        make = [str(binaries / "initdb"), "--pgdata", "data", "--username", "rectify", "--auth", "trust", "--no-sync"]
        make += ["--encoding", "UTF8", "--no-locale"]
        made = subprocess.run(make, cwd=folder, capture_output=True, text=True, check=False, **account)
        assert made.returncode == 0, made.stderr
        serve = [str(binaries / "postgres"), "-D", "data", "-k", str(folder)]
        serve += [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with guarded(serve, folder=folder, log=folder / "log", ended_by="INT", **account):
            server = Server(folder)
            server.wait_until_it_answers()
            yield server
    finally:
        shutil.rmtree(folder)
