"""Progress where nothing moves: one line for a task that took its time, however it came to its end."""

import io

import pytest
from rich.console import Console

from cli import progress


@pytest.mark.parametrize(
    ("total", "steps"),
    [
        pytest.param(2, 2, id="all steps done"),
        pytest.param(2, 1, id="given up halfway"),
        pytest.param(None, 3, id="of unknown length"),
    ],
)
def test_an_ended_task_prints_one_line(total: int | None, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WORTH_TELLING", 0)
    written = io.StringIO()
    with progress.shown(Console(file=written, force_terminal=False)) as bars:
        task = bars.task("planning the roster", total=total)
        for _ in range(steps):
            task.advance()
        task.finish()
        task.finish()
    assert written.getvalue().count("\n") == 1
    assert written.getvalue().startswith("planning the roster: done in ")


def test_a_short_task_prints_none() -> None:
    written = io.StringIO()
    with progress.shown(Console(file=written, force_terminal=False)) as bars:
        bars.task("a moment").finish()
    assert written.getvalue() == ""
