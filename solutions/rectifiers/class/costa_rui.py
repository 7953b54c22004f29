import torch

pos = lambda x: (x + abs(x)) / 2
neg = lambda x: (x - abs(x)) / 2

relu = pos
leaky_relu = lambda x, negative_slope=.01: pos(x) + negative_slope*neg(x)
prelu = lambda x, weight: pos(x) + neg(x)*(weight[0] if len(weight) == 1 else weight.view(-1, *[1]*(x.dim()-2)))
rrelu = lambda x, lower=1/8, upper=1/3, training=False: pos(x) + neg(x)*(lower + (upper-lower)*(torch.rand_like(x) if training else .5))
elu = lambda x, alpha=1.: pos(x) + alpha*torch.expm1(neg(x))
selu = lambda x: 1.0507009873554805*elu(x, 1.6732632423543772)
