"""The course secret: what makes random inputs unforeseeable to students and repeatable for the instructor."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from autograder.errors import OperatorError

_BYTES = 32


def secret_file(root: Path) -> Path:
    """Where the secret of the course at ``root`` is kept: $RECTIFY_SECRET_FILE, else ``.rectify/secret`` in it."""
    given = os.environ.get("RECTIFY_SECRET_FILE")
    return Path(given) if given else root / ".rectify" / "secret"


def course_secret(root: Path) -> bytes:
    """The secret, made on first use and readable by its owner alone. Raises OperatorError where it cannot be kept."""
    path = secret_file(root)
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(_BYTES) + "\n", encoding="ascii")
            try:
                os.link(fresh, path)  # of two processes that start together, one wins and both read the same
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as problem:
        raise OperatorError(
            f"The course secret `{path}` cannot be read or made: {problem}. "
            "Point `RECTIFY_SECRET_FILE` at a file that you can write."
        ) from problem
    if len(secret) < _BYTES:
        raise OperatorError(
            f"The course secret `{path}` is too short to be one. Restore it from your backup, or remove it."
        )
    return secret


def seed_for(secret: bytes, assignment: str, digest: str) -> int:
    """The seed of one submission's random inputs, below 2**53 so that every JSON reader keeps it whole."""
    found = hmac.digest(secret, f"{assignment}\0{digest}".encode(), hashlib.sha256)
    return int.from_bytes(found[:8], "little") >> 11
