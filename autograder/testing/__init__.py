"""What authors of checks import. The engine itself imports the modules behind these names."""

from autograder.testing.answered import require_value as value_of
from autograder.testing.arrays import ArrayFunction, on_arrays
from autograder.testing.call import Call
from autograder.testing.compare import compare_values, require
from autograder.testing.contests import check_beats_relu
from autograder.testing.data import compare_data
from autograder.testing.from_scratch import check_from_scratch
from autograder.testing.gradients import compare_gradients, compare_with_differences
from autograder.testing.inputs import shaped_inputs, sweep
from autograder.testing.properties import check_dtypes, check_extremes, check_purity, check_shapes, check_speed
from autograder.testing.tolerance import Tolerance

__all__ = [
    "ArrayFunction",
    "Call",
    "Tolerance",
    "check_beats_relu",
    "check_dtypes",
    "check_extremes",
    "check_from_scratch",
    "check_purity",
    "check_shapes",
    "check_speed",
    "compare_data",
    "compare_gradients",
    "compare_values",
    "compare_with_differences",
    "on_arrays",
    "require",
    "shaped_inputs",
    "sweep",
    "value_of",
]
