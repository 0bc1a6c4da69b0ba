"""Runs the demonstration warm, again and again, as a user does: seconds and peak memory of whole processes.

The servers are started once and stay up, and a first run, which loads and plans from nothing, is not counted.
``make bench-demo``, or ``python -m benchmarks.demo --carrier WN --month 2026-12 --times 3``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CREWLEX = Path(sys.executable).parent / "crewlex"
KILO = 1024


class Run(NamedTuple):
    """One run: seconds of wall clock, and the largest resident size of its process in MiB."""

    seconds: float
    mebibytes: int


def main() -> None:
    """Prints a line for each run, and the median."""
    asked = _arguments()
    words = ["demo", "--carrier", asked.carrier, *(["--month", asked.month] if asked.month else [])]
    with tempfile.TemporaryDirectory(prefix="crewlex-bench-") as home:
        env = {**os.environ, "CREWLEX_HOME": home}
        _crewlex(env, "up")
        try:
            print(f"cold   {_told(_measured(env, words))}", flush=True)
            runs = [_measured(env, words) for _ in range(asked.times)]
            for run in runs:
                print(f"warm   {_told(run)}", flush=True)
            print(f"median {_told(sorted(runs)[len(runs) // 2])}, {asked.carrier}, {os.cpu_count()} cores")
        finally:
            _crewlex(env, "down")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--carrier", default="WN", help="about 1,000 departures a month")
    parser.add_argument("--month", default="", help="such as 2026-12")
    parser.add_argument("--times", type=int, default=3, help="how many warm runs")
    return parser.parse_args()


def _measured(env: dict[str, str], words: list[str]) -> Run:
    """One run of the demonstration; its own process is measured, the servers are others."""
    started = time.monotonic()
    process = subprocess.Popen([CREWLEX, *words], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"crewlex {' '.join(words)} failed:\n{said}")
    return Run(time.monotonic() - started, used.ru_maxrss // KILO)


def _crewlex(env: dict[str, str], *words: str) -> None:
    subprocess.run([CREWLEX, *words], env=env, check=True, stdout=subprocess.DEVNULL)


def _told(run: Run) -> str:
    return f"{run.seconds:6.1f} s {run.mebibytes:5} MiB"


if __name__ == "__main__":
    main()
