"""A placement's rules: small, and refused where they cannot be."""

import pytest
from pydantic import ValidationError

from autograder.service.policy import Counts, Policy


def test_a_policy_is_the_same_after_the_database() -> None:
    """It is kept as JSON."""
    policy = Policy.model_validate(
        {"attempts": 3, "counts": "latest", "due": "2026-12-01T12:00:00+01:00", "late": False}
    )
    assert Policy.model_validate(policy.model_dump(mode="json")) == policy
    assert policy.counts is Counts.LATEST and policy.due is not None
    assert not policy.is_over(policy.due.timestamp()) and policy.is_over(policy.due.timestamp() + 1)
    assert not policy.model_copy(update={"late": True}).is_over(policy.due.timestamp() + 1)


@pytest.mark.parametrize(
    "given", [{"attempts": 0}, {"counts": "mean"}, {"due": "2026-12-01T12:00:00"}, {"late_penalty": 0.1}]
)
def test_rules_that_cannot_be_are_refused(given: dict[str, object]) -> None:
    """A time without its zone is one of them."""
    with pytest.raises(ValidationError):
        Policy.model_validate(given)
