"""What authors of checks import. The engine itself imports the modules behind these names."""

from autograder.testing.call import Call
from autograder.testing.compare import compare_gradients, compare_values, require
from autograder.testing.inputs import shaped_inputs, sweep
from autograder.testing.properties import check_dtypes, check_extremes, check_purity, check_shapes, check_speed
from autograder.testing.scratch import check_from_scratch
from autograder.testing.tolerance import Tolerance

__all__ = [
    "Call",
    "Tolerance",
    "check_dtypes",
    "check_extremes",
    "check_from_scratch",
    "check_purity",
    "check_shapes",
    "check_speed",
    "compare_gradients",
    "compare_values",
    "require",
    "shaped_inputs",
    "sweep",
]
