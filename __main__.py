"""`python -m rapport`: the same as the command `rapport`."""

from .cli import main

main()
