"""A course as its author wrote it: assignments, stubs, and the secret behind random inputs."""
