"""Two nested values held against each other: each place where they differ, with what stands there on either side."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple


class _Absent:
    """Stands where one side has nothing."""


_ABSENT: Final = _Absent()


class Apart(NamedTuple):
    """A place, such as ``versions[0].spec.minutes``, and what each side has there."""

    path: str
    one: object
    other: object

    def told(self, one: str, other: str) -> str:
        """``title: "Rest" in the edition, "Duty" in the graph``, where the sides are called so."""
        return f"{self.path}: {_said(self.one)} in the {one}, {_said(self.other)} in the {other}"


def apart(one: object, other: object, path: str = "") -> Iterator[Apart]:
    """Every place where two values of maps, lists and plain values differ; nothing for equal ones."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in sorted({*one, *other}):
            way = f"{path}.{name}" if path else str(name)
            yield from apart(one.get(name, _ABSENT), other.get(name, _ABSENT), way)
    elif _listed(one) and _listed(other) and len(one) == len(other):  # type: ignore[arg-type]
        for place, (left, right) in enumerate(zip(one, other, strict=True)):  # type: ignore[call-overload]
            yield from apart(left, right, f"{path}[{place}]")
    elif isinstance(one, bool) is not isinstance(other, bool) or one != other:
        yield Apart(path, one, other)


def _listed(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _said(value: object) -> str:
    return "nothing" if value is _ABSENT else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
