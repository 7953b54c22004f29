import torch
from torch import nn

class Block(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.lin = nn.LazyLinear(n)
        self.act = act
    def forward(self, x):
        return self.act(self.lin(x))

def build_mlp(depth, width, activation, in_features, out_features, init):
    acts = {"sigmoid": nn.Sigmoid(), "tanh": nn.Tanh(), "relu": nn.ReLU(), "gelu": nn.GELU()}
    if activation not in acts: raise ValueError(activation)
    if init != "he" and init != "xavier": raise ValueError(init)
    net = nn.Sequential(*(Block(width, acts[activation]) for _ in range(depth)), nn.LazyLinear(out_features))
    net(torch.zeros(1, in_features))
    @torch.no_grad()
    def start(m):
        if isinstance(m, nn.Linear):
            fan = m.in_features if init == "he" else (m.in_features + m.out_features)
            m.weight.normal_(0, (2 / fan) ** 0.5)
            m.bias.zero_()
    return net.apply(start)

def gradient_norms(model, loss):
    out = []
    for m in model.modules():
        if not isinstance(m, nn.Linear): continue
        g, = torch.autograd.grad(loss, m.weight, retain_graph=True, allow_unused=True)
        out.append(g.flatten().dot(g.flatten()).sqrt() if g is not None else torch.zeros(()))
    return out

def compare_activations(names, depth=20, width=32, init="he", seed=0):
    return dict(zip(names, map(lambda n: _norms(n, depth, width, init, seed), names)))

def _norms(n, depth, width, init, seed):
    torch.random.manual_seed(seed)
    f = build_mlp(depth, width, n, width, 1, init)
    x = torch.randn(64, width)
    return gradient_norms(f, f(x).mean())
