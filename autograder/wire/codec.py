"""Values to frames and back: the only shapes in which anything crosses the wall.

A frame is two lengths, a JSON structure, and the tensors that it refers to as a safetensors blob.
JSON's own values stand for themselves; everything else is an object with one short tag:

    {"t": [...]}            a tuple
    {"d": [[key, value]]}   a dict
    {"x": i}                tensor number i of the blob; {"x": i, "size": …, "stride": …}: a view of it (inwards only)
    {"a": i}                a NumPy array; {"n": i} a NumPy scalar
    {"y": "float32"}        a torch dtype
    {"h": n, "of": name}    a handle: object number n, which stays inside
    {"m": [nodes, state]}   a network of allowed layers (inwards only)
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from autograder.wire.limits import WIRE_LIMITS, WireLimits
from autograder.wire.networks import Network
from autograder.wire.tensors import DTYPES, pack, unpack

HEADER = struct.Struct("<IQ")

_DTYPE_NAMES = {dtype: str(dtype).removeprefix("torch.") for dtype in DTYPES.values()}
_DTYPES_BY_NAME = {name: dtype for dtype, name in _DTYPE_NAMES.items()}


class WireError(Exception):
    """The value, or the frame, is not one that may cross; the message says why."""


@dataclass(frozen=True, slots=True)
class Handle:
    """Names an object that stays inside the sandbox: its number, and its type's name for messages."""

    number: int
    type_name: str


