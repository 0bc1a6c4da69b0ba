"""The currencies that pay may be in, by their ISO 4217 code, with how many decimals each one's minor unit has."""

from typing import Final

from domain.errors import InputError
from domain.money import Currency

_DECIMALS: Final = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
        "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR "
        "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
        "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
        "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS WST XCD YER ZAR ZMW"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
}
_KNOWN: Final = {code: Currency(code, decimals) for decimals, codes in _DECIMALS.items() for code in codes.split()}


def currency(code: str) -> Currency:
    """The currency of a code; an unknown one is an ``InputError`` that names it."""
    found = _KNOWN.get(code)
    if found is None:
        raise InputError(f"There is no currency {code!r}: use an ISO 4217 code such as USD.")
    return found
