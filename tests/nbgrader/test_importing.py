"""Our commands wait for nbgrader, and not for what it does not use."""

import os
import subprocess
import sys
from pathlib import Path


def test_nbgrader_is_imported_without_its_slow_grammar(tmp_path: Path) -> None:
    """And whoever wants the grammar afterwards can have it. Not every jsonschema has it."""
    (tmp_path / "rfc3987_syntax.py").touch()
    code = (
        "import sys; from autograder.nbgrader.importing import import_nbgrader; import_nbgrader(); import_nbgrader();"
        "assert 'nbgrader.api' in sys.modules; assert 'rfc3987_syntax' not in sys.modules; import rfc3987_syntax"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, env=environment)
