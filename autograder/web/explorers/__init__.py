"""The explorers: activations, gradients and signals to play with, computed in the page."""
