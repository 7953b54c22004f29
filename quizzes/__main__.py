"""`python -m quizzes check FILE…`: every mistake in banks, and every key that its proof does not bear out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quizzes.errors import BankError, QuizError
from quizzes.reader import read_source


def main(arguments: list[str] | None = None) -> int:
    """Check the banks named; the exit code is 3 where a bank is wrong, 2 where one cannot be read, as for `rectify`."""
    parser = argparse.ArgumentParser(prog="python -m quizzes", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    check = commands.add_parser("check", help="read banks, look at every variant, run every proof")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument(
        "--trusted", action="store_true", help="run the programs of code_output items, without a sandbox"
    )
    check.add_argument("--no-proofs", action="store_true", help="read only; torch is not needed")
    chosen = parser.parse_args(arguments)
    return max(_checked(path, trusted=chosen.trusted, proofs=not chosen.no_proofs) for path in chosen.files)


def _checked(path: Path, *, trusted: bool, proofs: bool) -> int:
    try:
        bank, source = read_source(path)
        proven = 0
        if proofs:
            from quizzes.proofs import prove_bank

            proven = sum(each.proofs for each in prove_bank(bank, run_code=trusted, source=source))
    except BankError as error:
        sys.stdout.write(f"{error}\n")
        return 3
    except QuizError as error:
        sys.stdout.write(f"{error}\n")
        return 2
    said = f"{proven} proofs hold" if proofs else "no proof was run"
    programs = sum(item.kind == "code_output" for item in bank.items)
    skipped = f"; {programs} programs were not run (--trusted runs them)" if programs and proofs and not trusted else ""
    sys.stdout.write(f"{path}: {len(bank.items)} items, {bank.points:g} points, {said}{skipped}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
