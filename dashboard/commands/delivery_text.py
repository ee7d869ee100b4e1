"""A delivery in words: one line of the list, and all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard import german
from dashboard.commands.output import listed, shortened
from dashboard.commands.wording import day, moment, redefined_lines, revised_counts, revised_lines
from data_access.deliveries.previews import shown_until
from data_access.deliveries.register import STATES, DeliveryInfo, TablePapers
from data_access.domain.changes import RevisedFigure, Write
from data_access.importers.registry import all_layouts
from data_access.importers.reports.report import Change
from data_access.queries.labels import Names
from data_access.vocabulary import DeliveryState
from data_access.words import counted, period

_SHORT_STATES = {**STATES, DeliveryState.DELIVERED: "wartet auf Freigabe"}
_HEADS = {
    "code": "Lieferung",
    "state": "Stand",
    "received": "Eingelesen",
    "county": "Kreis",
    "file": "Datei",
    "title": "Inhalt",
    "stored": "Werte",
    "note": "Vermerk",
}
_WIDE, _NARROW = 40, 24


@dataclass(frozen=True)
class Effect:
    """What a delivery changes for readers, or would, or has changed.

    Attributes:
        new: values and rows that were not there before.
        write: what was revised; None where nothing was.
        listed: the first revised figures.
        pending: the same of a delivery that waits, in words, and how many there are.
        renamed: what would be called otherwise by it.
        older: that it would replace values of a later edition.
    """

    new: int = 0
    write: Write | None = None
    listed: tuple[RevisedFigure, ...] = ()
    pending: tuple[Change, ...] = ()
    renamed: tuple[str, ...] = ()
    older: str = ""
    changed: int = 0


def as_list(found: Sequence[DeliveryInfo], names: Names) -> str:
    """All deliveries as a table."""
    rows = [
        {
            "code": info.code,
            "state": _SHORT_STATES[info.state],
            "received": day(info.received_at),
            "county": shortened(names.area(info.county_key), _NARROW),
            "file": shortened(info.file_name, _WIDE) or german.DASH,
            "title": shortened(info.title, _WIDE),
            "stored": german.number(sum(one.stored for one in info.tables)),
            "note": shortened(info.withdrawal_note or info.release_note or info.reason, _WIDE),
        }
        for info in found
    ]
    return listed(_HEADS, rows, numbers={"stored"})


def as_text(info: DeliveryInfo, effect: Effect, names: Names) -> str:
    """All that is known of a delivery, and what can be done with it."""
    title = f"Lieferung {info.code}: {info.title or 'ohne Titel'}"
    lines = [title, "=" * len(title), *_aligned(_facts(info, names))]
    if info.tables:
        lines += ["", "Tabellen", *(line for one in info.tables for line in _table(one))]
    told = [*_effect(info, effect, names)]
    if told:
        lines += ["", *told]
    steps = next_steps(info)
    if steps:
        lines += ["", "Was nun möglich ist", *(f"  {line}" for line in _aligned(steps.items()))]
    return "\n".join(lines)


def _aligned(facts: Iterable[tuple[str, str]]) -> list[str]:
    """Labels and texts, the texts below each other."""
    told = [(label, text) for label, text in facts if text]
    width = max((len(label) for label, _ in told), default=0)
    return [f"{label:<{width}}  {text}" for label, text in told]


def _facts(info: DeliveryInfo, names: Names) -> Iterator[tuple[str, str]]:
    yield "Stand", german.capitalised(STATES[info.state])
    yield "Datei", info.file_name
    yield "Eingelesen", moment(info.received_at)
    yield "Für", names.area(info.county_key)
    yield "Grund", info.reason
    yield "Freigegeben", moment(info.released_at)
    yield "Vermerk dazu", info.release_note
    yield "Zurückgezogen", moment(info.withdrawn_at)
    yield "Vermerk dazu", info.withdrawal_note
    yield "Vorschau bis", moment(shown_until(info))


def _table(papers: TablePapers) -> Iterator[str]:
    places = [f"Blatt {papers.sheet}" if papers.sheet else "", papers.document]
    yield f"  {papers.title or papers.table_id}"
    layout = next((one.TITLE for one in all_layouts() if papers.layout == one.NAME), papers.layout)
    status = [
        f"{word} {german.day(found)}"
        for word, found in (
            ("Gebietsstand", papers.territorial_status),
            ("Datenstand", papers.data_status),
        )
        if found
    ]
    yield f"    {layout}"
    number = f"Tabelle {papers.table_id}" if papers.table_id else ""
    yield f"    {', '.join(part for part in (number, *places, *status) if part)}"
    yield (
        f"    {counted(papers.stored, 'Wert', 'Werte')} übernommen, "
        f"{counted(papers.left_out, 'Zelle', 'Zellen')} nicht übernommen, "
        f"{german.number(papers.in_doubt)} in Zweifel"
    )


def _effect(info: DeliveryInfo, effect: Effect, names: Names) -> Iterator[str]:
    if info.state is DeliveryState.ERASED:
        return
    new = counted(effect.new, "neue Angabe", "neue Angaben")
    if info.state is DeliveryState.DELIVERED:
        changed = counted(effect.changed, "geänderte", "geänderte")
        yield f"Was die Freigabe ändern würde: {new}, {changed}"
        if effect.older:
            yield f"  {effect.older}"
        yield from (f"  {_change(one)}" for one in effect.pending)
        rest = effect.changed - len(effect.pending)
        if rest > 0:
            yield f"  … und {german.number(rest)} weitere"
        yield from (f"  {one}" for one in effect.renamed)
    elif info.released_at:
        yield f"Was die Freigabe geändert hat: {new}"
        if effect.write and effect.write.revised:
            yield f"{revised_counts(effect.write)}:"
            lines = revised_lines(effect.listed, effect.write.revised, names)
            yield from (f"  {line}" for line in lines)
        for one in effect.write.lists if effect.write else ():
            yield f"{one.title}: {counted(one.known, 'Zeile', 'Zeilen')} geändert"
        if effect.write:
            yield from redefined_lines(effect.write.definitions)


def _change(one: Change) -> str:
    of = (one.statistic, one.group, one.sex, one.area, period(one.period))
    kind = f", {one.kind}" if one.kind else ""
    return f"{', '.join(part for part in of if part)}: {one.old} → {one.new}{kind}"


def next_steps(info: DeliveryInfo) -> Mapping[str, str]:
    """Commands that may follow, and what each does."""
    call = "integrationsmonitor delivery"
    steps = {
        f'{call} release {info.code} --note "…"': "freigeben",
        f"{call} preview {info.code}": "Link machen, unter dem andere sie vorab sehen",
        f'{call} withdraw {info.code} --note "…"': "zurückziehen: es gilt, was vorher galt",
        f'{call} erase {info.code} --reason "…"': "endgültig löschen, mit aller Vorgeschichte",
    }
    possible = {
        DeliveryState.DELIVERED: 4,
        DeliveryState.RELEASED: 2,
        DeliveryState.WITHDRAWN: 1,
        DeliveryState.ERASED: 0,
    }
    return dict([*steps.items()][len(steps) - possible[info.state] :])
