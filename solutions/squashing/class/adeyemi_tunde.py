import torch
def softmax ( x , dim = -1 ) :
	biggest = x.amax ( dim , keepdim = True )
	parts   = torch.exp ( x - biggest )
	whole   = parts.sum ( dim , keepdim = True )
	return parts / whole
def two_scores ( x ) :
	return torch.stack ( [ x , torch.zeros_like ( x ) ] , dim = -1 )
def sigmoid ( x ) : return softmax ( two_scores ( x ) ) [ ... , 0 ]
def tanh ( x ) : return 2 * sigmoid ( 2 * x ) - 1
def softplus ( x , beta = 1.0 ) :
	return torch.logsumexp ( two_scores ( beta * x ) , -1 ) / beta
