"""Functional: heads built by a factory from a spec dataclass; nn.Module.__init_subclass__; distributions."""
from dataclasses import dataclass
from functools import partial, singledispatchmethod
from typing import Callable
import torch, torch.nn as nn, torch.nn.functional as F


@dataclass
class Spec:
    link: Callable
    loss: Callable
    column: bool


def sq(link): return lambda z, t: (link(z) - t).square().mean()

ident = lambda z: z
BCE = partial(F.binary_cross_entropy_with_logits, reduction="mean")

class Head(nn.Module):
    spec: Spec
    def __init_subclass__(cls, *, link, loss=None, column=True, **kw):
        super().__init_subclass__(**kw)
        cls.spec = Spec(link, loss or sq(link), column)
    def __init__(self, in_features, out=1):
        super().__init__()
        self.linear = nn.Linear(in_features, out, bias=True)
        nn.init.zeros_(self.linear.bias)
    def forward(self, x):
        z = self.linear(x)
        return z.flatten() if self.spec.column else z
    @torch.no_grad()
    def predict(self, x):
        return self.spec.link(self.forward(x))
    def loss(self, x, target):
        return self.spec.loss(self.forward(x), target)

class BinaryClassifier(Head, link=torch.sigmoid, loss=BCE): pass
class MultiClassifier(Head, link=partial(F.softmax, dim=1), loss=F.cross_entropy, column=False): pass
class MultiLabelClassifier(Head, link=torch.sigmoid, loss=BCE, column=False): pass
class Regressor(Head, link=ident): pass
class PositiveRegressor(Head, link=F.softplus): pass

class BoundedRegressor(nn.Module):
    def __init__(self, in_features, low, high):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)
        self.register_buffer("low", torch.as_tensor(low, dtype=torch.get_default_dtype()))
        self.register_buffer("width", torch.as_tensor(high - low, dtype=torch.get_default_dtype()))
    def forward(self, x): return self.linear(x).squeeze(1)
    def predict(self, x): return self.low + self.width * torch.sigmoid(self(x))
    def loss(self, x, target): return F.mse_loss(self.predict(x), target)

class Repairer:
    @singledispatchmethod
    def at_end(self, layer, out): return [layer]
    @at_end.register
    def _(self, layer: nn.Softmax, out): return [] if out == "scores" else [layer]
    @at_end.register
    def _(self, layer: nn.ReLU, out): return []
    @at_end.register
    def _(self, layer: nn.Sigmoid, out): return [nn.Softmax(dim=-1)] if out == "probabilities" else [layer]

    def __call__(self, broken):
        *body, last = broken["network"]
        layers = []
        for layer in [*body, *self.at_end(last, broken["output"])]:
            if layers and isinstance(layers[-1], nn.Linear) and isinstance(layer, nn.Linear):
                layers.append(nn.ReLU())
            layers.append(layer)
        fixed = nn.Sequential(*layers)
        fixed.training = broken["network"].training
        return fixed

repair = Repairer()
