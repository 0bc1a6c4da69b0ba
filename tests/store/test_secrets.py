"""Names at rest: opened only in their own place, by the key that sealed them or a later ring that holds it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError, RefusedError
from store.secrets import Sealed, Sealer

OLD, NEW = bytes(32), bytes(range(32))
AIRLINE, CREW = UUID(int=7), UUID(int=8)


@given(st.text())
def test_what_is_sealed_opens_to_itself(name: str) -> None:
    sealer = Sealer(NEW)
    assert sealer.open(sealer.seal(name, AIRLINE, CREW, "first_name"), AIRLINE, CREW, "first_name") == name


def test_the_name_is_not_in_the_sealed_text_and_two_sealings_differ() -> None:
    first, second = (Sealer(NEW).seal("Earhart", AIRLINE, CREW, "last_name") for _ in range(2))
    assert "Earhart" not in first
    assert first != second


PLACES = [(UUID(int=1), CREW, "first_name"), (AIRLINE, UUID(int=1), "first_name"), (AIRLINE, CREW, "last_name")]


@pytest.mark.parametrize(("airline", "crew", "column"), PLACES)
def test_a_name_moved_to_another_place_does_not_open(airline: UUID, crew: UUID, column: str) -> None:
    sealed = Sealer(NEW).seal("Earhart", AIRLINE, CREW, "first_name")
    with pytest.raises(RefusedError, match="not sealed for them"):
        Sealer(NEW).open(sealed, airline, crew, column)


def test_a_label_that_is_rewritten_does_not_open() -> None:
    sealed = Sealer(NEW).seal("Earhart", AIRLINE, CREW, "first_name")
    moved = sealed.replace(CREW.hex, UUID(int=9).hex)
    with pytest.raises(RefusedError, match="tampered"):
        Sealer(NEW).open(moved, AIRLINE, UUID(int=9), "first_name")


def test_an_earlier_key_opens_and_the_newest_seals() -> None:
    sealed = Sealer(OLD).seal("Earhart", AIRLINE, CREW, "first_name")
    ring = Sealer(NEW, previous=[OLD])
    assert ring.open(sealed, AIRLINE, CREW, "first_name") == "Earhart"
    parts = Sealed.parse(ring.seal("Earhart", AIRLINE, CREW, "first_name"))
    assert parts is not None
    assert parts.key == Sealer(NEW).key_id


def test_a_key_that_is_not_at_hand_is_named() -> None:
    sealed = Sealer(OLD).seal("Earhart", AIRLINE, CREW, "first_name")
    with pytest.raises(RefusedError, match=Sealer(OLD).key_id):
        Sealer(NEW).open(sealed, AIRLINE, CREW, "first_name")


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(33)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(InputError, match="32"):
        Sealer(key)


@pytest.mark.parametrize("text", ["Earhart", "", "sealed1:x", "sealed1:a:b:c:d:e", None, 7])
def test_other_values_are_not_taken_for_sealed_ones(text: object) -> None:
    assert Sealed.parse(text) is None
