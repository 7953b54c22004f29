"""How a call is written for students: as they would write it, with what is too large to be read described."""

import numpy as np
import pytest
import torch

from autograder.testing.call import Call


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ({"W": np.array([[1.0, 2.0]]), "name": "relu"}, "{'W': array([[1.0, 2.0]]), 'name': 'relu'}"),
        ([torch.tensor([1.0]), torch.ones(3, 4)], "[tensor([1.0]), a tensor of shape (3, 4)]"),
        ((torch.tensor(1.0),), "(tensor(1.0),)"),
        ([[0.1, 0.25], [1]], "[[0.1, 0.25], [1]]"),
        ([0.3333333333, 2], "[0.3333333333, 2]"),
        (({}, []), "({}, [])"),
        (torch.ones(0), "tensor([])"),
        (torch.ones(0, 3), "a tensor of shape (0, 3)"),
        (np.ones((2, 0)), "an array of shape (2, 0)"),
    ],
)
def test_containers_show_what_they_hold(argument: object, text: str) -> None:
    """Tensors and arrays in them are as short as alone; numbers keep all their digits."""
    assert Call(argument).text("f") == f"f({text})"


def test_a_sentence_shows_long_dicts_by_their_keys() -> None:
    """What they hold stands beside it, in the evidence."""
    short, long = {"W": np.array([1.0])}, {f"W{number}": np.ones((2, 2)) for number in range(4)}
    assert Call(short, 2).brief("f") == "f({'W': array([1.0])}, 2)"
    brief = Call(long, torch.tensor([1.0]), cache=long).brief("f")
    keys = "{'W0': …, 'W1': …, 'W2': …, 'W3': …}"
    assert brief == f"f({keys}, tensor([1.0]), cache={keys})"
    assert Call(torch.arange(8.0), "a" * 200).brief("f") == Call(torch.arange(8.0), "a" * 200).text("f")


def test_a_long_container_is_cut() -> None:
    """After 200 characters."""
    text = Call({f"W{number}": np.array([1.0]) for number in range(50)}).text("f")
    assert len(text) < 210
    assert text.endswith("…)")
