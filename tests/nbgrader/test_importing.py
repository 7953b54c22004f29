"""Our commands wait for nbgrader, and not for what it does not use."""

import subprocess
import sys


def test_nbgrader_is_imported_without_its_slow_grammar() -> None:
    """And whoever wants the grammar afterwards can have it."""
    code = (
        "import sys; from autograder.nbgrader.importing import import_nbgrader; import_nbgrader(); import_nbgrader();"
        "assert 'nbgrader.api' in sys.modules; assert 'rfc3987_syntax' not in sys.modules; import rfc3987_syntax"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)
