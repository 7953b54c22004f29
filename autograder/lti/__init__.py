"""The LMS's side of the service: an LTI 1.3 Advantage tool that many platforms can use.

PyLTI1p3 checks the signatures, signs our messages and speaks to the platforms' services; `library.py` is where it is
met, and nothing outside this package knows of it.
"""
