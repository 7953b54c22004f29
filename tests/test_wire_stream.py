"""Frames over a socket arrive whole, or not at all."""

import socket
import threading
from collections.abc import Iterator

import pytest
import torch

from autograder.wire.codec import HEADER, WireError, encode
from autograder.wire.limits import WireLimits
from autograder.wire.stream import StreamClosed, receive_value, send_frame, send_value


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    yield one, other
    one.close()
    other.close()


def test_a_large_value_crosses_in_pieces(ends: tuple[socket.socket, socket.socket]) -> None:
    """Larger than a socket's buffer."""
    x = torch.arange(10**6)
    sender = threading.Thread(target=send_value, args=(ends[0], x))
    sender.start()
    assert torch.equal(receive_value(ends[1]), x)
    sender.join()


def test_the_end_of_the_stream_is_seen(ends: tuple[socket.socket, socket.socket]) -> None:
    """Between frames and in the middle of one."""
    ends[0].sendall(encode([1, 2, 3])[:-2])
    ends[0].close()
    with pytest.raises(StreamClosed):
        receive_value(ends[1])


def test_sending_to_nobody_is_seen(ends: tuple[socket.socket, socket.socket]) -> None:
    """The other end is gone."""
    ends[1].close()
    with pytest.raises(StreamClosed):
        send_frame(ends[0], b"x" * 10**6)


def test_a_frame_that_announces_too_much_is_refused(ends: tuple[socket.socket, socket.socket]) -> None:
    """Before a byte of it is kept."""
    ends[0].sendall(HEADER.pack(100, 2**40))
    with pytest.raises(WireError, match="larger than it may be"):
        receive_value(ends[1], limits=WireLimits())


def test_a_stream_that_is_torn_off_is_seen(ends: tuple[socket.socket, socket.socket]) -> None:
    """The other end closed with our data unread: a reset, and no other end."""
    ends[0].sendall(b"unread")
    ends[1].close()
    with pytest.raises(StreamClosed):
        receive_value(ends[0])
