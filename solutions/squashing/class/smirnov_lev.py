import torch

# сигмоида и её друзья
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-60, 60)))
