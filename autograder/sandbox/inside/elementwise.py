"""An element-wise module, asked for its values and for its slopes by its input and by its learnable numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import nn

#: The step of central differences for a learnable number, in its own units.
_STEP = 1e-3

Rows = Callable[[torch.Tensor, Mapping[str, torch.Tensor]], torch.Tensor]


def respond(module: nn.Module, x: torch.Tensor, parameters: dict[str, torch.Tensor], mode: str) -> list[torch.Tensor]:
    """Values, slopes by ``x``, and slopes by each of ``parameters``, all of the shape of ``x``: (rows, n).

    Row i is worked on with entry i of each parameter, whose shape is (rows,). ``mode`` is how: ``vmap`` maps the module
    over the rows, ``loop`` calls it for each, ``differences`` does that and takes central differences by the
    parameters, for a module that cannot be derived twice.
    """
    x = x.clone().requires_grad_()
    if not parameters:
        answer = _derivable(module(x))
        (slopes,) = torch.autograd.grad(answer.sum(), x)
        return [answer.detach(), slopes]
    numbers = {name: value.clone().requires_grad_() for name, value in parameters.items()}
    rows = _rows(module, mapped=mode == "vmap")
    answer = _derivable(rows(x, numbers))
    (slopes,) = torch.autograd.grad(answer.sum(), x, retain_graph=True)
    found = [answer.detach(), slopes]
    for name, number in numbers.items():
        if mode == "differences":
            moved = [{**parameters, name: parameters[name] + step} for step in (_STEP, -_STEP)]
            above, below = (values(lambda: module, x.detach(), numbers) for numbers in moved)
            found.append((above - below) / (2 * _STEP))
        else:
            found.append(_slopes_by(answer, number))
    return found


def values(
    make: "Callable[[], nn.Module]",  # noqa: UP037  (this function travels as a driver, too, without the imports)
    x: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> torch.Tensor:
    """The values of the module that ``make()`` gives, called as anybody calls it: one dimension at a time."""
    module, rows = make(), []
    own = dict(module.named_parameters()) if parameters else {}
    for row in range(len(x)):
        for name, numbers in parameters.items():
            own[name].data.fill_(numbers[row])
        rows.append(module(x[row].clone()).detach())
    return torch.stack(rows)


def _derivable(answer: torch.Tensor) -> torch.Tensor:
    """``answer``, if autograd can derive it. Raises what is wrong with it, in words for the student."""
    if not isinstance(answer, torch.Tensor):
        raise TypeError(f"forward returns no tensor, but {type(answer).__name__}")
    if not answer.requires_grad:
        raise RuntimeError("autograd sees no derivative: the output does not come from x by operations of torch")
    return answer


def _rows(module: nn.Module, *, mapped: bool) -> Rows:
    shapes = {name: parameter.shape for name, parameter in module.named_parameters()}

    def one(row: torch.Tensor, own: Mapping[str, torch.Tensor]) -> torch.Tensor:
        shaped = {name: value.reshape(shapes[name]) for name, value in own.items()}
        answer: torch.Tensor = torch.func.functional_call(module, shaped, (row,))
        return answer

    def loop(rows: torch.Tensor, own: Mapping[str, torch.Tensor]) -> torch.Tensor:
        each = [{name: value[i] for name, value in own.items()} for i in range(len(rows))]
        return torch.stack([one(row, numbers) for row, numbers in zip(rows, each, strict=True)])

    return torch.func.vmap(one) if mapped else loop


def _slopes_by(values: torch.Tensor, number: torch.Tensor) -> torch.Tensor:
    """Each entry's own slope by the number of its row.

    The gradient by the number is linear in the weights that it sums the entries with: derived by those weights, it
    gives each entry's part.
    """
    weights = torch.zeros_like(values, requires_grad=True)
    (pulled,) = torch.autograd.grad(values, number, weights, create_graph=True, allow_unused=True)
    if pulled is None or not pulled.requires_grad:
        return torch.zeros_like(values)
    (each,) = torch.autograd.grad(pulled.sum(), weights, retain_graph=True)
    return each.detach()
