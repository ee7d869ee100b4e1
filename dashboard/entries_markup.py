"""HTML of the list of statistics: a search, groups, and a compact row per statistic."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.views.entries import DeliveryLine, Entry, Group, Inventory, Link, Prospect

#: Headings of the columns; narrow screens repeat them in each row.
_HEADS = ("Kennzahl", "Neuester Wert", "Quelle", "Nächste Lieferung", "Herunterladen")
#: A line before each source.
_SOURCE = ' class="source-of"'


def inventory(given: Inventory) -> str:
    """The whole list."""
    groups = "".join(_group(one, number) for number, one in enumerate(given.groups, 1))
    return (
        '<div class="inventory"><div class="finder"><div role="search"><label>'
        '<span>Kennzahl suchen</span><input type="search" class="find" autocomplete="off" '
        'placeholder="Name, Quelle oder „überfällig“"></label>'
        '<p class="found" role="status"></p></div>'
        f'<p class="all"><span>Alle Kennzahlen herunterladen</span>{_files(given.files)}</p></div>'
        f"{_jumps(given.groups)}{groups}</div>"
    )


def _jumps(groups: Sequence[Group]) -> str:
    """The groups with the number of their statistics; nothing where there is only one."""
    listed = "".join(
        f'<li><a href="#gruppe-{number}">{escape(one.title)}</a>'
        f"<span>{len(one.entries)}</span></li>"
        for number, one in enumerate(groups, 1)
    )
    nav = f'<nav class="jump" aria-label="Gruppen der Kennzahlen"><ul>{listed}</ul></nav>'
    return nav if len(groups) > 1 else ""


def _group(given: Group, number: int) -> str:
    page = ""
    if given.page:
        page = (
            f'<p><a href="{escape(given.page.address)}" target="_self" '
            f'aria-label="{escape(given.page.name)}">{escape(given.page.text)}</a></p>'
        )
    heads = "".join(f"<span>{head}</span>" for head in _HEADS)
    entries = "".join(_entry(one) for one in given.entries)
    return (
        f'<div class="group" id="gruppe-{number}">'
        f'<div class="section"><h2>{escape(given.title)}</h2>{page}</div>'
        f'<div class="heads" aria-hidden="true">{heads}</div><ul>{entries}</ul></div>'
    )


def _entry(given: Entry) -> str:
    deliveries = (f"{one.word} {one.text}" for one in given.deliveries)
    papers = (text for _, text in given.papers)
    texts = (given.name, given.unit, *given.sources, *deliveries, *papers)
    found = escape(" ".join(dict.fromkeys(texts)))
    sources = "".join(f"<span>{escape(one)}</span>" for one in given.sources)
    lines = "".join(_line(one) for one in given.deliveries)
    return (
        f'<li class="entry" data-find="{found}"><div class="what"><h3>{escape(given.name)}</h3>'
        f"<p>{escape(given.unit)}</p></div>"
        f'<p class="when">{_head(1)}<b>{escape(given.newest)}</b><small>{escape(given.since)}'
        f"</small></p><p>{_head(2)}{sources}</p>"
        f'<div class="next">{_head(3)}{lines}</div><p class="files">{_files(given.files)}</p>'
        f"<details><summary>Definition und Papiere</summary>{_papers(given)}</details></li>"
    )


def _head(column: int) -> str:
    return f'<span class="cap">{_HEADS[column]}: </span>'


def _line(given: DeliveryLine) -> str:
    tile = f'<i class="tile delivery-{given.state.value}" aria-hidden="true"></i>'
    word = f"<b>{escape(given.word)}</b> " if given.word else ""
    source = f"<small>{escape(given.source)}</small>" if given.source else ""
    plain = " quiet" if given.state is Prospect.NONE else ""
    return f'<p class="delivery{plain}">{tile}<span>{word}{escape(given.text)}{source}</span></p>'


def _files(given: Sequence[Link]) -> str:
    return "".join(
        f'<a href="{escape(one.address)}" download aria-label="{escape(one.name)}">'
        f"{escape(one.text)}</a>"
        for one in given
    )


def _papers(given: Entry) -> str:
    pairs = "".join(
        f"<div{_SOURCE if label == 'Quelle' else ''}><dt>{escape(label)}</dt>"
        f"<dd>{escape(text)}</dd></div>"
        for label, text in given.papers
    )
    places = "".join(
        f'<a href="{escape(one.address)}" target="_blank" rel="noopener noreferrer" '
        f'aria-label="{escape(one.name)}">{escape(one.text)}</a>'
        for one in given.places
    )
    if places:
        pairs += f"<div><dt>Zu finden bei</dt><dd>{places}</dd></div>"
    return f"<dl>{pairs}</dl>"
