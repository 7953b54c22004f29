"""The tool's own keys: what we sign with, and what platforms check it by.

Private keys are files that their owner alone may read, one for each key, or stand in the environment; the database
holds none. The newest key signs. An older one stays published for a while, for platforms that keep what they fetched.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pylti1p3.registration import Registration

from autograder.lti.errors import LtiSetUpError

VARIABLE = "RECTIFY_LTI_PRIVATE_KEY"
KEPT_SECONDS = 30 * 86400
_BITS = 2048
_TIME = "%Y%m%dT%H%M%S.%fZ"
_END = "-----END PRIVATE KEY-----"


@dataclass(frozen=True)
class ToolKey:
    """One key pair, as PEM; ``made_at`` is in seconds of the epoch."""

    private: str
    public: str
    made_at: float

    @property
    def jwk(self) -> dict[str, str]:
        """The public half as it is published, with its name ``kid``."""
        return dict(_jwk(self.public))

    @property
    def kid(self) -> str:
        """What the key is called in what it signed."""
        return self.jwk["kid"]


class Keyring:
    """The keys in ``folder``; where ``$RECTIFY_LTI_PRIVATE_KEY`` holds some (PEM, the first signs), those instead."""

    def __init__(self, folder: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._folder, self._given = folder, environment.get(VARIABLE, "")

    @property
    def is_given(self) -> bool:
        """Whether the environment holds the keys."""
        return bool(self._given.strip())

    def live(self) -> list[ToolKey]:
        """All keys that are published, the one that signs first; made at first use.

        Raises LtiSetUpError where they cannot be read or kept.
        """
        if self.is_given:
            return self._of_the_environment()
        found = self._of_the_folder() or [self._make()]
        newer = [time.time(), *(key.made_at for key in found)]
        return [key for key, replaced in zip(found, newer, strict=False) if time.time() - replaced < KEPT_SECONDS]

    def signing(self) -> ToolKey:
        """The key that signs. Raises LtiSetUpError as `live` does."""
        return self.live()[0]

    def published(self) -> dict[str, list[dict[str, str]]]:
        """The JSON web key set for platforms. Raises LtiSetUpError as `live` does."""
        return {"keys": [key.jwk for key in self.live()]}

    def rotate(self) -> ToolKey:
        """Make a key that signs from now on, and remove those that were replaced long ago.

        Raises LtiSetUpError where the environment holds the keys, or the folder cannot be written.
        """
        if self.is_given:
            raise LtiSetUpError(
                f"The key stands in `${VARIABLE}`: put a new one before it there, and remove the old one after "
                f"{KEPT_SECONDS // 86400} days."
            )
        made = self._make()
        kept = {key.private for key in self.live()}
        for path in self._folder.glob("*.pem"):
            if _read(path).private not in kept:
                path.unlink(missing_ok=True)
        return made

    def _of_the_environment(self) -> list[ToolKey]:
        texts = [part + _END + "\n" for part in self._given.replace("\\n", "\n").split(_END) if part.strip()]
        try:
            return [_key(text.lstrip(), 0.0) for text in texts]
        except (ValueError, TypeError) as problem:
            raise LtiSetUpError(
                f"`${VARIABLE}` holds no RSA private key in PEM (PKCS#8): {problem}. Make one with "
                "`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`."
            ) from problem

    def _of_the_folder(self) -> list[ToolKey]:
        try:
            paths = sorted(self._folder.glob("*.pem"), reverse=True)
        except OSError as problem:
            raise _unreadable(self._folder, problem) from problem
        return [_read(path) for path in paths]

    def _make(self) -> ToolKey:
        now = time.time()
        made = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        text = made.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = self._folder / f"{datetime.fromtimestamp(now, UTC).strftime(_TIME)}.pem"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(text)
            fresh.rename(path)
        except OSError as problem:
            raise _unreadable(self._folder, problem) from problem
        return _read(path)


def _read(path: Path) -> ToolKey:
    try:
        made_at = datetime.strptime(path.stem, _TIME).replace(tzinfo=UTC).timestamp()
        if path.stat().st_mode & 0o077:
            raise LtiSetUpError(f"Others can read the private key `{path}`: `chmod 600` it, then rotate the keys.")
        return _key(path.read_text(encoding="ascii"), made_at)
    except (OSError, ValueError, TypeError) as problem:
        raise _unreadable(path, problem) from problem


@cache
def _key(private: str, made_at: float) -> ToolKey:
    read = serialization.load_pem_private_key(private.encode("ascii"), password=None)
    if not isinstance(read, rsa.RSAPrivateKey):
        raise TypeError("it is a key of another kind")
    public = read.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return ToolKey(private, public.decode("ascii"), made_at)


@cache
def _jwk(public: str) -> dict[str, str]:
    # Named by PyLTI1p3 itself, which names the same key in what it signs.
    known: dict[str, str] = json.loads(json.dumps(Registration.get_jwk(public)))
    return known


def _unreadable(path: Path, problem: Exception) -> LtiSetUpError:
    return LtiSetUpError(
        f"The tool's keys in `{path}` cannot be read or made: {problem}. Restore them from your backup, "
        f"or set `${VARIABLE}`."
    )
