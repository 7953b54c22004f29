r"""What LaTeX's commands look like in Unicode, by what kind of thing each is."""

# ruff: noqa: RUF001  the signs themselves stand here
from __future__ import annotations

from typing import Literal

#: How a thing is spaced: a letter or number; a fraction; a sign between two; a relation; brackets; the name of a
#: function; a sign over a range; punctuation; a space; text as it stands.
Kind = Literal[
    "ordinary", "fraction", "sign", "slash", "relation", "open", "close", "function", "large", "comma", "space", "text"
]

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
    "mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_ORDINARY = (
    "infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ top ᵀ bot ⊥ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ "
    "dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ prime ′ Re Re Im Im aleph ℵ degree ° checkmark ✓ square □ bullet • "
    "% % # # & & _ _ $ $"
)
_SIGNS = (
    "cdot · times × div ÷ pm ± mp ∓ odot ⊙ oplus ⊕ ominus ⊖ otimes ⊗ ast ∗ star ⋆ circ ∘ cup ∪ cap ∩ setminus ∖ "
    "wedge ∧ land ∧ vee ∨ lor ∨ bmod mod"
)
_RELATIONS = (
    "le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ "
    "propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ to → rightarrow → longrightarrow → gets ← "
    "leftarrow ← mapsto ↦ longmapsto ↦ Rightarrow ⇒ implies ⇒ Leftarrow ⇐ leftrightarrow ↔ Leftrightarrow ⇔ iff ⇔ "
    "uparrow ↑ downarrow ↓ nearrow ↗ searrow ↘ mid | parallel ∥ perp ⊥ coloneqq := colon :"
)
_OPEN = "{ { lbrace { langle ⟨ lfloor ⌊ lceil ⌈ lbrack [ lvert | lVert ‖"
_CLOSE = "} } rbrace } rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ] rvert | rVert ‖"
_LARGE = "sum Σ prod ∏ int ∫ iint ∬ oint ∮ bigcup ⋃ bigcap ⋂"
_FUNCTIONS = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd inf ker lg lim liminf limsup ln log max min "
    "Pr sec sin sinh sup tan tanh argmax argmin"
)
_SPACES = {
    **dict.fromkeys((",", ";", ":", ">", " ", "~", "space", "enspace", "thinspace", "medspace", "thickspace"), " "),
    **dict.fromkeys(("quad", "qquad"), "  "),
    **dict.fromkeys(("!", "negthinspace"), ""),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(words: str) -> dict[str, str]:
    each = words.split()
    return dict(zip(each[::2], each[1::2], strict=True))


#: Each command without its backslash: its kind, and how it is written.
SYMBOLS: dict[str, tuple[Kind, str]] = {
    **{name: ("ordinary", sign) for name, sign in _pairs(_GREEK + " " + _ORDINARY).items()},
    **{name: ("sign", sign) for name, sign in _pairs(_SIGNS).items()},
    **{name: ("relation", sign) for name, sign in _pairs(_RELATIONS).items()},
    **{name: ("open", sign) for name, sign in _pairs(_OPEN).items()},
    **{name: ("close", sign) for name, sign in _pairs(_CLOSE).items()},
    **{name: ("large", sign) for name, sign in _pairs(_LARGE).items()},
    **{name: ("function", name) for name in _FUNCTIONS.split()},
    **{name: ("space", space) for name, space in _SPACES.items()},
    "vert": ("ordinary", "|"),
    "Vert": ("ordinary", "‖"),
    "|": ("ordinary", "‖"),
}
#: Characters that stand for themselves.
CHARACTERS: dict[str, tuple[Kind, str]] = {
    "+": ("sign", "+"),
    "-": ("sign", "\u2212"),
    "\u2212": ("sign", "\u2212"),
    "*": ("sign", "∗"),
    "·": ("sign", "·"),
    "×": ("sign", "×"),
    "/": ("slash", "/"),
    "=": ("relation", "="),
    "<": ("relation", "<"),
    ">": ("relation", ">"),
    ":": ("relation", ":"),
    "≈": ("relation", "≈"),
    "≤": ("relation", "≤"),
    "≥": ("relation", "≥"),
    "(": ("open", "("),
    "[": ("open", "["),
    ")": ("close", ")"),
    "]": ("close", "]"),
    ",": ("comma", ","),
    ";": ("comma", ";"),
    "~": ("space", " "),
}
#: Sizes, styles and places that a line of text has not.
IGNORED = _words(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm limits nolimits "
    "displaystyle textstyle scriptstyle scriptscriptstyle mathstrut strut nonumber"
)
#: Commands whose argument is shown as it is.
PLAIN = _words("mathit mathbf boldsymbol bm mathsf mathtt mathcal mathscr mathnormal underline boxed")
#: Commands whose argument is the name of something.
NAMES = _words("mathrm operatorname textrm")
#: Commands whose argument is text.
TEXTS = _words("text textbf textit texttt textsf mbox hbox")
DOUBLE = dict(zip("CEHNPQRZ", "ℂ𝔼ℍℕℙℚℝℤ", strict=True))
#: Marks over a letter.
ACCENTS = {
    **dict.fromkeys(("hat", "widehat"), "\u0302"),
    **dict.fromkeys(("bar", "overline"), "\u0304"),
    **dict.fromkeys(("tilde", "widetilde"), "\u0303"),
    **dict.fromkeys(("vec", "overrightarrow"), "\u20d7"),
    "dot": "\u0307",
    "ddot": "\u0308",
}
RAISED = str.maketrans(
    "0123456789+\u2212=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχᵀ′∗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′*",
)
LOWERED = str.maketrans("0123456789+\u2212=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
VULGAR = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾"}
#: What stands around the rows of an environment; rows are parted by semicolons.
ENVIRONMENTS = {
    "cases": ("{ ", " }"),
    "matrix": ("[", "]"),
    "bmatrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "vmatrix": ("|", "|"),
    **dict.fromkeys(("aligned", "align", "align*", "gathered", "split", "array"), ("", "")),
}
