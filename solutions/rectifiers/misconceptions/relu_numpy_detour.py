"""Your function leaves torch for NumPy on the way. NumPy records nothing for autograd, and it does not know
bfloat16. Stay with torch operations from x to the answer.
"""

import numpy as np
import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(np.asarray(np.maximum(x.numpy(), 0)))
