"""The airline."""

import strawberry


@strawberry.type
class Airline:
    """A carrier."""

    code: str
    name: str
    currency: str
