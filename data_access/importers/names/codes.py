"""Codes of areas in all forms that arrive, as keys of the official list of municipalities.

The official key of a municipality has eight digits (03254021), of a county five, of a state two.
The state's statistical office leaves out the leading 03; a spreadsheet drops leading zeros.
"""

from __future__ import annotations

import re
from typing import Final

_FORM: Final = re.compile(r"^(?:K|RH|MZ)?([0-9]{1,12})(?:\.0)?$")
LOWER_SAXONY: Final = "03"
#: Lengths of keys.
STATE, REGION, COUNTY, MUNICIPALITY, ASSOCIATION = 2, 3, 5, 8, 9
#: Between the key of a county and the number of an association in the key of the latter.
_ASSOCIATION_MARK: Final = "5"


#: The state's office numbers joint municipalities from 401 on, municipalities from 001 on.
_JOINT_NUMBERS: Final = "4"
_LAST_STATE: Final = 16


def candidate_keys(code: str) -> tuple[str, ...]:
    """Keys that a code may mean, the likelier first; none where it is no such code.

    "3" is the statistical region Lüneburg for the state's office and Niedersachsen for the
    federal one: only the name beside it tells.
    """
    match = _FORM.match(code.strip().upper())
    if match is None:
        return ()
    digits = match[1]
    return tuple(dict.fromkeys(_READINGS[len(digits)](digits)))


def _one_digit(digits: str) -> tuple[str, ...]:
    if digits == "0":
        return (LOWER_SAXONY,)
    return (LOWER_SAXONY + digits, "0" + digits)


def _three_digits(digits: str) -> tuple[str, ...]:
    if digits == LOWER_SAXONY + "0":
        return (LOWER_SAXONY,)
    if digits.startswith("0"):
        return (digits,)
    return (LOWER_SAXONY + digits, digits)


def _eight_digits(digits: str) -> tuple[str, ...]:
    if int(digits[:STATE]) > _LAST_STATE:
        return _nine_digits("0" + digits)
    if digits.endswith("000"):
        return (digits[:COUNTY],)
    county, number = digits[:COUNTY], digits[COUNTY:]
    if digits.startswith(LOWER_SAXONY) and number[0] in _JOINT_NUMBERS:
        return (county + _ASSOCIATION_MARK + number,)
    return (digits,)


def _nine_digits(digits: str) -> tuple[str, ...]:
    if digits[COUNTY:] == "0000":
        return (digits[:COUNTY],)
    # A municipality that belongs to no association repeats its number.
    return (digits[:COUNTY] + digits[6:],) if digits[COUNTY] == "0" else (digits,)


def _twelve_digits(digits: str) -> tuple[str, ...]:
    if digits.endswith("000"):
        return _nine_digits(digits[:ASSOCIATION])
    return (digits[:COUNTY] + digits[ASSOCIATION:],)


_READINGS: Final = {
    1: _one_digit,
    2: lambda digits: (digits,),
    3: _three_digits,
    4: lambda digits: ("0" + digits,),
    5: lambda digits: (digits,),
    6: lambda digits: _eight_digits(LOWER_SAXONY + digits),
    7: lambda digits: _eight_digits("0" + digits),
    8: _eight_digits,
    9: _nine_digits,
    10: lambda _: (),
    11: lambda digits: _twelve_digits("0" + digits),
    12: _twelve_digits,
}


def is_state(key: str) -> bool:
    """Whether a key begins with that of a state."""
    return 0 < int(key[:STATE]) <= _LAST_STATE
