"""A change set through review by two people on one machine: the operator, and somebody with a token."""

from tests.cli.conftest import Crewlex

REVIEWER = "reviewer@example.com"


def token(crewlex: Crewlex, email: str = REVIEWER) -> str:
    """The token of another of the platform's administrators."""
    return crewlex("token", "--role", "platform_super_admin", "--email", email).well().strip()


def submitted(crewlex: Crewlex, *airline: str, day: str = "") -> str:
    """The name of the operator's change set, submitted from a day on or as a correction."""
    when = ("--effective", day) if day else ("--correction",)
    return crewlex("rules", "submit", "-m", "a test", *when, *airline).well().split()[0]


def seal(crewlex: Crewlex, name: str) -> str:
    """The seal that a change set is shown with."""
    lines = crewlex("rules", "change", name).well().splitlines()
    return next(line.split()[1] for line in lines if line.split()[:1] == ["seal"])


def published(crewlex: Crewlex, *airline: str, day: str = "") -> str:
    """The operator's change set submitted, approved by somebody else, and published: its name."""
    name = submitted(crewlex, *airline, day=day)
    crewlex("rules", "review", name, "--approve", "--seal", seal(crewlex, name), CREWLEX_TOKEN=token(crewlex)).well()
    crewlex("rules", "publish", name).well()
    return name
