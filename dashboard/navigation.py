"""Table of contents: which pages there are and which file draws each. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSpec:
    """A page: address, title, file below ``pages/``; plain pages carry no filters."""

    slug: str
    title: str
    file: str
    plain: bool = False


PAGES = (
    PageSpec("", "Überblick", "uebersicht.py"),
    PageSpec("verteilung", "Verteilung", "verteilung.py"),
    PageSpec("sprachkurse", "Sprachkurse", "sprachkurse.py"),
    PageSpec("sgb2", "SGB II", "sgb2.py"),
    PageSpec("handlungsfelder", "Handlungsfelder", "handlungsfelder.py"),
    PageSpec("daten", "Daten und Quellen", "daten.py"),
    PageSpec("barrierefreiheit", "Barrierefreiheit", "barrierefreiheit.py", plain=True),
    PageSpec("impressum", "Impressum", "impressum.py", plain=True),
    PageSpec("datenschutz", "Datenschutz", "datenschutz.py", plain=True),
)


#: For the office alone; whoever it is not for is told that there is no such page.
CARE = PageSpec("datenpflege", "Datenpflege", "datenpflege.py", plain=True)


def pages(*, office: bool) -> tuple[PageSpec, ...]:
    """The pages that a reader, or the office, finds; the office's own last of those in the menu."""
    if not office:
        return PAGES
    listed = [one for one in PAGES if not one.plain]
    return (*listed, CARE, *PAGES[len(listed) :])


def page(slug: str) -> PageSpec:
    """The page at an address; the overview for an unknown one."""
    return next((one for one in pages(office=True) if one.slug == slug), PAGES[0])
