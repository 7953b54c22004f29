"""Frames over a connected stream socket: whole frames in, whole frames out, and nothing larger than the limits."""

from __future__ import annotations

import socket
from typing import Any

from autograder.wire.codec import HEADER, WireError, decode, encode
from autograder.wire.limits import WIRE_LIMITS, WireLimits


class StreamClosed(Exception):
    """The other end is gone."""


def send_value(connection: socket.socket, value: Any, *, views: bool = False, limits: WireLimits = WIRE_LIMITS) -> None:
    """Encode ``value`` and send it as one frame. Raises WireError before a byte is sent if it is no data."""
    send_frame(connection, encode(value, views=views, limits=limits))


def send_frame(connection: socket.socket, frame: bytes) -> None:
    """Send one encoded frame whole."""
    try:
        connection.sendall(frame)
    except (BrokenPipeError, ConnectionResetError) as problem:
        raise StreamClosed from problem


def receive_value(connection: socket.socket, *, views: bool = False, limits: WireLimits = WIRE_LIMITS) -> Any:
    """Receive one frame and decode it. Raises StreamClosed, WireError, or TimeoutError by the socket's own timeout."""
    structure_bytes, blob_bytes = HEADER.unpack(_exactly(connection, HEADER.size))
    if structure_bytes > limits.structure_bytes or blob_bytes > limits.tensor_bytes + limits.structure_bytes:
        raise WireError("the frame is larger than it may be")
    structure = _exactly(connection, structure_bytes)
    return decode(structure, _exactly(connection, blob_bytes), views=views, limits=limits)


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray(size)
    view = memoryview(data)
    filled = 0
    while filled < size:
        try:
            got = connection.recv_into(view[filled:])
        except ConnectionResetError as problem:
            raise StreamClosed from problem
        if got == 0:
            raise StreamClosed
        filled += got
    return bytes(data)
