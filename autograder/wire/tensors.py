"""Tensors as one block of bytes in the safetensors layout: a length, a JSON header, and the raw data.

The layout is written and read here rather than by the library because both ends sit on the trust boundary and on
the path of every call: this reader accepts exactly what the writer below writes, and the tests hold both against
the library.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from typing import Any

import torch

DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
_TAGS = {dtype: tag for tag, dtype in DTYPES.items()}
_LENGTH = struct.Struct("<Q")


def pack(tensors: Sequence[torch.Tensor]) -> bytes:
    """Write dense CPU tensors, named "0", "1", …, as one safetensors block."""
    header: dict[str, dict[str, Any]] = {}
    chunks: list[bytes] = []
    offset = 0
    for number, tensor in enumerate(tensors):
        data = _bytes_of(tensor)
        end = offset + len(data)
        header[str(number)] = {
            "dtype": _TAGS[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, end],
        }
        chunks.append(data)
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    return b"".join((_LENGTH.pack(len(text)), text, *chunks))


def unpack(block: bytes) -> list[torch.Tensor]:
    """Read a block back to tensors that own their memory.

    Raises ValueError, KeyError or TypeError where the block is not one that :func:`pack` writes.
    """
    (length,) = _LENGTH.unpack_from(block)
    start = _LENGTH.size + length
    header = json.loads(block[_LENGTH.size : start])
    tensors = []
    expected = 0
    for number in range(len(header)):
        entry = header[str(number)]
        dtype, shape = DTYPES[entry["dtype"]], entry["shape"]
        begin, end = entry["data_offsets"]
        if not all(type(size) is int and size >= 0 for size in shape):
            raise ValueError("a shape is a list of sizes")
        if begin != expected or end - begin != math.prod(shape) * dtype.itemsize or start + end > len(block):
            raise ValueError("a tensor's offsets do not fit its shape")
        expected = end
        if begin == end:
            tensors.append(torch.empty(shape, dtype=dtype, device="cpu"))  # whatever default a submission left
        else:
            data = bytearray(block[start + begin : start + end])
            if dtype is torch.bool:  # a forged byte other than 0 and 1 must not become a bool that is neither
                tensors.append((torch.frombuffer(data, dtype=torch.uint8) != 0).reshape(shape))
            else:
                tensors.append(torch.frombuffer(data, dtype=dtype).reshape(shape))
    if start + expected != len(block):
        raise ValueError("the block is longer than its header says")
    return tensors


def _bytes_of(tensor: torch.Tensor) -> bytes:
    if tensor.numel() == 0:
        return b""
    # A tensor of one entry counts as contiguous whatever its stride, and a view of its bytes would not.
    dense = tensor.resolve_neg().reshape(-1)
    if dense.stride() != (1,):
        dense = dense.clone(memory_format=torch.contiguous_format)
    data: bytes = dense.view(torch.uint8).numpy().tobytes()
    return data
