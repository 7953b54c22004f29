"""Networks as data: a module of allowed layers is described on one side of the wall and built again on the other.

A network is a list of nodes, each a layer with what it is constructed from, and the tensors of its state by name. A
module that stands in two places is one node: what was shared is shared again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

#: The layers that may travel, each with the attributes that its constructor takes back.
LAYERS: dict[type[nn.Module], tuple[str, ...]] = {
    nn.AdaptiveAvgPool2d: ("output_size",),
    nn.AvgPool2d: ("kernel_size", "stride", "padding"),
    nn.BatchNorm1d: ("num_features", "eps", "momentum", "affine", "track_running_stats"),
    nn.BatchNorm2d: ("num_features", "eps", "momentum", "affine", "track_running_stats"),
    nn.Conv1d: ("in_channels", "out_channels", "kernel_size", "stride", "padding", "bias"),
    nn.Conv2d: ("in_channels", "out_channels", "kernel_size", "stride", "padding", "bias"),
    nn.Dropout: ("p",),
    nn.ELU: ("alpha",),
    nn.Flatten: ("start_dim", "end_dim"),
    nn.GELU: ("approximate",),
    nn.Hardswish: (),
    nn.Identity: (),
    nn.LayerNorm: ("normalized_shape", "eps", "elementwise_affine"),
    nn.LeakyReLU: ("negative_slope",),
    nn.Linear: ("in_features", "out_features", "bias"),
    nn.MaxPool2d: ("kernel_size", "stride", "padding"),
    nn.Mish: (),
    nn.ModuleList: (),
    nn.PReLU: ("num_parameters",),
    nn.ReLU: ("inplace",),
    nn.ReLU6: (),
    nn.SELU: (),
    nn.Sequential: (),
    nn.SiLU: (),
    nn.Sigmoid: (),
    nn.Softmax: ("dim",),
    nn.Softplus: ("beta", "threshold"),
    nn.Tanh: (),
    nn.Unflatten: ("dim", "unflattened_size"),
}
_BY_NAME = {layer.__name__: layer for layer in LAYERS}


@dataclass(frozen=True, slots=True)
class Network:
    """One network, as data. ``nodes[-1]`` is the whole; a node names its children by their numbers."""

    nodes: Sequence[Mapping[str, Any]]
    state: Mapping[str, torch.Tensor]

    @classmethod
    def of(cls, module: nn.Module) -> Network:
        """Describe ``module``, its weights and its train or eval modes. Raises ValueError for a layer not allowed."""
        nodes: list[dict[str, Any]] = []
        _describe(module, nodes, {})
        return cls(nodes, {name: tensor.detach().clone() for name, tensor in module.state_dict().items()})

    def build(self) -> nn.Module:
        """A new module of the described layers, with its own copy of the weights."""
        built: list[nn.Module] = []
        for node in self.nodes:
            layer = _BY_NAME[node["layer"]]
            with (
                torch.device("cpu"),
                torch.random.fork_rng(devices=[]),
            ):  # building draws weights; nobody's luck changes
                module = layer(**node["made_of"])
            for name, number in node["children"]:
                module.add_module(name, built[number])
            module.training = node["training"]
            built.append(module)
        state = {name: tensor.clone() for name, tensor in self.state.items()}
        built[-1].load_state_dict(state, assign=True)
        return built[-1]

    def __repr__(self) -> str:
        return self._text(len(self.nodes) - 1)

    def _text(self, number: int) -> str:
        node = self.nodes[number]
        parts = [self._text(child) for _name, child in node["children"]]
        if not parts:
            parts = [_shown(value) for value in node["made_of"].values()][: 2 if node["state"] else 1]
        return f"{node['layer']}({', '.join(parts)})"


def _shown(value: Any) -> str:
    return str(value)


def _describe(module: nn.Module, nodes: list[dict[str, Any]], known: dict[int, int]) -> int:
    if id(module) in known:
        return known[id(module)]
    layer = type(module)
    if layer not in LAYERS:
        raise ValueError(f"a `{layer.__name__}` is no layer that can be sent into the sandbox")
    children = [[name, _describe(child, nodes, known)] for name, child in module.named_children()]
    own = {name for name, _parameter in module.named_parameters(recurse=False)}
    made_of = {name: _constructed(module, name) for name in LAYERS[layer]}
    nodes.append(
        {
            "layer": layer.__name__,
            "made_of": made_of,
            "children": children,
            "training": module.training,
            "state": bool(own),
        }
    )
    known[id(module)] = len(nodes) - 1
    return known[id(module)]


def _constructed(module: nn.Module, name: str) -> Any:
    value = getattr(module, name)
    return value is not None if name == "bias" else value
