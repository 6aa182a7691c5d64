import sys

import pytest

from fivepluone_mcda.cli import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line; exit status, standard output, standard error."""

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["fivepluone-mcda", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code, out, err

    return command
