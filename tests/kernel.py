"""A real kernel for tests, asked cell by cell."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest


@dataclass
class Shown:
    """What one cell put out: rich output by MIME type, text on the streams, the error's name, the cell's value."""

    bundles: list[dict[str, str]] = field(default_factory=list)
    stdout: str = ""
    stderr: str = ""
    error: str = ""
    value: str = ""

    @property
    def html(self) -> str:
        """The HTML of the only rich output."""
        (bundle,) = self.bundles
        return bundle["text/html"]

    @property
    def text(self) -> str:
        """The plain text of the only rich output."""
        (bundle,) = self.bundles
        return bundle["text/plain"]


class Kernel:
    """An IPython kernel in ``folder``. Close it, or use it as a context manager."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        manager = pytest.importorskip("jupyter_client.manager", reason="jupyter_client is not installed")
        pytest.importorskip("ipykernel", reason="ipykernel is not installed")
        self._manager = manager.KernelManager(kernel_name="python3", transport="ipc", ip=str(folder / "kernel"))
        self._manager.start_kernel(cwd=str(folder), env={**os.environ, **environment, "OMP_NUM_THREADS": "1"})
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=120)

    def run(self, code: str, *, interrupt_after: float = 0, timeout: float = 120) -> Shown:
        """Run one cell to its end. ``interrupt_after``: seconds until the kernel is interrupted, 0 for never."""
        asked = self._client.execute(code)
        shown = Shown()
        end = time.monotonic() + timeout
        interrupt = time.monotonic() + interrupt_after if interrupt_after else None
        while time.monotonic() < end:
            if interrupt and time.monotonic() > interrupt:
                self._manager.interrupt_kernel()
                interrupt = None
            if not self._client.iopub_channel.msg_ready():
                time.sleep(0.01)
                continue
            message = self._client.get_iopub_msg()
            if message["parent_header"].get("msg_id") == asked and _note(message, shown):
                return shown
        raise TimeoutError(code)

    def close(self, *, now: bool = False) -> None:
        """Shut the kernel down; ``now`` kills it."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()


def _note(message: dict[str, Any], shown: Shown) -> bool:
    """Put a message into ``shown``; True says that the cell has ended."""
    kind, content = message["msg_type"], message["content"]
    if kind == "display_data":
        shown.bundles.append(content["data"])
    elif kind == "execute_result":
        shown.value = content["data"]["text/plain"]
    elif kind == "error":
        shown.error = content["ename"]
    elif kind == "stream" and content["name"] == "stdout":
        shown.stdout += content["text"]
    elif kind == "stream":
        shown.stderr += content["text"]
    return bool(kind == "status" and content["execution_state"] == "idle")
