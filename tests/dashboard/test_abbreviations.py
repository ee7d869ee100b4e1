"""No abbreviation without its long form on the page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from dashboard import abbreviations, first_answer, markup
from dashboard.navigation import PAGES
from dashboard.selection import Selection
from dashboard.views import registry
from data_access.reader import Reader

#: Two capitals or more in one word.
CAPITALS = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]*[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*\b(?: II\b)?")
#: Names of projects, schools and associations, which their texts explain, and a numeral.
NAMES = {"AMFN", "DE", "GeoBasis", "GgbH", "HAI", "HAWK", "INQ", "InteGREAT", "NEWA", "NeWa"}
NAMES |= {"PACE", "TOP", "II"}


def _page(reader: Reader, slug: str, selection: Selection) -> str:
    """Text of a page with its footer, without figures."""
    spec = next(one for one in PAGES if one.slug == slug)
    view = registry.build(slug, reader, selection)
    blocks = "".join(
        first_answer.drawn(block) for block in first_answer.arrangement(spec)(view)
    ) + markup.footer(slug, abbreviations.used(view))
    text = re.sub(r"data-figure='[^']*'", "", blocks)
    return (
        unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").replace("SGB-II", "SGB II")
    )


@pytest.mark.parametrize("county", ["03254", "03157", "03357", "03241", "03", "muster"])
def test_every_abbreviation_is_explained_on_its_page(whole: Reader, county: str) -> None:
    for slug in registry.slugs():
        fields = whole.concept(county).fields if slug == "handlungsfelder" else ()
        chosen = [None, *(one.code for one in fields)]
        for field in chosen:
            text = _page(whole, slug, Selection(county, field=field))
            for found in set(CAPITALS.findall(text)) - NAMES:
                long = abbreviations.LONG_FORMS.get(found)
                assert long, f"{found} auf /{slug} von {county} ist nicht erklärt"
                assert f"{found} {long}" in re.sub(r" +", " ", text)


def test_a_page_lists_only_what_it_uses() -> None:
    assert [short for short, _ in abbreviations.used(("DTZ", ["im SGB\u00a0II"]))] == [
        "DTZ",
        "SGB II",
    ]
    assert [short for short, _ in abbreviations.used("EUROPA")] == ["SGB II"]
