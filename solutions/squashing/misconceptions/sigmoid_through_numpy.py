"""`x.numpy()` refuses a tensor that needs a gradient, and NumPy knows nothing of autograd or bfloat16. torch has
the same functions under the same names: use those.
"""

import numpy as np
import torch


def sigmoid(x):
    array = x.numpy()
    return torch.as_tensor(np.exp(-np.logaddexp(0, -array)))
