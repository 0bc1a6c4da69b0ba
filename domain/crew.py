"""Crew: positions, the groups that rules speak of, and the roles people sign in with."""

from enum import StrEnum


class Position(StrEnum):
    """What a crew member is employed as."""

    CAPTAIN = "CAPTAIN"
    FIRST_OFFICER = "FIRST_OFFICER"
    FLIGHT_ATTENDANT = "FLIGHT_ATTENDANT"
    MAINTENANCE_ENGINEER = "MAINTENANCE_ENGINEER"
    GROUND = "GROUND"


class Group(StrEnum):
    """Whom a regulation speaks of (``applies_to`` of the rule tables)."""

    PILOTS = "PILOTS"
    FLIGHT_ATTENDANTS = "FLIGHT_ATTENDANTS"
    ALL_CREW = "ALL_CREW"


PILOTS = (Position.CAPTAIN, Position.FIRST_OFFICER)
FLYING = (*PILOTS, Position.FLIGHT_ATTENDANT)


class Kind(StrEnum):
    """In what capacity a crew member is on a flight (``crew_assignments.position``)."""

    OPERATING = "OPERATING"
    DEADHEAD = "DEADHEAD"
    RESERVE = "RESERVE"
    STANDBY = "STANDBY"


class Role(StrEnum):
    """What a signed-in person or program may do."""

    PLATFORM = "platform_super_admin"
    ADMIN = "airline_admin"
    USER = "airline_user"
    SERVICE = "service_role"
