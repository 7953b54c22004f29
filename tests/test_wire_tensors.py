"""The tensor block is safetensors' own layout, read strictly."""

import json
import struct

import pytest
import torch

from autograder.wire.tensors import pack, unpack


def test_the_library_reads_what_we_write() -> None:
    """The safetensors library finds the same tensors under the same names."""
    library = pytest.importorskip("safetensors.torch", reason="the safetensors library is not installed")
    tensors = [torch.arange(6.0).reshape(2, 3), torch.tensor([True, False]), torch.ones(2, dtype=torch.bfloat16)]
    read = library.load(pack(tensors))
    assert set(read) == {"0", "1", "2"}
    assert all(torch.equal(read[str(number)], tensor) for number, tensor in enumerate(tensors))


def test_we_read_what_the_library_writes() -> None:
    """A block with one tensor, written by the library, is read back."""
    library = pytest.importorskip("safetensors.torch", reason="the safetensors library is not installed")
    (read,) = unpack(library.save({"0": torch.arange(5)}))
    assert torch.equal(read, torch.arange(5))


def block(header: object, data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


@pytest.mark.parametrize(
    ("forged", "error", "message"),
    [
        (block({"0": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 0]}}), ValueError, "a list of sizes"),
        (block({"0": {"dtype": "F32", "shape": [3], "data_offsets": [0, 4]}}, b"1234"), ValueError, "do not fit"),
        (block({"0": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, b"1234"), ValueError, "do not fit"),
        (block({"0": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}, b"12345"), ValueError, "longer than"),
        (block({"0": {"dtype": "F9", "shape": [1], "data_offsets": [0, 4]}}, b"1234"), KeyError, "F9"),
        (block({"1": {}}), KeyError, "0"),
    ],
)
def test_forged_blocks_are_refused(forged: bytes, error: type[Exception], message: str) -> None:
    """Sizes, offsets and names that do not fit together."""
    with pytest.raises(error, match=message):
        unpack(forged)


def test_a_forged_bool_becomes_true() -> None:
    """A byte that is neither 0 nor 1 is no third truth value."""
    (read,) = unpack(block({"0": {"dtype": "BOOL", "shape": [2], "data_offsets": [0, 2]}}, b"\x07\x00"))
    assert read.tolist() == [True, False]


def test_an_empty_tensor_comes_back_on_the_cpu() -> None:
    """Whatever default device the code before has left behind."""
    block_of_none = pack([torch.empty(0, 3)])
    with torch.device("meta"):
        (read,) = unpack(block_of_none)
    assert read.device.type == "cpu"
