"""Units of indicators that a template offers are words of the pages."""

from __future__ import annotations

from dashboard import german
from data_access.importers.templates import find_template

#: Written as signs, not as words.
_SIGNS = {"percent": "Prozent", "eur": "Euro"}


def test_every_unit_of_the_template_has_its_word() -> None:
    template = find_template("ziele")
    sheet = template.sheet("indikatoren") if template else None
    assert sheet is not None
    offered = {one.code: one.text for one in sheet.column("unit").options}

    assert offered == {code: _SIGNS.get(code) or german.UNITS[code][1] for code in offered}
    assert offered.keys() >= _SIGNS.keys()