class _Encoder:
    def __init__(self, limits: WireLimits, *, views: bool) -> None:
        self.limits = limits
        self.views = views
        self.tensors: list[torch.Tensor] = []
        self.bytes = 0
        self.values = 0

    def structure(self, value: Any, depth: int = 0) -> Any:
        self.values += 1
        if self.values > self.limits.values:
            raise WireError(f"it holds more than {self.limits.values} values")
        if depth > self.limits.depth:
            raise WireError(f"it is nested more than {self.limits.depth} deep")
        write = _WRITERS.get(type(value)) or _writer_of_kin(value)
        return write(self, value, depth + 1)

    def integer(self, value: int, _depth: int) -> int:
        plain = int(value)
        if not -(2**63) <= plain < 2**63:
            raise WireError("it holds an integer of more than 64 bits")
        return plain

    def text(self, value: str, _depth: int) -> str:
        if len(value) > self.limits.text_chars:
            raise WireError(f"it holds a text of more than {self.limits.text_chars} characters")
        return str(value).encode("utf-8", "replace").decode()

    def entries(self, values: Iterable[Any], depth: int) -> list[Any]:
        return [self.structure(entry, depth) for entry in values]

    def pairs(self, value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        return {"d": [[self.structure(k, depth), self.structure(v, depth)] for k, v in value.items()]}

    def network(self, value: Network, depth: int) -> dict[str, Any]:
        if not self.views:
            raise WireError("a `Network` is not data that can be graded")
        return {"m": [self.structure(value.nodes, depth), self.structure(value.state, depth)]}

    def dtype(self, value: torch.dtype, _depth: int) -> dict[str, str]:
        if value not in _DTYPE_NAMES:
            raise WireError(f"`{value}` is not a dtype that can be graded")
        return {"y": _DTYPE_NAMES[value]}

    def array(self, value: np.ndarray[Any, Any]) -> int:
        try:
            tensor = torch.from_numpy(np.array(value, order="C", copy=True))
        except TypeError as problem:
            raise WireError(f"a NumPy array of dtype `{value.dtype}` is not data that can be graded") from problem
        return self.add(tensor)

    def tensor(self, value: torch.Tensor, _depth: int) -> dict[str, Any]:
        if value.layout is not torch.strided or value.device.type != "cpu":
            raise WireError(
                f"a tensor of layout `{value.layout}` on `{value.device}`: a dense one on the CPU is wanted"
            )
        plain = value.detach()
        if plain.is_conj() or plain.is_neg():
            plain = plain.resolve_conj().resolve_neg()
        if not self.views or plain.is_contiguous() or plain.numel() == 0:
            return {"x": self.add(plain.contiguous())}
        span = 1 + sum((size - 1) * stride for size, stride in zip(plain.shape, plain.stride(), strict=True))
        base = plain.as_strided((span,), (1,))
        return {"x": self.add(base), "size": list(plain.shape), "stride": list(plain.stride())}

    def add(self, tensor: torch.Tensor) -> int:
        if tensor.dtype not in _DTYPE_NAMES:
            raise WireError(f"a tensor of dtype `{tensor.dtype}` is not data that can be graded")
        self.bytes += tensor.numel() * tensor.element_size()
        if self.bytes > self.limits.tensor_bytes:
            raise WireError(f"its tensors hold more than {self.limits.tensor_bytes >> 20} MB")
        self.tensors.append(tensor)
        return len(self.tensors) - 1


_Writer = Callable[[_Encoder, Any, int], Any]

_WRITERS: dict[type, _Writer] = {
    type(None): lambda _encoder, value, _depth: value,
    bool: lambda _encoder, value, _depth: value,
    float: lambda _encoder, value, _depth: value,
    int: _Encoder.integer,
    str: _Encoder.text,
    list: _Encoder.entries,
    tuple: lambda encoder, value, depth: {"t": encoder.entries(value, depth)},
    dict: _Encoder.pairs,
    torch.Tensor: _Encoder.tensor,
    torch.dtype: _Encoder.dtype,
    np.ndarray: lambda encoder, value, _depth: {"a": encoder.array(value)},
    np.generic: lambda encoder, value, _depth: {"n": encoder.array(np.asarray(value))},
    Network: _Encoder.network,
    Handle: lambda _encoder, value, _depth: {"h": value.number, "of": value.type_name},
}
#: Subclasses count as what they derive from. NumPy's float64 derives from float: the order matters.
_KIN = (torch.Tensor, np.ndarray, np.generic, tuple, dict, list, str, int)


def _writer_of_kin(value: Any) -> _Writer:
    for kind in _KIN:
        if isinstance(value, kind):
            return _WRITERS[kind]
    if isinstance(value, float):
        return lambda _encoder, kin, _depth: float(kin)
    raise WireError(f"a `{type(value).__name__}` is not data that can be graded")


def encode(value: Any, *, views: bool = False, limits: WireLimits = WIRE_LIMITS) -> bytes:
    """Write ``value`` as one frame.

    ``views`` keeps the strides of tensors that are not contiguous (inwards); without it they are made dense.
    Raises WireError for what is no data, or too much of it.
    """
    encoder = _Encoder(limits, views=views)
    structure = encoder.structure(value)
    text = json.dumps(structure, separators=(",", ":")).encode()
    if len(text) > limits.structure_bytes:
        raise WireError(f"its structure takes more than {limits.structure_bytes >> 20} MB")
    blob = pack(encoder.tensors) if encoder.tensors else b""
    return HEADER.pack(len(text), len(blob)) + text + blob


class _Decoder:
    def __init__(self, tensors: list[torch.Tensor], *, views: bool) -> None:
        self.tensors = tensors
        self.views = views

    def value(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.value(entry) for entry in node]
        if not isinstance(node, dict):
            return node
        tag = next(iter(node), "")
        read = _READERS.get(tag)
        if read is None:
            raise WireError("its structure has a tag that nothing writes")
        return read(self, node[tag], node)

    def pairs(self, body: Any, _node: Any) -> dict[Any, Any]:
        return {self.key(self.value(entry[0])): self.value(entry[1]) for entry in body}

    def handle(self, body: Any, node: dict[str, Any]) -> Handle:
        if type(body) is not int:
            raise WireError("it names an object by no number")
        return Handle(body, str(node.get("of", "object")))

    def network(self, body: Any, _node: Any) -> Network:
        if not self.views:
            raise WireError("its structure has a tag that nothing writes")
        return Network(self.value(body[0]), self.value(body[1]))

    def key(self, value: Any) -> Any:
        if isinstance(value, (str, int, float, bool, tuple, type(None))):
            return value
        raise WireError("it has a dict whose key is no plain value")

    def numbered(self, number: Any) -> torch.Tensor:
        if type(number) is not int or not 0 <= number < len(self.tensors):
            raise WireError("it names a tensor that it does not bring")
        return self.tensors[number]

    def tensor(self, body: Any, node: dict[str, Any]) -> torch.Tensor:
        base = self.numbered(body)
        if len(node) == 1:
            return base
        if not self.views:
            raise WireError("its structure has a tag that nothing writes")
        return base.as_strided(node["size"], node["stride"])


_READERS: dict[str, Callable[[_Decoder, Any, dict[str, Any]], Any]] = {
    "x": _Decoder.tensor,
    "t": lambda decoder, body, _node: tuple(decoder.value(entry) for entry in body),
    "d": _Decoder.pairs,
    "a": lambda decoder, body, _node: decoder.numbered(body).numpy(),
    "n": lambda decoder, body, _node: decoder.numbered(body).numpy()[()],
    "y": lambda _decoder, body, _node: _DTYPES_BY_NAME[body],
    "h": _Decoder.handle,
    "m": _Decoder.network,
}


def decode(structure: bytes, blob: bytes, *, views: bool = False, limits: WireLimits = WIRE_LIMITS) -> Any:
    """Read one frame's two parts back.

    Tensors come back dense, on the CPU, owning their memory; ``views`` allows the strided ones that go inwards.
    Raises WireError for anything that :func:`encode` does not write.
    """
    if len(structure) > limits.structure_bytes or len(blob) > limits.tensor_bytes + limits.structure_bytes:
        raise WireError("the frame is larger than it may be")
    try:
        node = json.loads(structure)
        tensors = unpack(blob) if blob else []
        return _Decoder(tensors, views=views).value(node)
    except WireError:
        raise
    except Exception as problem:  # whatever a forged frame can raise in a parser is the same news: it is forged
        raise WireError(f"the frame cannot be read ({type(problem).__name__})") from problem
