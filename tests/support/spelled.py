"""German numbers as people write them out, put together one by one."""

from __future__ import annotations

_TO_TWELVE = (
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    *("elf", "zwölf"),
)
_STEMS = {1: "ein", 6: "sech", 7: "sieb", 3: "drei"}
_ENDINGS = {2: "zwanzig", 3: "dreißig", 6: "sechzig", 7: "siebzig"}


def spelled(number: int) -> str:
    """A number below a million in words, as the dictionary has it."""
    if number <= 12:
        return _TO_TWELVE[number]
    if number < 20:
        unit = number - 10
        return (_STEMS[unit] if unit in {6, 7} else _TO_TWELVE[unit]) + "zehn"
    if number < 100:
        tens, unit = divmod(number, 10)
        ending = _ENDINGS.get(tens, f"{_TO_TWELVE[tens]}zig")
        return f"{_in_front(unit)}und{ending}" if unit else ending
    worth, name = (100, "hundert") if number < 1000 else (1000, "tausend")
    count, rest = divmod(number, worth)
    return _in_front(count) + name + (spelled(rest) if rest else "")


def _in_front(number: int) -> str:
    return spelled(number).removesuffix("s") if number % 100 == 1 else spelled(number)
