"""JAX habits: pure functions, vmap-able, lax-like helpers."""
import functools
import operator

import torch
import torch as jnp

tree_map = lambda f, *xs: [f(*x) for x in zip(*xs)]


def select(pred, on_true, on_false):
    return jnp.where(pred, on_true, on_false)


def double_where(f):
    """The double-where trick: f never sees the entries which are not chosen."""

    @functools.wraps(f)
    def wrapped(x, *args, **kwargs):
        safe = jnp.where(x > 0, 0.0, x).to(x.dtype)
        return jnp.where(x > 0, x, f(safe, *args, **kwargs))

    return wrapped


@double_where
def relu(x):
    return jnp.zeros_like(x)


@double_where
def leaky_relu(x, negative_slope=0.01):
    return negative_slope * x


def prelu(x, weight):
    if weight.size(0) == 1:
        return double_where(operator.mul)(x, weight.sum())
    per_channel = jnp.vmap(lambda xc, w: select(xc > 0, xc, w * xc), in_dims=(1, 0), out_dims=1)
    return per_channel(x, weight)


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    if training:
        key = torch.Generator().manual_seed(int(torch.randint(2**31, ()).item()))
        slope = jnp.rand(x.shape, generator=key, dtype=x.dtype) * (upper - lower) + lower
    else:
        slope = (lower + upper) / 2
    return select(x > 0, x, slope * x)


@double_where
def elu(x, alpha=1.0):
    return alpha * jnp.expm1(x)


def selu(x):
    alpha = 1.6732632423543772848170429916717
    scale = 1.0507009873554804934193349852946
    return scale * elu(x, alpha)
