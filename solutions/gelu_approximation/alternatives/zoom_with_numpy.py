"""Repeated grids in NumPy, in two functions that know nothing of one another; one more time than asked, the first dropped."""

import time

import numpy
import torch


class _Stopwatch:
    clock = time.process_time

    def __enter__(self):
        self.start = _Stopwatch.clock()
        return self

    def __exit__(self, *_problem):
        self.seconds = _Stopwatch.clock() - self.start


def gelu_sigmoid(x):
    e = torch.exp(-1.702 * x.abs())
    return torch.where(x >= 0, x / (1 + e), x * e / (1 + e))


def _on(function, points):
    return function(torch.from_numpy(points)).detach().numpy()


def max_abs_error(f, g, low, high):
    best = 0.0
    while high - low > 1e-13 * max(1.0, abs(low), abs(high)):
        points = numpy.linspace(low, high, 2501)
        gaps = numpy.abs(_on(f, points) - _on(g, points))
        i = gaps.argmax()
        if not gaps[i] > best:
            break
        best = gaps[i]
        low, high = points[max(i - 1, 0)], points[min(i + 1, 2500)]
    return best


def minimum(f, low, high):
    while True:
        points = numpy.linspace(low, high, 2501)
        values = _on(f, points)
        i = values.argmin()
        low, high = points[max(i - 1, 0)], points[min(i + 1, 2500)]
        if high - low < 1e-9:
            return numpy.array([points[i], values[i]])


def speedup(f, g, x, repeats):
    def typical(function):
        taken = []
        for _ in range(repeats + 1):
            with _Stopwatch() as watch:
                function(x)
            taken.append(watch.seconds)
        return sorted(taken[1:])[repeats // 2]

    return typical(f) / typical(g)
