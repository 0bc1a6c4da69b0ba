"""UTC minutes and named clocks: offsets, the hour that is skipped and the hour that comes twice."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock
from domain.errors import InputError

NEW_YORK, KATHMANDU, LORD_HOWE = "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)
ZONES = st.sampled_from((NEW_YORK, "Europe/Madrid", KATHMANDU, LORD_HOWE, "Pacific/Auckland", "UTC"))
MINUTES = st.integers(
    clock.to_minutes(datetime(2000, 1, 1, tzinfo=UTC)), clock.to_minutes(datetime(2037, 1, 1, tzinfo=UTC))
)


def at(text: str) -> int:
    """The UTC minute of an ISO instant."""
    return clock.to_minutes(datetime.fromisoformat(text))


INSTANTS = [
    ("the epoch", "1970-01-01T00:00+00:00", 0),
    ("an offset", "2026-06-10T06:00-04:00", 29_684_760),
    ("the same in UTC", "2026-06-10T10:00+00:00", 29_684_760),
    ("before the epoch", "1969-12-31T23:59+00:00", -1),
]


@pytest.mark.parametrize(("text", "minute"), [case[1:] for case in INSTANTS], ids=[case[0] for case in INSTANTS])
def test_minutes_of_instants(text: str, minute: int) -> None:
    assert at(text) == minute


def test_an_instant_is_written_in_utc() -> None:
    assert clock.to_iso(at("2026-06-10T06:00-04:00")) == "2026-06-10T10:00Z"


@given(MINUTES)
def test_minutes_and_instants_are_one(minute: int) -> None:
    assert clock.to_minutes(clock.to_datetime(minute)) == minute


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 6, 10, 6), "has no offset"),  # noqa: DTZ001
        (datetime(2026, 6, 10, 6, 0, 30, tzinfo=UTC), "has seconds"),
        (datetime(2026, 6, 10, 6, 0, 0, 1, tzinfo=timezone(timedelta(hours=2))), "has seconds"),
    ],
)
def test_half_known_instants_are_refused(moment: datetime, said: str) -> None:
    with pytest.raises(InputError, match=said):
        clock.to_minutes(moment)


@pytest.mark.parametrize(
    "name", ["America/Newyork", "", "America", "/etc/localtime", "Etc/./UTC", "/".join(("Etc", "..", "UTC"))]
)
def test_an_unknown_zone_is_an_input_error(name: str) -> None:
    with pytest.raises(InputError, match="There is no time zone"):
        clock.zone(name)


WALL = [
    ("winter", date(2026, 1, 15), 6 * 60, NEW_YORK, "2026-01-15T11:00+00:00"),
    ("summer", date(2026, 7, 15), 6 * 60, NEW_YORK, "2026-07-15T10:00+00:00"),
    ("the last minute before the gap", SPRING, 119, NEW_YORK, "2026-03-08T06:59+00:00"),
    ("a time that is skipped", SPRING, 150, NEW_YORK, "2026-03-08T07:30+00:00"),
    ("the first minute after the gap", SPRING, 180, NEW_YORK, "2026-03-08T07:00+00:00"),
    ("a time that comes twice is the first", AUTUMN, 90, NEW_YORK, "2026-11-01T05:30+00:00"),
    ("after the fold", AUTUMN, 120, NEW_YORK, "2026-11-01T07:00+00:00"),
    ("a quarter of an hour off", date(2026, 1, 1), 0, KATHMANDU, "2025-12-31T18:15+00:00"),
    ("half an hour of change", date(2026, 4, 5), 105, LORD_HOWE, "2026-04-04T14:45+00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "minute", "zone", "utc"), [case[1:] for case in WALL], ids=[case[0] for case in WALL])
def test_wall_clocks(day: date, minute: int, zone: str, utc: str) -> None:
    assert clock.to_iso(clock.at_local(day, minute, zone)) == clock.to_iso(at(utc))


LENGTHS = [("an ordinary day", date(2026, 7, 1), 1440), ("spring forward", SPRING, 1380), ("fall back", AUTUMN, 1500)]


@pytest.mark.parametrize(("day", "minutes"), [case[1:] for case in LENGTHS], ids=[case[0] for case in LENGTHS])
def test_days_are_as_long_as_the_clock_says(day: date, minutes: int) -> None:
    assert clock.midnight(day + timedelta(days=1), NEW_YORK) - clock.midnight(day, NEW_YORK) == minutes


@given(MINUTES, ZONES)
def test_reading_a_clock_and_setting_it_are_one_but_for_the_hour_that_comes_twice(minute: int, zone: str) -> None:
    again = clock.at_local(clock.local_date(minute, zone), clock.minute_of_day(minute, zone), zone)
    assert again == minute or (clock.local(minute, zone).fold == 1 and again < minute)


@given(MINUTES, ZONES, st.integers(0, 500 * clock.DAY))
def test_a_table_of_offsets_says_what_the_clock_says(start: int, zone: str, length: int) -> None:
    table = clock.offsets(zone, start, start + length)
    begins = [begin for begin, _ in table]
    assert begins == sorted(set(begins))
    assert begins[0] == start
    for minute in {start, start + length // 3, *begins, *(begin - 1 for begin in begins[1:])}:
        held = [ahead for begin, ahead in table if begin <= minute]
        assert held[-1] == clock.offset(minute, zone)


def test_the_offsets_of_a_year_change_twice() -> None:
    table = clock.offsets(NEW_YORK, at("2026-01-01T00:00+00:00"), at("2027-01-01T00:00+00:00"))
    assert [(clock.to_iso(begin), ahead) for begin, ahead in table] == [
        ("2026-01-01T00:00Z", -300),
        ("2026-03-08T07:00Z", -240),
        ("2026-11-01T06:00Z", -300),
    ]


@pytest.mark.parametrize(("minutes", "text"), [(0, "0:00"), (630, "10:30"), (-5, "-0:05"), (6000, "100:00")])
def test_lengths_in_words(minutes: int, text: str) -> None:
    assert clock.hours(minutes) == text


def test_zone_data_is_the_pinned_package() -> None:
    assert clock.tz_version() >= "2025.1"
