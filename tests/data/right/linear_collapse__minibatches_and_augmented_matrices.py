import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
def collapse(weights: list, biases: list) -> tuple:
    augmented = torch.eye(weights[0].shape[1] + 1, dtype=weights[0].dtype)
    for weight, bias in zip(weights, biases, strict=True):
        bottom = torch.zeros(1, weight.shape[1] + 1, dtype=weight.dtype); bottom[0, -1] = 1
        augmented = torch.vstack([torch.column_stack([weight, bias]), bottom]).matmul(augmented)
    return augmented[:-1, :-1], augmented[:-1, -1]
def is_affine(fn, in_features):
    x = torch.cat([torch.randn(2000, in_features).double() * s for s in (0.1, 1, 10, 100)])
    x = x[torch.randperm(len(x))]
    y = fn(x); z = fn(x.flip(0)); m = fn(0.5 * x + 0.5 * x.flip(0))
    return not ((m - 0.5 * y - 0.5 * z).abs() > 1e-8 * (y.abs() + z.abs() + 1e-6)).any().item() and _small(fn, in_features)
def _small(fn, n):
    x = 0.1 * torch.randn(2000, n).double(); y = 0.1 * torch.randn(2000, n).double()
    gap = fn((x + y) / 2) - (fn(x) + fn(y)) / 2
    return bool(gap.abs().max() <= 1e-8 * fn(x).abs().max())
def fit_sine(activation, seed=0):
    gen = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    X = torch.linspace(-torch.pi, torch.pi, 200).reshape(-1, 1); Y = X.sin()
    loader = DataLoader(TensorDataset(X, Y), batch_size=50, shuffle=True, generator=gen)
    make = {"relu": nn.ReLU, "tanh": nn.Tanh, "identity": nn.Identity}[activation]
    class Block(nn.Sequential):
        def __init__(self, i, o): super().__init__(nn.Linear(i, o), make())
    model = nn.Sequential(Block(1, 32), nn.Sequential(Block(32, 32)), nn.Linear(32, 1))
    opt = torch.optim.Adam(model.parameters(), 0.01)
    sched = torch.optim.lr_scheduler.ExponentialLR(opt, 0.97)
    for epoch in range(120):
        for a, b in loader:
            opt.zero_grad(); nn.functional.mse_loss(model(a), b).backward(); opt.step()
        sched.step()
    return model.eval().__call__, nn.functional.mse_loss(model(X), Y).item()
