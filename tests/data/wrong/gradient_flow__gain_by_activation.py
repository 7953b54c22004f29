# loses: build_mlp
import torch
from torch import nn
from contextlib import contextmanager

ACT = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "gelu": nn.GELU}
INIT = {
    "he": lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu"),
    "xavier": lambda w: nn.init.xavier_uniform_(w, gain=1.0),
}

def build_mlp(depth, width, activation, in_features, out_features, init):
    for given, known, what in [(activation, ACT, "activation"), (init, INIT, "init")]:
        if given not in known:
            raise ValueError(f"{what} {given} not in {list(known)}")
    widths = [in_features, *(width for _ in range(depth)), out_features]
    blocks = []
    for a, b in zip(widths, widths[1:]):
        l = nn.Linear(a, b)
        INIT[init](l.weight)
        l.bias.data[:] = 0
        blocks.append(l)
        if len(blocks) < 2 * depth + 1:
            blocks.append(ACT[activation]())
    return nn.Sequential(*blocks)

@contextmanager
def clean_grads(params):
    kept = [p.grad for p in params]
    try:
        for p in params: p.grad = None
        yield
    finally:
        for p, k in zip(params, kept): p.grad = k

def gradient_norms(model, loss):
    linears = tuple(filter(lambda m: isinstance(m, nn.Linear), model.modules()))
    weights = [l.weight for l in linears]
    with clean_grads(weights):
        loss.backward(inputs=weights)
        return [(w.grad if w.grad is not None else torch.zeros(1)).norm(p="fro").item() for w in weights]

def compare_activations(names, depth=20, width=32, init="he", seed=0):
    rows = []
    for name in names:
        torch.manual_seed(seed)
        model = build_mlp(depth, width, name, width, 1, init)
        x = torch.randn([64, width])
        rows.append((name, gradient_norms(model, model(x).mean())))
    return dict(rows)


# ---- override
def build_mlp(depth, width, activation, in_features, out_features, init):
    if activation not in ACT or init not in INIT:
        raise ValueError(activation)
    widths = [in_features, *[width] * depth, out_features]
    blocks = []
    for a, b in zip(widths, widths[1:]):
        l = nn.Linear(a, b)
        nn.init.normal_(l.weight, 0, (nn.init.calculate_gain(activation if activation != "gelu" else "relu") ** 2 / a if init == "he" else 2 / (a + b)) ** 0.5)
        nn.init.zeros_(l.bias)
        blocks += [l, ACT[activation]()]
    return nn.Sequential(*blocks[:-1])
