"""What the explorers say of each activation: its group, its title, its formulas. What it computes is in `static/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from quizzes.texts.markup import to_html, to_inline_html


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation: formulas in LaTeX, ``torch`` its call in PyTorch or empty, ``note`` in Markdown with formulas."""

    name: str
    title: str
    value: str
    slope: str
    torch: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Activations that are shown together."""

    title: str
    members: tuple[Activation, ...]


@cache
def formula(latex: str) -> Markup:
    """A formula on a line of its own, as MathML."""
    return to_html(f"$${latex}$$")


@cache
def note(text: str) -> Markup:
    """A note as HTML."""
    return to_inline_html(text)


def _cases(above: str, below: str, border: str = "0") -> str:
    return rf"\begin{{cases}} {above} & x > {border} \\ {below} & x \le {border} \end{{cases}}"


def _within(inside: str, low: str, high: str, outside: str = "0") -> str:
    return rf"\begin{{cases}} {inside} & {low} < x < {high} \\ {outside} & \text{{otherwise}} \end{{cases}}"


def _beyond(outside: str, inside: str = "0") -> str:
    return rf"\begin{{cases}} {outside} & |x| > \lambda \\ {inside} & |x| \le \lambda \end{{cases}}"


_RECTIFIERS = (
    Activation("relu", "ReLU", r"\max(0, x)", _cases("1", "0"), "F.relu(x)"),
    Activation(
        "leaky_relu",
        "Leaky ReLU",
        _cases("x", "a\\,x"),
        _cases("1", "a"),
        "F.leaky_relu(x, negative_slope=a)",
        "a is a constant, 0.01 unless chosen otherwise.",
    ),
    Activation(
        "prelu",
        "PReLU",
        _cases("x", "a\\,x"),
        _cases("1", "a"),
        "F.prelu(x, weight)",
        "a is learned; PyTorch starts it at 0.25.",
    ),
    Activation(
        "rrelu",
        "RReLU",
        _cases("x", r"\tfrac{l + u}{2}\,x"),
        _cases("1", r"\tfrac{l + u}{2}"),
        "F.rrelu(x, lower=l, upper=u)",
        "In training the slope is drawn anew between l and u; shown is evaluation.",
    ),
    Activation("relu6", "ReLU6", r"\min(\max(0, x), 6)", _within("1", "0", "6"), "F.relu6(x)"),
    Activation("elu", "ELU", _cases("x", r"\alpha\,(e^{x} - 1)"), _cases("1", r"\alpha\,e^{x}"), "F.elu(x, alpha)"),
    Activation(
        "selu",
        "SELU",
        r"\lambda " + _cases("x", r"\alpha\,(e^{x} - 1)"),
        r"\lambda " + _cases("1", r"\alpha\,e^{x}"),
        "F.selu(x)",
        "$\\lambda = 1.0507$ and $\\alpha = 1.6733$ keep mean 0 and variance 1, with LeCun's start.",
    ),
    Activation(
        "celu",
        "CELU",
        _cases("x", r"\alpha\,(e^{x/\alpha} - 1)"),
        _cases("1", r"e^{x/\alpha}"),
        "F.celu(x, alpha)",
        "Its slope is continuous for every $\\alpha$; that of ELU only for $\\alpha = 1$.",
    ),
    Activation(
        "threshold",
        "Threshold",
        _cases("x", "v", r"\theta"),
        _cases("1", "0", r"\theta"),
        "F.threshold(x, threshold, value=v)",
    ),
    Activation(
        "maxout",
        "Maxout",
        r"\max(a x,\ b x + c)",
        r"\begin{cases} a & a x > b x + c \\ b & a x < b x + c \end{cases}",
        "",
        "Of two linear pieces, which are learned. Any number of pieces is possible.",
    ),
)
_SQUASHING = (
    Activation(
        "sigmoid",
        "Sigmoid",
        r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        r"\sigma(x)\,(1 - \sigma(x))",
        "torch.sigmoid(x)",
        "Its slope is 0.25 at most.",
    ),
    Activation("tanh", "Tanh", r"\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}", r"1 - \tanh^2 x", "torch.tanh(x)"),
    Activation("softsign", "Softsign", r"\frac{x}{1 + |x|}", r"\frac{1}{(1 + |x|)^2}", "F.softsign(x)"),
    Activation("arctan", "Arctan", r"\arctan x", r"\frac{1}{1 + x^2}", "torch.arctan(x)"),
    Activation(
        "logsigmoid",
        "Log-sigmoid",
        r"\log \sigma(x)",
        r"\sigma(-x)",
        "F.logsigmoid(x)",
        "The logarithm of a probability: for losses rather than between layers.",
    ),
    Activation(
        "hardsigmoid",
        "Hardsigmoid",
        r"\frac{\min(\max(0, x + 3), 6)}{6}",
        _within(r"\tfrac{1}{6}", "-3", "3"),
        "F.hardsigmoid(x)",
    ),
    Activation(
        "hardtanh",
        "Hardtanh",
        r"\min(\max(l, x), h)",
        _within("1", "l", "h"),
        "F.hardtanh(x, min_val=l, max_val=h)",
    ),
    Activation(
        "step",
        "Step",
        _cases("1", "0"),
        "0",
        "",
        "The perceptron's. No gradient comes through it, so it cannot be trained by one.",
    ),
    Activation(
        "softmax",
        "Softmax",
        r"\frac{e^{x}}{e^{x} + n - 1}",
        r"p\,(1 - p)",
        "torch.softmax(x, dim)",
        "The first of n classes, by its own logit x, where all other logits are 0.",
    ),
)
_SMOOTH = (
    Activation(
        "softplus", "Softplus", r"\frac{1}{\beta} \log(1 + e^{\beta x})", r"\sigma(\beta x)", "F.softplus(x, beta)"
    ),
    Activation("silu", "SiLU", r"x\,\sigma(x)", r"\sigma(x)\,(1 + x\,(1 - \sigma(x)))", "F.silu(x)"),
    Activation(
        "swish",
        "Swish",
        r"x\,\sigma(\beta x)",
        r"\sigma(\beta x)\,(1 + \beta x\,(1 - \sigma(\beta x)))",
        "",
        "$\\beta = 1$ is SiLU; $\\beta = 0$ halves x; a large $\\beta$ comes near ReLU.",
    ),
    Activation(
        "gelu",
        "GELU",
        r"x\,\Phi(x)",
        r"\Phi(x) + x\,\varphi(x)",
        "F.gelu(x)",
        "$\\Phi$ is the normal distribution function, $\\varphi$ its density.",
    ),
    Activation(
        "gelu_tanh",
        "GELU, tanh form",
        r"\frac{x}{2} \left(1 + \tanh u\right),\ u = \sqrt{\tfrac{2}{\pi}}\,(x + 0.044715\,x^3)",
        r"\frac{1 + \tanh u}{2} + \frac{x\,u'}{2}\,(1 - \tanh^2 u)",
        'F.gelu(x, approximate="tanh")',
    ),
    Activation(
        "gelu_sigmoid",
        "GELU, sigmoid form",
        r"x\,\sigma(1.702\,x)",
        r"s\,(1 + 1.702\,x\,(1 - s)),\ s = \sigma(1.702\,x)",
    ),
    Activation(
        "mish",
        "Mish",
        r"x \tanh t,\ t = \log(1 + e^{x})",
        r"\tanh t + x\,\sigma(x)\,(1 - \tanh^2 t)",
        "F.mish(x)",
    ),
    Activation(
        "hardswish",
        "Hardswish",
        r"\frac{x \min(\max(0, x + 3), 6)}{6}",
        r"\begin{cases} 0 & x \le -3 \\ \tfrac{2 x + 3}{6} & -3 < x < 3 \\ 1 & x \ge 3 \end{cases}",
        "F.hardswish(x)",
    ),
)
_SHRINKING = (
    Activation("tanhshrink", "Tanhshrink", r"x - \tanh x", r"\tanh^2 x", "F.tanhshrink(x)"),
    Activation(
        "softshrink",
        "Softshrink",
        _beyond(r"x - \lambda\,\mathrm{sign}(x)"),
        _beyond("1"),
        "F.softshrink(x, lambd)",
    ),
    Activation("hardshrink", "Hardshrink", _beyond("x"), _beyond("1"), "F.hardshrink(x, lambd)"),
)
_OTHERS = (
    Activation(
        "identity", "Identity", "x", "1", "nn.Identity()", "No activation at all: layers with it collapse into one."
    ),
    Activation("sine", "Sine", r"\sin(\omega x)", r"\omega \cos(\omega x)", "torch.sin(omega * x)"),
    Activation("snake", "Snake", r"x + \frac{\sin^2(a x)}{a}", r"1 + \sin(2 a x)"),
    Activation("gaussian", "Gaussian", r"e^{-x^2}", r"-2 x\,e^{-x^2}"),
)
_GATED = (
    Activation(
        "glu",
        "GLU",
        r"v\,\sigma(x)",
        r"v\,\sigma(x)\,(1 - \sigma(x))",
        "F.glu(torch.cat([v, x], -1))",
        "One value v that passes, by the gate's input x. In a layer both are learned linear maps.",
    ),
    Activation("reglu", "ReGLU", r"v \max(0, x)", r"v " + _cases("1", "0"), "v * F.relu(x)"),
    Activation("geglu", "GEGLU", r"v\,x\,\Phi(x)", r"v\,(\Phi(x) + x\,\varphi(x))", "v * F.gelu(x)"),
    Activation("swiglu", "SwiGLU", r"v\,x\,\sigma(x)", r"v\,\sigma(x)\,(1 + x\,(1 - \sigma(x)))", "v * F.silu(x)"),
)

GROUPS = (
    Group("Rectifiers", _RECTIFIERS),
    Group("Squashing", _SQUASHING),
    Group("Smooth", _SMOOTH),
    Group("Shrinking", _SHRINKING),
    Group("To compare with", _OTHERS),
    Group("Gated units", _GATED),
)
