"""What a pay case comes to, and how that differs from what it expects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.clock import hours
from domain.money import Currency
from domain.paycases.written import ExpectIn
from services.casewords import Row


@dataclass(frozen=True, slots=True)
class Explained:
    """What a case comes to. With anything in ``needs_…`` there is no credit and no gross (minutes, minor units).

    ``lines`` and ``not_paid`` are written as in the answer's JSON; ``components`` are the sums of lines, minor units.
    ``differs``: what a case expects otherwise.
    """

    currency: Currency
    rulebook: str
    credit: int | None = None
    gross: int | None = None
    lines: list[Row] = field(default_factory=list)
    not_paid: list[Row] = field(default_factory=list)
    needs_clause: tuple[str, ...] = ()
    needs_data: tuple[str, ...] = ()
    components: Mapping[str, int] = field(default_factory=dict)
    differs: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it was worked out."""
        return not (self.needs_clause or self.needs_data)

    def written(self) -> Row:
        """The answer as data for JSON."""
        total = {}
        if self.credit is not None and self.gross is not None:
            total = {"credit": hours(self.credit), "gross": self.currency.text(self.gross)}
        return {
            **total,
            "currency": self.currency.code,
            "lines": self.lines,
            "not_paid": self.not_paid,
            "needs_clause": list(self.needs_clause),
            "needs_data": list(self.needs_data),
            "rulebook": self.rulebook,
            **({"differs": list(self.differs)} if self.differs else {}),
        }


def differences(found: Explained, expected: ExpectIn) -> Iterator[str]:
    """What a case expects and its answer does not say, one sentence each; what it leaves out is not looked at."""
    text = found.currency.text
    pairs = [
        ("credit", expected.credit, found.credit, hours),
        ("gross", expected.gross, found.gross, text),
        *((name, amount, found.components.get(name), text) for name, amount in expected.components.items()),
    ]
    for name, wanted, got, said in pairs:
        minor = wanted if wanted is None or isinstance(wanted, int) else int(wanted.scaleb(found.currency.exponent))
        if minor is not None and minor != got:
            yield f"{name} is {'none' if got is None else said(got)}, and {said(minor)} is expected"
    for name, listed, needs in (
        ("needs_clause", expected.needs_clause, found.needs_clause),
        ("needs_data", expected.needs_data, found.needs_data),
    ):
        for need in listed:
            if not any(one.startswith(need) for one in needs):
                yield f"{name} has no {need}"
