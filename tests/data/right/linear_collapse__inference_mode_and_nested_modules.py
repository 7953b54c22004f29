import torch
from torch import nn
from torch.nn.utils import parameters_to_vector
class Stack(list):
    def compose(self):
        layers = []
        for W, b in self:
            layer = nn.Linear(W.shape[1], W.shape[0]).to(W.dtype)
            with torch.no_grad():
                layer.weight.copy_(W); layer.bias.copy_(b)
            layers.append(layer)
        return nn.Sequential(*layers)
def collapse(weights, biases):
    net = Stack(zip(weights, biases)).compose()
    n = weights[0].shape[1]
    b = net(torch.zeros(1, n, dtype=weights[0].dtype))
    W = (net(torch.eye(n, dtype=weights[0].dtype)) - b).T
    return W, b[0]
def is_affine(fn, in_features):
    "Derivatives by autograd must be the same everywhere, where there are any."
    torch.manual_seed(7)
    x = torch.cat([s * torch.randn(200, in_features, dtype=torch.float64) for s in (0.1, 0.5, 2.0, 10.0, 40.0, 100.0)])
    f0 = fn(torch.zeros(1, in_features, dtype=torch.float64))
    y = fn(x)
    m = y.shape[1]
    X = torch.cat([x, torch.ones(len(x), 1, dtype=torch.float64)], 1)
    norms = X.norm(dim=1, keepdim=True)
    coef = torch.linalg.lstsq(X / norms, y / norms).solution
    return bool(((X @ coef - y).abs() <= 1e-9 * (norms * coef.abs().sum(0) + f0.abs())).all())
class Sine(nn.Module):
    def __init__(self, act, width=24, depth=2):
        super().__init__()
        self.inner = nn.ModuleDict({"first": nn.Linear(1, width)})
        self.blocks = nn.ModuleList(nn.ModuleDict({"lin": nn.Linear(width, width)}) for _ in range(depth - 1))
        self.head = nn.Linear(width, 1)
        self.act = act
    def forward(self, x):
        h = getattr(torch, self.act)(self.inner["first"](x)) if self.act != "identity" else self.inner["first"](x)
        for block in self.blocks:
            h = block["lin"](h)
            if self.act != "identity": h = getattr(torch, self.act)(h)
        return self.head(h)
def fit_sine(activation, seed=0):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = Sine(activation)
    x = torch.linspace(-torch.pi, torch.pi, 200).view(-1, 1)
    opt = torch.optim.AdamW(net.parameters(), lr=0.02, weight_decay=0)
    sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, 600)
    for _ in range(600):
        opt.zero_grad(set_to_none=True)
        (net(x) - x.sin()).pow(2).mean().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step(); sched.step()
    net.eval()
    with torch.inference_mode():
        mse = (net(x) - x.sin()).pow(2).mean().item()
    return torch.inference_mode()(net), mse
