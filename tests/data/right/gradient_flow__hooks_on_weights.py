import math
import torch
import torch.nn as nn

activations = dict(sigmoid=nn.Sigmoid, tanh=nn.Tanh, relu=nn.ReLU, gelu=nn.GELU)

def build_mlp(depth, width, activation, in_features, out_features, init):
    try:
        act = activations[activation]
    except KeyError:
        raise ValueError("bad activation: " + str(activation)) from None
    var = {"he": lambda i, o: 2 / i, "xavier": lambda i, o: 2 / (i + o)}.get(init)
    if var is None:
        raise ValueError("bad init")
    layers = []
    fan_in = in_features
    for k in range(depth):
        layers.append(nn.Linear(fan_in, width))
        layers.append(act())
        fan_in = width
    layers.append(nn.Linear(fan_in, out_features))
    for l in layers:
        if hasattr(l, "weight"):
            o, i = l.weight.shape
            l.weight.data = torch.randn(o, i) * math.sqrt(var(i, o))
            l.bias.data = torch.zeros(o)
    return nn.Sequential(*layers)

def gradient_norms(model, loss):
    """a hook on each weight tensor sees the gradient of this backward alone"""
    caught = {}
    linears = [m for m in model.modules() if isinstance(m, nn.Linear)]
    handles = []
    for k, m in enumerate(linears):
        if m.weight.requires_grad:
            handles.append(m.weight.register_hook(lambda g, k=k: caught.__setitem__(k, g.clone())))
    loss.backward(retain_graph=True)
    [h.remove() for h in handles]
    return [float(caught[k].pow(2).sum().sqrt()) if k in caught else 0.0 for k in range(len(linears))]

def compare_activations(names, depth=20, width=32, init="he", seed=0):
    result = {}
    for name in names:
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build_mlp(depth=depth, width=width, activation=name, in_features=width, out_features=1, init=init)
            loss = torch.mean(model(torch.randn(64, width)))
        result.update({name: gradient_norms(model, loss)})
    return result
