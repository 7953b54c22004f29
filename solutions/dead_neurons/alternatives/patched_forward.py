"""ReLUs wrapped for the time of the measurement instead of hooks; recursion with setattr."""

import copy

import torch
import torch.nn as nn
import torch.nn.functional as F


def count_dead_neurons(activations):
    dims = [d for d in range(activations.dim()) if d != 1]
    largest = activations.abs().amax(dim=dims)
    count = torch.sum(largest == 0).item()
    return count, count / activations.size(1) * 100.0


def dead_fraction(model, batches):
    twin = copy.deepcopy(model).eval()
    records = {}
    for name, module in twin.named_modules():
        if isinstance(module, nn.ReLU):
            records[name] = []

            def forward(x, out=records[name]):
                y = F.relu(x)
                out.append(y)
                return y

            module.forward = forward
    for batch in batches:
        with torch.inference_mode():
            twin(batch)
    result = {}
    for name, outputs in records.items():
        if outputs:
            alive = torch.zeros(outputs[0].shape[1], dtype=torch.bool)
            for y in outputs:
                alive |= (y > 0).movedim(1, 0).reshape(y.shape[1], -1).any(1)
            result[name] = float((~alive).float().mean())
    return result


def diagnose(fractions, threshold=0.2):
    return list(filter(lambda name: fractions[name] > threshold, fractions))


def revive(model, negative_slope=0.01):
    for name, child in model.named_children():
        if isinstance(child, nn.ReLU):
            setattr(model, name, nn.LeakyReLU(negative_slope=negative_slope))
        else:
            revive(child, negative_slope)
    # named_children names a shared module once: look at every place
    for name, child in model._modules.items():
        if isinstance(child, nn.ReLU):
            setattr(model, name, nn.LeakyReLU(negative_slope=negative_slope))
    return model
