"""Values cross the wall as data: what is written is read back, and what nobody writes is refused."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.wire.codec import HEADER, Handle, WireError, decode, encode
from autograder.wire.limits import WireLimits
from autograder.wire.tensors import DTYPES

PLAIN = st.none() | st.booleans() | st.floats() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=20)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5) | st.integers(-9, 9), inner, max_size=4)
    ),
    max_leaves=20,
)


def crossed(value: Any, *, views: bool = False) -> Any:
    frame = encode(value, views=views)
    structure_bytes, blob_bytes = HEADER.unpack_from(frame)
    start = HEADER.size + structure_bytes
    assert len(frame) == start + blob_bytes
    return decode(frame[HEADER.size : start], frame[start:], views=views)


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    if isinstance(one, str):
        return bool(one.encode("utf-8", "replace").decode() == other)
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return len(one) == len(other) and all(
            same(list(one.items())[i], list(other.items())[i]) for i in range(len(one))
        )
    return type(one) is type(other) and one == other


@given(VALUES)
def test_plain_values_come_back_as_they_were(value: Any) -> None:
    """Numbers, text, lists, tuples and dicts, nested as they like."""
    assert same(value, crossed(value))


@pytest.mark.parametrize("dtype", DTYPES.values(), ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (1,), (3,), (2, 0, 3), (2, 3, 4)])
def test_tensors_come_back_to_the_bit(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    """Every dtype and shape; NaN, infinities and signed zeros included."""
    x = torch.randn(shape).to(dtype)
    if dtype.is_floating_point and x.numel() > 2:
        x.view(-1)[:3] = torch.tensor([float("nan"), float("-inf"), -0.0])
    y = crossed(x)
    assert y.dtype == dtype
    assert y.shape == x.shape
    assert torch.equal(x.contiguous().view(-1).view(torch.uint8), y.view(-1).view(torch.uint8)) or x.numel() == 0


def test_views_keep_their_strides_inwards() -> None:
    """A transposed, a strided and an expanded tensor arrive laid out as they were."""
    base = torch.arange(12.0).reshape(3, 4)
    for x in (base.t(), base[:, ::2], base[:1].expand(5, 4)):
        y = crossed(x, views=True)
        assert y.stride() == x.stride()
        assert torch.equal(x, y)


def test_an_expanded_tensor_is_sent_as_what_it_holds() -> None:
    """Two hundred equal rows take the bytes of one."""
    assert len(encode(torch.ones(1, 1000).expand(200, 1000), views=True)) < 6000


def test_numpy_arrays_scalars_dtypes_and_handles_cross() -> None:
    """The other kinds of data that answers are made of."""
    value = [np.arange(3), np.float64(0.5), torch.bfloat16, Handle(3, "Linear")]
    array, scalar, dtype, handle = crossed(value)
    assert np.array_equal(array, np.arange(3))
    assert scalar == 0.5
    assert dtype is torch.bfloat16
    assert handle == Handle(3, "Linear")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (object(), "a `object` is not data"),
        (2**63, "more than 64 bits"),
        (torch.ones(2, dtype=torch.complex64), "complex64"),
        (np.array(["a"]), "a NumPy array of dtype"),
        (torch.complex128, "not a dtype that can be graded"),
        (torch.eye(2).to_sparse(), "layout"),
    ],
)
def test_what_is_no_data_cannot_be_sent(value: Any, reason: str) -> None:
    """The refusal names the kind."""
    with pytest.raises(WireError, match=reason):
        encode(value)


@pytest.mark.parametrize(
    ("limits", "value", "reason"),
    [
        (WireLimits(values=3), [1, 2, 3], "more than 3 values"),
        (WireLimits(depth=1), [[[1]]], "nested more than 1 deep"),
        (WireLimits(text_chars=2), "abc", "text of more than 2"),
        (WireLimits(tensor_bytes=8), torch.ones(5), "tensors hold more than"),
        (WireLimits(structure_bytes=3), "abcdef", "structure takes more than"),
    ],
)
def test_what_is_too_much_cannot_be_sent(limits: WireLimits, value: Any, reason: str) -> None:
    """Each limit says which it is."""
    with pytest.raises(WireError, match=reason):
        encode(value, limits=limits)


@pytest.mark.parametrize(
    ("structure", "reason"),
    [
        (b'{"z":1}', "a tag that nothing writes"),
        (b"{}", "a tag that nothing writes"),
        (b'{"x":0}', "names a tensor that it does not bring"),
        (b'{"a":true}', "names a tensor that it does not bring"),
        (b'{"h":"3"}', "names an object by no number"),
        (b'{"d":[[[1],2]]}', "key is no plain value"),
        (b'{"y":"float31"}', "cannot be read \\(KeyError\\)"),
        (b'{"t":3}', "cannot be read \\(TypeError\\)"),
        (b"nonsense", "cannot be read \\(JSONDecodeError\\)"),
        (b"[" * 5000, "cannot be read"),
    ],
)
def test_forged_structures_are_refused(structure: bytes, reason: str) -> None:
    """Whatever a parser would raise is the same news: forged."""
    with pytest.raises(WireError, match=reason):
        decode(structure, b"")


def test_views_are_refused_outwards() -> None:
    """A worker sends dense tensors: strides that point elsewhere are never followed outside."""
    frame = encode(torch.ones(2, 3).t(), views=True)
    structure_bytes, _blob = HEADER.unpack_from(frame)
    start = HEADER.size + structure_bytes
    with pytest.raises(WireError, match="a tag that nothing writes"):
        decode(frame[HEADER.size : start], frame[start:])


def test_a_frame_that_is_too_large_is_not_even_parsed() -> None:
    """The sizes are looked at first."""
    with pytest.raises(WireError, match="larger than it may be"):
        decode(b" " * 100, b"", limits=WireLimits(structure_bytes=10))


@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 255))
def test_a_damaged_frame_is_a_wire_error_or_data(junk: bytes, place: int, byte: int) -> None:
    """No byte, changed or added, makes the reader raise anything else."""
    frame = bytearray(encode([torch.arange(6.0).reshape(2, 3), {"a": (1, "b")}, np.ones(2)]))
    structure_bytes, _blob = HEADER.unpack_from(frame)
    start = HEADER.size + structure_bytes
    frame[HEADER.size + place % (len(frame) - HEADER.size)] = byte
    for blob in (bytes(frame[start:]), junk):
        try:
            decode(bytes(frame[HEADER.size : start]), blob)
        except WireError as problem:
            assert str(problem)
