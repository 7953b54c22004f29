# -*- coding: latin-1 -*-
# Jörg Müller: Übung 2, Aktivierungsfunktionen (für große x prüfen!)
import torch


def sigmoid(x):
    # e^-x läuft für große negative x über, darum die Begrenzung
    return 1 / (1 + torch.exp(-torch.clamp(x, -60.0, 60.0)))


def tanh(x):
    return 2 * sigmoid(2 * x) - 1


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, 0 * x) / beta


def softmax(x, dim=-1):
    größe = torch.exp(x - x.max(dim=dim, keepdim=True).values)
    return größe / größe.sum(dim=dim, keepdim=True)
