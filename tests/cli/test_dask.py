"""A talking newspaper hands its work to a real Dask cluster of two workers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="needs the extra “dask”")

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        yield program.stdout.readline().strip()
        program.stdin.close()
        program.wait(30)


def export(folder: Path, *words: str) -> tuple[int, dict, str]:
    command = [sys.executable, "-m", "reader", "export", "book.txt", "--json", "-o", "book.mp3", *words]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=100)
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def test_a_cluster_makes_the_same_sound(cluster: str, tmp_path: Path) -> None:
    text = "\n\n".join(f"The bridge number {at} was opened on Friday. It holds." for at in range(120))
    (tmp_path / "book.txt").write_text(text, "utf-8")
    status, told, errors = export(tmp_path, "--dask", cluster, "--marks", "marks.json")
    assert (status, errors) == (0, "")
    marks = json.loads((tmp_path / "marks.json").read_text("utf-8"))
    assert [word["text"] for word in marks["words"]] == [word.strip(".,") for word in text.split()]
    (tmp_path / "book.mp3").unlink()
    _, alone, _ = export(tmp_path, "--jobs", "1")
    assert told["seconds"] == pytest.approx(alone["seconds"], abs=0.5)


def test_where_no_cluster_answers_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text("One two three.", "utf-8")
    status, told, errors = export(tmp_path, "--dask", "tcp://127.0.0.1:1")
    assert status == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in json.dumps(told) + errors
    assert [file.name for file in tmp_path.iterdir()] == ["book.txt"]
