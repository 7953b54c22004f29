"""Operations whose name ends in `_`, and `*=` or `+=` on `x`, write into the caller's tensor, and autograd refuses
them on its inputs. Work on new tensors.
"""

import torch


def sigmoid(x):
    x.clamp_(-60, 60).neg_()
    return 1 / (1 + torch.exp(x))
