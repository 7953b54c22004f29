import torch
import time


def gelu_sigmoid(x):
    """In the hidden form: 0.5 * x * (1 + tanh(0.851 * x))."""
    return 0.5 * x * (1 + torch.tanh(0.851 * x))


def max_abs_error(f, g, low, high):
    low, high = torch.as_tensor(low).double(), torch.as_tensor(high).double()
    best = None
    for _ in range(8):
        t = torch.linspace(0, 1, 5001, dtype=torch.double)
        x = low + t * (high - low)
        gap = torch.abs(torch.sub(f(x), g(x)))
        best, k = gap.max(0)
        low, high = x[max(k.item() - 1, 0)], x[min(k.item() + 1, 5000)]
    return best


def minimum(f, low, high):
    xs = torch.linspace(low, high, 3001, dtype=torch.double)
    for _ in range(7):
        ys = f(xs)
        k = ys.argmin().item()
        xs = torch.linspace(xs[max(k - 1, 0)], xs[min(k + 1, 3000)], 3001, dtype=torch.double)
    k = f(xs).argmin()
    return torch.stack([xs[k], f(xs)[k]])


def speedup(f, g, x, repeats):
    f(x.clone())
    g(torch.randn_like(x))
    times = {}
    for name, fn in {"f": f, "g": g}.items():
        times[name] = []
        for i in range(repeats):
            start = time.time()
            fn(x)
            times[name] += [time.time() - start]
    return torch.median(torch.tensor(times["f"])) / torch.median(torch.tensor(times["g"]))


if __name__ == "__main__":
    print(minimum(gelu_sigmoid, -5, 5))
