"""The JSON Schema of a bank, made from the models: `python -m quizzes.schema` writes `bank.schema.json`.

An editor uses it to complete fields and to mark mistakes of form. What no schema can say (one key among the options,
variants that differ, proofs) is said by the reader.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from quizzes.bank import Bank

FILE = Path(__file__).parent / "bank.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def bank_schema() -> dict[str, Any]:
    """The schema of a bank's file, as data."""
    schema = Bank.model_json_schema(mode="validation")
    titled = {"$schema": DIALECT, "title": "Quiz bank", "description": "A quiz bank of rectify; see docs/QUIZZES.md."}
    tidy: dict[str, Any] = _tidy({**schema, **titled})
    return tidy


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(bank_schema(), indent=1, ensure_ascii=False) + "\n"


def _tidy(node: Any) -> Any:
    """Without the titles that pydantic makes of field names, which say nothing; null is allowed as in the models."""
    if isinstance(node, list):
        return [_tidy(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if "patternProperties" in node:
        tidy["additionalProperties"] = False
    if "title" in node and "$schema" in node:
        tidy["title"] = node["title"]
    return tidy


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
    sys.stdout.write(f"{FILE}\n")
