import pytest

from fivepluone_mcda.study.importing import new_study


def test_export(run, tmp_path):
    pytest.importorskip("openpyxl")
    new_study(tmp_path / "mine")
    path = tmp_path / "results.xlsx"
    status, out, err = run("export", path, "--study", tmp_path / "mine")
    assert (status, err) == (0, "")
    assert out.endswith(f"{path}: written\n")
    assert path.read_bytes()[:2] == b"PK"


def test_a_wrong_name(run, tmp_path):
    status, out, err = run("export", tmp_path / "results.csv")
    assert (status, out) == (2, "")
    assert "expected a name such as results.xlsx" in err


def test_csv_runs_nothing(run, tmp_path):
    folder = new_study(tmp_path / "mine")
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("Almaty", "=Almaty"), "utf-8")
    for command in ("rank", "sensitivity", "robustness", "scenarios"):
        status, out, _ = run(command, "--study", folder, "--format", "csv")
        assert status == 0
        assert not any(
            cell.startswith("=") for line in out.splitlines() for cell in line.split(",")
        )
