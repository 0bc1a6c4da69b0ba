"""Money in whole minor units (cents), rounded once and openly; ``Decimal`` only at the border."""

from dataclasses import dataclass
from decimal import Decimal

from domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and how many decimals its minor unit has (USD 2, JPY 0)."""

    code: str
    exponent: int

    def minor(self, amount: Decimal) -> int:
        """Whole minor units of a decimal amount; an amount finer than the minor unit is an ``InputError``."""
        scaled = amount.scaleb(self.exponent)
        if scaled != scaled.to_integral_value():
            raise InputError(f"{amount} is finer than the minor unit of {self.code} ({self.exponent} decimals).")
        return int(scaled)

    def parts(self, amount: Decimal) -> int:
        """Hundredths of a minor unit of a decimal amount, which rates are kept in; a finer one is an ``InputError``."""
        scaled = amount.scaleb(self.exponent + 2)
        if scaled != scaled.to_integral_value():
            decimals = self.exponent + 2
            raise InputError(f"{amount} is finer than a rate in {self.code} may be ({decimals} decimals): round it.")
        return int(scaled)

    def finely(self, parts: int) -> str:
        """``90.00`` of hundredths of a minor unit; ``90.1250`` where it is finer than the minor unit."""
        whole, rest = divmod(parts, 100)
        return Currency(self.code, self.exponent + 2).text(parts) if rest else self.text(whole)

    def decimal(self, minor: int) -> Decimal:
        """The decimal amount of whole minor units, for people and for the border."""
        return Decimal(minor).scaleb(-self.exponent)

    def text(self, minor: int) -> str:
        """``1234.50``."""
        return f"{self.decimal(minor):.{self.exponent}f}"


USD = Currency("USD", 2)


def prorate(amount: int, part: int, whole: int) -> int:
    """``amount * part / whole`` rounded half away from zero, in integers throughout."""
    if whole <= 0:
        raise InputError(f"A share of {whole} is no share: the whole must be positive.")
    product = amount * part
    size = (2 * abs(product) + whole) // (2 * whole)
    return size if product >= 0 else -size
