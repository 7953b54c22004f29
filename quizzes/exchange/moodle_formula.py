r"""Simple formulas as plain text: `$[0, \infty)$` is `[0, ∞)`. For menus, in which nothing typesets a formula."""

from __future__ import annotations

import re
from unicodedata import lookup

LETTERS = "alpha beta gamma delta zeta eta theta kappa lambda mu nu xi pi rho sigma tau chi psi omega"
GREEK = {name: lookup(f"GREEK SMALL LETTER {name.upper().replace('LAMBDA', 'LAMDA')}") for name in LETTERS.split(" ")}
FUNCTIONS = re.findall(r"\w+", "sin cos tan sinh cosh tanh exp log ln max min arg argmax argmin lim det")
NAMED = """epsilon ϵ varepsilon ε phi ϕ varphi φ Gamma Γ Delta Δ Theta Θ Lambda Λ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
    ell \u2113 partial ∂ nabla ∇ infty ∞ cdot · times \u00d7 pm ± div ÷ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠
    approx ≈ equiv ≡ sim \u223c to → rightarrow → mapsto ↦ in ∈ notin ∉ subset ⊂ cup \u222a cap ∩ forall ∀ exists ∃
    dots … ldots … cdots … sum ∑ prod ∏ int ∫ circ ∘ odot ⊙ mid | lvert | rvert |"""
WORDS = NAMED.split()
SPACES = {"quad": " ", "qquad": "  ", "left": "", "right": "", "big": "", "Big": ""}
SIGNS = {**GREEK, **dict(zip(WORDS[::2], WORDS[1::2], strict=True)), **SPACES, **{name: name for name in FUNCTIONS}}
ESCAPED = {",": " ", ";": " ", ":": " ", " ": " ", "!": "", "{": "{", "}": "}", "%": "%", "#": "#", "&": "&", "_": "_"}
SETS = {f"{{{name}}}": sign for name, sign in zip("RNZQC", "\u211d\u2115\u2124\u211a\u2102", strict=True)}
PLAIN = {"text", "mathrm", "operatorname", "mathit", "mathbf"}
RAISED = dict(zip("0123456789+-\u2212()abcdeikmnptxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ᵃᵇᶜᵈᵉⁱᵏᵐⁿᵖᵗˣʸᶻ", strict=True))
LOWERED = dict(zip("0123456789+-\u2212()aeijknoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎ₐₑᵢⱼₖₙₒₚᵣₛₜᵤᵥₓ", strict=True))
PIECE = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)


class _TooMuchError(Exception):
    """The formula is more than a line of text can show."""


def formula_text(latex: str) -> str | None:
    """The formula as one line of text, or None where that would not show it."""
    rest = PIECE.findall(latex)
    try:
        text = _row(rest)
    except (_TooMuchError, IndexError, RecursionError):
        return None
    return " ".join(text.split())


def _row(rest: list[str], end: str = "") -> str:
    """What stands before the end, which is taken, too. Takes from the front of the rest."""
    parts: list[str] = []
    while rest:
        piece = rest.pop(0)
        if piece == end:
            return "".join(parts)
        parts.append(_moved(piece, rest) if piece in "^_" else _shown(piece, rest))
    if end:
        raise _TooMuchError
    return "".join(parts)


def _moved(where: str, rest: list[str]) -> str:
    """What stands higher or lower, as signs that do so by themselves."""
    signs, inner = RAISED if where == "^" else LOWERED, _one(rest)
    if not inner or any(sign not in signs for sign in inner):
        raise _TooMuchError
    return "".join(signs[sign] for sign in inner)


def _one(rest: list[str]) -> str:
    """What a sign such as `^` is about: a group in braces, or one piece."""
    piece = rest.pop(0)
    while piece.isspace():
        piece = rest.pop(0)
    return _shown(piece, rest)


def _shown(piece: str, rest: list[str]) -> str:
    if piece[0] == "{":
        return _row(rest, "}")
    if piece[0] != "\\":
        return _plain(piece)
    name = piece[1:]
    if name in ESCAPED:
        return ESCAPED[name]
    if name in SIGNS:
        # A function's name is apart from what it is taken of: `tanh x`.
        return f"{name} " if name in FUNCTIONS and rest[:1] == [" "] else SIGNS[name]
    if name in {"frac", "tfrac", "dfrac"}:
        return f"{_bracketed(_one(rest))}/{_bracketed(_one(rest))}"
    if name == "sqrt" and rest[:1] != ["["]:
        return f"√{_bracketed(_one(rest))}"
    if name in PLAIN:
        return _verbatim(rest)
    if (group := "".join(rest[:3])) in SETS and name == "mathbb":
        del rest[:3]
        return SETS[group]
    raise _TooMuchError


def _plain(piece: str) -> str:
    if piece in "}&":
        raise _TooMuchError
    if piece in "<>=":
        return f" {piece} "
    return {"-": "\u2212", "*": "\u2217", "~": " ", "'": "\u2032"}.get(piece, piece)


def _verbatim(rest: list[str]) -> str:
    """The words between braces, with their spaces."""
    words = rest[1 : rest.index("}")] if rest[:1] == ["{"] and "}" in rest else []
    if not words or any(word == "{" or len(word) > 1 for word in words):
        raise _TooMuchError
    del rest[: len(words) + 2]
    return "".join(words)


def _bracketed(text: str) -> str:
    """The text as one thing: in brackets where it is several."""
    return text if re.fullmatch(r"\w+(\.\w+)?", text) else f"({text.strip()})"
