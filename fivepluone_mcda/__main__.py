"""Runs the command line as ``python -m fivepluone_mcda``."""

from .cli import main

if __name__ == "__main__":
    main()
