import functools, math
import numpy as np
np.seterr(all="raise")
def entrywise(f):
    @functools.wraps(f)
    def g(z, *a, **k):
        z = np.array(z, dtype=np.float64, copy=True)
        out = f(z, *a, **k)
        assert out.shape == z.shape
        return out
    return g
def _exp(z): return np.exp(np.clip(z, -700, 700))
@entrywise
def relu_grad(z): return np.greater(z, 0) * 1.
@entrywise
def leaky_relu_grad(z, alpha=.01): return np.select([z > 0, z < 0], [1., alpha], default=.5)
@entrywise
def sigmoid_grad(z):
    s = 1 / (1 + _exp(-np.abs(z)))
    return s * (_exp(-np.abs(z)) * s)
@entrywise
def tanh_grad(z):
    return 4. / (_exp(z) + _exp(-z)) / (_exp(z) + _exp(-z))
@entrywise
def elu_grad(z, alpha=1.):
    z[z > 0] = 0.
    pos = z == 0
    out = alpha * _exp(z)
    out[pos] = 1.
    return out
@entrywise
def silu_grad(z):
    e = _exp(-z)
    return (1 + e + z * e) / (1 + e) / (1 + e)
@entrywise
def gelu_grad(z):
    c = np.clip(z, -37, 37)
    return np.array([math.erfc(-v / math.sqrt(2)) / 2 for v in z.flat]).reshape(z.shape) + c * _exp(-c * c / 2) / math.sqrt(2 * math.pi)
class PReLU:
    def __init__(self, alpha=.25):
        self.params = {"alpha": alpha}
        self.grads = {}
    alpha = property(lambda self: self.params["alpha"], lambda self, v: self.params.__setitem__("alpha", v))
    grad_alpha = property(lambda self: self.grads["alpha"])
    def __call__(self, x): return self.forward(x)
    def forward(self, x):
        y = x.copy(); m = y < 0; y[m] *= self.alpha; return y
    def backward(self, x, grad_output):
        m = x < 0
        self.grads["alpha"] = float((x * grad_output)[m].sum())
        g = grad_output.copy(); g[m] *= self.alpha; return g
