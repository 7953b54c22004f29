"""The command ``rectify``: one module per subcommand. Nothing here imports torch before a command needs it."""
