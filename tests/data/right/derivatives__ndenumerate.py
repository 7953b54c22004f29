# C-programmer: loops with nditer / flat
import numpy as np
import math
M_2_SQRTPI = 2.0 / math.sqrt(math.pi)
M_SQRT1_2 = math.sqrt(0.5)
def _map(f, z):
    out = np.empty(z.shape, dtype=np.float64)
    for i, v in np.ndenumerate(z):
        out[i] = f(v)
    return out
def _sig(v):
    if v >= 0: return 1.0 / (1.0 + math.exp(-v))
    e = math.exp(v)
    return e / (1.0 + e)
def _dsig(v):
    e = math.exp(-math.fabs(v)); return e / ((1.0 + e) * (1.0 + e))
def relu_grad(z): return _map(lambda v: 1.0 if v > 0 else 0.0, z)
def leaky_relu_grad(z, alpha=0.01): return _map(lambda v: 1.0 if v > 0 else alpha, z)
def sigmoid_grad(z): return _map(_dsig, z)
def tanh_grad(z): return _map(lambda v: 4 * _dsig(2 * v), z)
def elu_grad(z, alpha=1.0): return _map(lambda v: 1.0 if v > 0 else alpha * math.exp(v), z)
def silu_grad(z): return _map(lambda v: _sig(v) + v * _dsig(v), z)
def gelu_grad(z): return _map(lambda v: 0.5 * math.erfc(-v * M_SQRT1_2) + v * 0.5 * M_2_SQRTPI * M_SQRT1_2 * math.exp(-0.5 * v * v), z)
class PReLU(object):
    def __init__(self, alpha=0.25):
        self.alpha = alpha
        self.grad_alpha = None
    def forward(self, x):
        return _map(lambda v: v if v > 0 else self.alpha * v, x)
    def backward(self, x, grad_output):
        dx = np.zeros(x.shape)
        acc = 0.0
        for i, v in np.ndenumerate(x):
            if v > 0:
                dx[i] = grad_output[i]
            else:
                dx[i] = self.alpha * grad_output[i]
                acc += v * grad_output[i]
        self.grad_alpha = acc
        return dx
