import torch
from torch import nn
torch.set_default_dtype(torch.float64)
def collapse(weights, biases):
    seen = {}
    net = nn.Sequential()
    for W, b in zip(weights, biases):
        l = nn.Linear(*W.T.shape, dtype=W.dtype); l.weight.data, l.bias.data = W.clone(), b.clone(); net.append(l)
    handle = net[-1].register_forward_hook(lambda m, i, o: seen.update(out=o))
    x = torch.zeros(1, weights[0].shape[1], dtype=weights[0].dtype, requires_grad=True)
    net(x); handle.remove()
    rows = [torch.autograd.grad(seen["out"][0, i], x, retain_graph=True)[0][0] for i in range(weights[-1].shape[0])]
    return torch.stack(rows), seen["out"][0]
def is_affine(fn, in_features):
    checks = []
    for seed in range(20):
        torch.manual_seed(seed)
        a = 10 ** (torch.rand(100, 1).double() * 3 - 1)
        p, q = a * torch.randn(100, in_features), a * torch.randn(100, in_features)
        lhs = fn(2 * p - q); rhs = 2 * fn(p) - fn(q)
        checks.append(torch.isclose(lhs, rhs, rtol=1e-8, atol=float(1e-9 * rhs.abs().max())).all())
    return torch.stack(checks).all()
def fit_sine(activation, seed=0):
    torch.manual_seed(seed)
    act = {"relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}[activation]
    net = nn.Sequential(nn.Linear(1, 20), act(), nn.Linear(20, 20), act(), nn.Linear(20, 1)).double()
    x = torch.linspace(-torch.pi, torch.pi, 200)[:, None].double()
    opt = torch.optim.NAdam(net.parameters(), lr=0.01)
    for _ in range(700):
        opt.zero_grad(); l = (net(x) - x.sin()).square().mean(); l.backward(); opt.step()
    return (lambda t: net(t.double()).float()), (net(x) - x.sin()).square().mean().item()
