"""The CP-SAT model against trying everything, on small groups with random tasks, rests and free times."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.crew import Position
from solver.fits import clash, fits, is_free
from solver.group import Group, Lines
from solver.model import Model
from solver.task import FreeTime, Stint, Task

HOUR = 60


def task(name: str, report: int, hours: int, *, rest: int = 0, free: FreeTime | None = None, block: int = 100) -> Task:
    """A task of one duty, in hours from nowhere."""
    stint = Stint(report * HOUR, (report + hours) * HOUR, (free,) if free else ())
    return Task(name, stint.report, stint.release, rest * HOUR, (stint,), block)


def group(tasks: list[Task], seats: list[int], crew: int, committed: list[list[Task]] | None = None) -> Group:
    """Captains of JFK."""
    held = tuple(tuple(one) for one in committed) if committed else ((),) * crew
    return Group("JFK", Position.CAPTAIN, tuple(f"C{n}" for n in range(crew)), held, tuple(tasks), tuple(seats))


def keeps(plan: Group, lines: Lines) -> bool:
    """Every line legal by adding its tasks one at a time, and no seat taken twice."""
    for line, committed in zip(lines, plan.committed, strict=True):
        held = list(committed)
        for place in line:
            if not fits(held, plan.tasks[place]):
                return False
            held.append(plan.tasks[place])
    return min(plan.open(lines)) >= 0


def fewest_open(plan: Group) -> int:
    """By trying every set of tasks for every crew member."""
    subsets = [[place for place, on in enumerate(bits) if on] for bits in product((0, 1), repeat=len(plan.tasks))]
    found = (list(lines) for lines in product(subsets, repeat=len(plan.crew)))
    return min(sum(plan.open(lines)) for lines in found if keeps(plan, lines))


@st.composite
def groups(draw: st.DrawFn) -> Group:
    free = draw(st.sampled_from([None, FreeTime(20 * HOUR, 48 * HOUR), FreeTime(30 * HOUR, 72 * HOUR)]))
    rest = draw(st.integers(0, 12))
    tasks = [
        task(f"T{n}", draw(st.integers(0, 120)), draw(st.integers(1, 14)), rest=rest, free=free, block=100 + n)
        for n in range(draw(st.integers(1, 5)))
    ]
    crew = draw(st.integers(1, 2))
    fixed = [[task("F", draw(st.integers(-40, 140)), 6, rest=rest, free=free)] if draw(st.booleans()) else []
             for _ in range(crew)]  # fmt: skip
    return group(tasks, [draw(st.integers(1, 2)) for _ in tasks], crew, fixed)


@settings(max_examples=60, deadline=None)
@given(groups())
def test_the_model_leaves_as_few_seats_open_as_trying_everything(plan: Group) -> None:
    solved = Model(plan).solve([[] for _ in plan.crew], seed=1, effort=2000)
    assert keeps(plan, solved.lines)
    assert sum(plan.open(solved.lines)) == fewest_open(plan)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)), max_size=6),
    st.integers(1, 250),
    st.integers(1, 40),
    st.integers(40, 120),
)
def test_free_time_is_what_a_minute_by_minute_search_finds(
    spans: list[tuple[int, int]], report: int, rest: int, window: int
) -> None:
    busy = sorted((Stint(start, start + length, ()) for start, length in spans), key=lambda stint: stint.report)
    taken = {minute for stint in busy for minute in range(stint.report, stint.release)}
    free = any(not taken & set(range(start, start + rest)) for start in range(report - window, report - rest + 1))
    assert is_free(busy, report, FreeTime(rest, window)) == free


FREE = FreeTime(24 * HOUR, 48 * HOUR)
THREE = (
    ("no overlap", [task("A", 0, 4), task("B", 3, 4), task("C", 6, 4)], [1]),
    ("minimum rest", [task("A", 0, 4, rest=10), task("B", 13, 4, rest=10), task("C", 27, 4, rest=10)], [0, 1]),
    ("minimum rest, each its own", [task("A", 0, 4), task("B", 10, 4, rest=6), task("C", 20, 4, rest=7)], [1, 2]),
    ("rest in window", [task(name, 24 * day, 6, free=FREE) for day, name in enumerate("ABC")], [0, 1, 2]),
)


@pytest.mark.parametrize(("name", "tasks", "either"), THREE, ids=[case[0] for case in THREE])
def test_one_of_three_tasks_stays_open(name: str, tasks: list[Task], either: list[int]) -> None:
    plan = group(tasks, [1, 1, 1], 1)
    left = plan.open(Model(plan).solve([[]], seed=1, effort=1000).lines)
    assert sum(left) == 1
    assert left.index(1) in either


def test_free_time_may_begin_when_a_duty_ends_and_end_at_the_report() -> None:
    tasks = [task("A", 0, 6, free=FREE), task("B", 24, 6, free=FREE), task("C", 54, 6, free=FREE)]
    plan = group(tasks, [1, 1, 1], 1)
    assert plan.open(Model(plan).solve([[]], seed=1, effort=1000).lines) == [0, 0, 0]


def test_a_second_person_takes_what_the_first_cannot() -> None:
    plan = group([task("A", 0, 4), task("B", 3, 4), task("C", 6, 4)], [1, 1, 1], 2)
    assert plan.open(Model(plan).solve([[], []], seed=1, effort=1000).lines) == [0, 0, 0]


def test_block_is_shared_out_evenly() -> None:
    plan = group([task(f"T{n}", 10 * n, 4, block=300) for n in range(4)], [1] * 4, 2)
    lines = Model(plan).solve([[0, 1, 2, 3], []], seed=1, effort=1000).lines
    assert sorted(map(len, lines)) == [2, 2]


def test_the_answer_is_never_worse_than_the_start() -> None:
    plan = group([task(f"T{n}", 10 * n, 4) for n in range(4)], [1] * 4, 2)
    assert Model(plan).solve([[0, 2], [1, 3]], seed=1, effort=0).lines == [[0, 2], [1, 3]]


def test_rest_is_asked_for_by_the_later_task() -> None:
    early, late = task("A", 0, 4, rest=20), task("B", 10, 4, rest=6)
    assert not clash(early, late)
    assert clash(task("A", 0, 4, rest=20), task("B", 9, 4, rest=6))
