"""The JSON Schema for editors: current, valid, and of one mind with the reader."""

import json

import jsonschema
import pytest

from quizzes.schema import FILE, bank_schema, schema_text
from quizzes.shelf import BUNDLED, bank_names
from quizzes.yaml_lines import read_yaml
from tests.quizzes.samples import ITEMS, bank_of, data

VALIDATOR = jsonschema.Draft202012Validator(bank_schema())


def test_the_published_schema_is_current() -> None:
    """Refresh it with `python -m quizzes.schema`."""
    assert FILE.read_text(encoding="utf-8") == schema_text()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("name", bank_names())
def test_bundled_banks_fit_the_schema_and_name_it(name: str) -> None:
    """In the line that editors look for."""
    text = (BUNDLED / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../bank.schema.json\n")
    VALIDATOR.validate(read_yaml(text).data)


@pytest.mark.parametrize("kind", ITEMS)
def test_right_items_fit_and_wrong_ones_do_not(kind: str) -> None:
    """Unknown fields, missing fields, numbers for text, and a policy that there is not."""
    assert VALIDATOR.is_valid(json.loads(bank_of(data(kind))))
    for changes in ({"odd": 1}, {"stem": None}, {"stem": 5}, {"difficulty": 4}, {"points": 0}, {"kind": "essay"}):
        assert not VALIDATOR.is_valid(json.loads(bank_of({**data(kind), **changes})))


def test_every_field_of_the_schema_says_what_it_is() -> None:
    """So that an editor shows it; names that are made need not."""
    silent = {
        f"{model}.{name}"
        for model, schema in bank_schema()["$defs"].items()
        for name, field in schema["properties"].items()
        if "description" not in field and name not in {"kind", "options", "pairs"}
    }
    assert not silent
