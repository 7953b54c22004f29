"""`python -m autograder.cli` is `rectify`."""

from autograder.cli.main import main

main()
