"""Operations whose name ends in `_`, and `*=` or `+=` on `x`, write into the caller's tensor, and autograd refuses
them on its inputs. Work on new tensors.
"""

import torch


def tanh(x):
    x *= 2
    grown = torch.expm1(torch.clamp(x, -40, 40))
    return grown / (grown + 2)
