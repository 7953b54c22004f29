import time, math, torch
from statistics import median

class GeluSigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        s = torch.sigmoid(1.702 * x)
        ctx.save_for_backward(x, s)
        return x * s
    @staticmethod
    def backward(ctx, g):
        x, s = ctx.saved_tensors
        return g * (s + 1.702 * x * s * (1 - s))

def gelu_sigmoid(x): return GeluSigmoid.apply(x)

def ternary(f, a, b):
    F = lambda t: f(torch.tensor(t, dtype=torch.float64)).item()
    for _ in range(120):
        m1, m2 = a + (b - a) / 3, b - (b - a) / 3
        if F(m1) <= F(m2): b = m2
        else: a = m1
    t = (a + b) / 2
    return t, F(t)

def minimum(f, low, high):
    n = 800
    h = (high - low) / n
    xs = [low + i * h for i in range(n)] + [high]
    ys = f(torch.tensor(xs, dtype=torch.float64)).tolist()
    cand = [(xs[0], ys[0]), (xs[-1], ys[-1])]
    for i in range(1, n):
        if ys[i] <= ys[i-1] and ys[i] <= ys[i+1]:
            cand.append((xs[i], ys[i]))
    cand = sorted(cand, key=lambda c: c[1])[:6]
    out = list(cand)
    for x, _ in cand:
        out.append(ternary(f, max(low, x - h), min(high, x + h)))
    return min(out, key=lambda c: c[1])

def max_abs_error(f, g, low, high):
    return abs(minimum(lambda x: -(f(x) - g(x)).abs(), low, high)[1])

def speedup(f, g, x, repeats):
    for _ in range(2): f(x); g(x)
    tf, tg = [], []
    for _ in range(repeats):                       # interleaved
        t0 = time.perf_counter_ns(); f(x); t1 = time.perf_counter_ns(); g(x); t2 = time.perf_counter_ns()
        tf.append(t1 - t0); tg.append(t2 - t1)
    return median(tf) / median(tg)
