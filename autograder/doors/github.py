"""A GitHub Actions workflow for a student's own repository: the public checks at every push, nothing else."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from autograder import __version__
from autograder.course.course import Assignment
from autograder.doors.pins import pinned_requirements
from autograder.doors.wheel import DISTRIBUTION
from autograder.errors import WrongUsage

_HARMLESS_PATH = re.compile(r"[A-Za-z0-9._/-]+")
_HARMLESS_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~/:@=+\[\]#-]*")

#: Actions by the commit that a tag stood for: a tag can be moved, a commit cannot.
_CHECKOUT = "actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1"
_SETUP_PYTHON = "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0"
_UPLOAD = "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0"

_WORKFLOW = """\
# Written by `rectify export github {name}`. It runs the public checks on {file}: points, hints, and what fails.
# What is handed in for a grade is graded elsewhere, with hidden checks that are not in this repository.
name: {title}

on:
  push:
    paths: [{file_text}, ".github/workflows/**"]
  workflow_dispatch:

# The checks read the repository and need nothing else: no secret, no right to write.
permissions:
  contents: read

concurrency:
  group: {name}-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    env:
      OMP_NUM_THREADS: "1"
    steps:
      - uses: {checkout}
        with:
          persist-credentials: false

      - uses: {setup_python}
        with:
          python-version: "3.12"

      - name: Install what the checks need, in the versions of the course
        run: |
          cat > "$RUNNER_TEMP/pinned.txt" <<'END'
{pins}
          END
          python -m pip install --disable-pip-version-check --constraint "$RUNNER_TEMP/pinned.txt" \\
            --extra-index-url https://download.pytorch.org/whl/cpu "{requirement}"

      - name: Check
        run: rectify check {file} --assignment {name} --report "$RUNNER_TEMP/report.json"

      - name: Show what was found
        if: ${{{{ !cancelled() }}}}
        run: |
          test -f "$RUNNER_TEMP/report.json" || exit 0
          rectify export summary "$RUNNER_TEMP/report.json" --public-only --out - >> "$GITHUB_STEP_SUMMARY"
          rectify export junit "$RUNNER_TEMP/report.json" --out "$RUNNER_TEMP/junit.xml"

      - name: Keep the report
        if: ${{{{ !cancelled() }}}}
        uses: {upload}
        with:
          name: {name}-report
          path: |
            ${{{{ runner.temp }}}}/report.json
            ${{{{ runner.temp }}}}/junit.xml
          if-no-files-found: ignore
          retention-days: 30
"""


def github_workflow(assignment: Assignment, *, file: str = "", requirement: str = "") -> str:
    """The workflow as YAML. ``file`` is the answer's path in the repository, ``requirement`` what pip is to install.

    Raises WrongUsage where either holds what a shell or YAML would read as more than a name.
    """
    file = file or f"{assignment.name}.py"
    requirement = requirement or f"{DISTRIBUTION}=={__version__}"
    if not _HARMLESS_PATH.fullmatch(file) or ".." in PurePosixPath(file).parts or file.startswith(("/", "-")):
        raise WrongUsage(f"`{file}` is no plain path inside a repository. Use letters, digits, `.`, `_`, `-` and `/`.")
    if PurePosixPath(file).suffix not in {".py", ".ipynb"}:
        raise WrongUsage(f"`{file}` is neither a `.py` file nor a notebook. Name the file that students fill in.")
    if not _HARMLESS_REQUIREMENT.fullmatch(requirement):
        raise WrongUsage(
            f"`{requirement}` is not what pip installs in one word: a name with its version, or an address."
        )
    return _WORKFLOW.format(
        name=assignment.name,
        title=json.dumps(assignment.spec.title),
        file=file,
        file_text=json.dumps(file),
        checkout=_CHECKOUT,
        setup_python=_SETUP_PYTHON,
        upload=_UPLOAD,
        pins="\n".join(f"          {line}" for line in pinned_requirements()),
        requirement=requirement,
    )
