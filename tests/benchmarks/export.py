"""Measures exports of a long text: speed against `espeak-ng --stdout | ffmpeg`, memory, cancelling.

    uv run python tests/benchmarks/export.py [speed] [cancel]

Nothing is asserted: figures are for notes, ratios are taken in one run. `speed` needs `espeak-ng`, `ffmpeg` and
`taskset`, and makes an MP3 of `READER_BENCHMARK_WORDS` words (100,000) on one core by the pipe and by ours, and by
ours on two; both encode with LAME at quality 7 and 64 kbit/s. CPU seconds are given beside the wall, because a
machine with other work tells little by its wall. `cancel` measures how soon a cancelled export has ended, with the load of the machine beside it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from reader.devices.files.resources import path

WORDS = int(os.environ.get("READER_BENCHMARK_WORDS", "100000"))
READER = [sys.executable, "-m", "reader", "export"]
ENCODE = ["-v", "error", "-y", "-i", "-", "-c:a", "libmp3lame", "-compression_level", "7", "-b:a", "64k"]


def book(file: Path, words: int) -> None:
    """Chapters of the example page, which is prose with numbers and names."""
    text = path("examples/harbour-page.txt").read_text("utf-8")
    prose = [line for line in text.splitlines() if len(line.split()) > 8]
    size = sum(len(line.split()) for line in prose)
    chapters = [f"# Chapter {n}\n\n" + "\n\n".join(prose) for n in range(1, -(-words // size) + 1)]
    file.write_text("\n\n".join(chapters), "utf-8")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    except OSError:
        pass
    return found


def seconds_of(pid: int) -> float:
    """CPU seconds of a process, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> int:
    """Its share of the memory, in KiB: what processes have in common counts once."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


class Watch(Thread):
    """Looks at a process and those below it, five times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.cpu: dict[int, float] = {}
        self.whole = self.one = 0
        self.done = False

    def run(self) -> None:
        while not self.done:
            whole = 0
            for pid in family(self.pid):
                try:
                    self.cpu[pid] = seconds_of(pid)
                    memory = memory_of(pid)
                except OSError:
                    continue
                whole += memory
                self.one = max(self.one, memory)
            self.whole = max(self.whole, whole)
            time.sleep(0.2)


def run(command: list[str], cores: str) -> tuple[float, float, Watch]:
    """Wall seconds, CPU seconds, and what was seen."""
    began = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", cores, *command], stdout=subprocess.DEVNULL)
    watch = Watch(process.pid)
    watch.start()
    status = process.wait()
    wall = time.perf_counter() - began
    watch.done = True
    if status:
        sys.exit(f"{command} ended with {status}")
    return wall, sum(watch.cpu.values()), watch


def length(file: Path) -> float:
    probe = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(file)]
    return float(subprocess.run(probe, capture_output=True, check=True).stdout)


def speed(folder: Path) -> None:
    """Speed and memory. Speed is seconds of sound for a second: voices differ a little in rate and pauses."""
    source = folder / "book.md"
    book(source, WORDS)
    plain = folder / "plain.txt"
    told = subprocess.run(
        [sys.executable, "-m", "reader", "text", source], capture_output=True, check=True
    ).stdout
    plain.write_bytes(told)
    pipe = folder / "pipe.mp3"
    script = f"espeak-ng -v en-us -s 175 --stdout -f {plain} | ffmpeg {' '.join(ENCODE)} {pipe}"
    wall, cpu, _ = run(["sh", "-c", script], "0")
    theirs = length(pipe)
    rival, rival_cpu = theirs / wall, theirs / cpu
    print(
        f"pipe, one core: {theirs:.0f} s of sound, wall {wall:.0f} s, CPU {cpu:.0f} s, {rival_cpu:.0f} x a CPU second"
    )
    for cores, jobs in (("0", "1"), ("0,1", "2")):
        file = folder / f"ours{jobs}.mp3"
        wall, cpu, watch = run([*READER, str(source), "-o", str(file), "--jobs", jobs, "--quiet"], cores)
        sound = length(file)
        print(
            f"ours, {jobs} of {cores}: {sound:.0f} s of sound, wall {wall:.0f} s ({sound / wall / rival:.2f} x the pipe), "
            f"CPU {cpu:.0f} s ({sound / cpu / rival_cpu:.2f} x the pipe), "
            f"memory {watch.whole / 1024:.0f} MB in all, {watch.one / 1024:.0f} MB in one process",
            flush=True,
        )


def cancel(folder: Path) -> None:
    """From Ctrl+C to the end of all work, nothing of which is left, and to the end of the last process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    source = folder / "book.md"
    book(source, WORDS)
    for jobs in ("1", "2"):
        taken: list[tuple[float, float]] = []
        for _ in range(5):
            process = subprocess.Popen(
                [*READER, str(source), "-o", str(folder / "c.mp3"), "--jobs", jobs, "--quiet"]
            )
            work = folder / "c.mp3.unfinished"
            journal = work / "journal.jsonl"
            while not journal.exists() or journal.read_text("utf-8").count("\n") < 3:
                time.sleep(0.01)
            below = {pid for pid in family(process.pid)[1:] if "tracker" not in name_of(pid)}
            began = time.perf_counter()
            process.send_signal(signal.SIGINT)
            while work.exists() or any(map(works, below)):
                time.sleep(0.002)
            worked = time.perf_counter() - began
            process.wait()
            taken.append((worked, time.perf_counter() - began))
        told = ", ".join(f"{1000 * work:.0f}/{1000 * end:.0f}" for work, end in sorted(taken))
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
        print(
            f"cancelled with {jobs} at work, end of work/of the program: {told} ms, load {load:.1f} a core",
            flush=True,
        )


def works(pid: int) -> bool:
    """Whether a process has not ended; one that nobody took notice of yet (Z) has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def name_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")


def main() -> None:
    asked = sys.argv[1:] or ["speed", "cancel"]
    with TemporaryDirectory(dir=os.environ.get("READER_BENCHMARK_FOLDER")) as folder:
        for name, measure in (("speed", speed), ("cancel", cancel)):
            if name in asked:
                measure(Path(folder))


if __name__ == "__main__":
    for tool in ("espeak-ng", "ffmpeg", "ffprobe", "taskset"):
        if shutil.which(tool) is None:
            sys.exit(f"needs {tool}")
    main()
