import os
import stat

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.export.atomic_write import check_target, write_atomically


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_writes_and_replaces(tmp_path):
    path = tmp_path / "file"
    assert write_atomically(path, b"one") == path
    path.chmod(0o640)
    write_atomically(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interrupt_leaves_the_old_file(tmp_path, monkeypatch, error):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def stop(_):
        raise error

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(type(error)) as caught:
        write_atomically(path, b"new")
    if isinstance(error, OSError):
        assert caught.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


def test_a_write_protected_file_is_left(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(fp.CriteriaError, match="write-protected"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_write_protected_folder_is_noticed(tmp_path, monkeypatch):
    # To root, who runs some of these tests, nothing is write-protected.
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path)
    with pytest.raises(fp.CriteriaError, match="no right to write in the folder"):
        check_target(tmp_path / "file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_no_ordinary_file_is_left(tmp_path):
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(fp.CriteriaError, match="found no ordinary file"):
            write_atomically(path, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_symlink()


def test_links_that_lead_nowhere(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(fp.CriteriaError, match="found no ordinary file"):
        write_atomically(tmp_path / "loop", b"new")
    (tmp_path / "link").symlink_to(tmp_path / "new")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "new").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.html.txt", ".html"])
def test_an_ending_that_is_not_right(tmp_path, name):
    with pytest.raises(
        fp.CriteriaError, match=r"not end in \.html or \.htm; .* such as \S+\.html$"
    ):
        check_target(tmp_path / name, ".html", ".htm")


def test_an_ending_that_is_right(tmp_path):
    for name in ("a.html", "a.b.HTM"):
        assert check_target(tmp_path / name, ".html", ".htm") == tmp_path.resolve() / name
    assert names(tmp_path) == []


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_places_that_are_no_files(tmp_path):
    with pytest.raises(fp.CriteriaError, match="found a folder"):
        write_atomically(tmp_path, b"")
    with pytest.raises(fp.CriteriaError, match="no folder"):
        write_atomically(tmp_path / "gone" / "file", b"")
