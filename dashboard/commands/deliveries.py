"""``delivery`` and ``erase``: what the office does with what came in."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Engine

from dashboard.commands.database import opened
from dashboard.commands.delivery_text import Effect, as_list, as_text, next_steps
from dashboard.commands.output import say, say_json
from dashboard.commands.parsing import note
from dashboard.commands.wording import moment
from dashboard.selection import link
from data_access.deliveries import office
from data_access.deliveries.previews import DAYS, LONGEST_DAYS, end, offer
from data_access.deliveries.register import DeliveryInfo, delivery
from data_access.domain import Period
from data_access.engine import reading
from data_access.erasure.figures import FigureFilter
from data_access.importers.comparison.confirming import OPTION
from data_access.importers.reports.wording import revisions
from data_access.importers.tables.periods import parse_period
from data_access.queries.changes import read_lists
from data_access.queries.labels import Names, read_names
from data_access.queries.revisions import count_new, read_revised, read_writes
from data_access.vocabulary import DeliveryState
from data_access.words import counted

#: So many revised figures are listed where nobody asks for all.
_LISTED = 20
#: What repeating an erasure does, where the first time was interrupted.
_WIPED = (
    "Die Datenbank ist noch einmal neu geschrieben; auch ihre Bytes enthalten nichts mehr davon."
)


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Zahl von 1 bis {LONGEST_DAYS}")
    return int(text)


def _code(text: str) -> str:
    """A number alone will do."""
    return f"L{text}" if text.isdecimal() else text.upper()


def _period(text: str) -> str:
    found = parse_period(text)
    try:
        return found or Period.parse(text).key
    except ValueError as error:
        message = f"„{text}“ ist kein Zeitraum wie 31.12.2020, März 2021 oder 2020"
        raise argparse.ArgumentTypeError(message) from error


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the commands are called."""
    delivery = commands.add_parser("delivery", help="Lieferungen zeigen und freigeben")
    actions = delivery.add_subparsers(dest="action", required=True, metavar="SCHRITT")
    listed = actions.add_parser("list", **given, help="alle Lieferungen")
    listed.add_argument("--json", action="store_true", help="als JSON ausgeben")
    described = actions.add_parser(
        "show", **given, help="eine Lieferung: Tabellen, was sie geändert hat, was möglich ist"
    )
    described.add_argument("code", metavar="LIEFERUNG", type=_code, help="etwa L12")
    described.add_argument(
        "--all", action="store_true", help=f"alle geänderten Werte (sonst: {_LISTED})"
    )
    described.add_argument("--json", action="store_true", help="als JSON ausgeben")
    for name, help_, option, told in (
        ("release", "freigeben", "--note", "Vermerk: wer was geprüft hat"),
        (
            *("withdraw", "zurückziehen: es gilt wieder, was vorher galt"),
            *("--note", "Vermerk: was falsch war"),
        ),
        (
            *("erase", "endgültig löschen, mit aller Vorgeschichte"),
            *("--reason", "Vermerk für das Löschprotokoll"),
        ),
    ):
        parser = actions.add_parser(name, **given, help=help_)
        parser.add_argument("code", metavar="LIEFERUNG", type=_code, help="etwa L12")
        parser.add_argument(
            option, dest="note", type=note, required=True, metavar="TEXT", help=told
        )
        if name == "release":
            parser.add_argument(
                OPTION,
                action="store_true",
                help="auch wenn inzwischen eine neuere Ausgabe eingelesen ist, die dann nicht "
                "mehr gilt",
            )
    shown = actions.add_parser(
        "preview", **given, help="Link machen, unter dem andere sie vor der Freigabe ansehen"
    )
    shown.add_argument("code", metavar="LIEFERUNG", type=_code, help="etwa L12")
    shown.add_argument(
        "--days",
        type=_days,
        default=DAYS,
        metavar="TAGE",
        help=f"so lange gilt der Link (Vorgabe: {DAYS})",
    )
    shown.add_argument("--end", action="store_true", help="den Link ungültig machen")
    erase = commands.add_parser("erase", **given, help="einzelne Werte endgültig löschen")
    erase.add_argument(
        "--statistic", required=True, metavar="KENNZAHL", help="Schlüssel der Kennzahl"
    )
    erase.add_argument(
        "--area", required=True, metavar="GEBIET", help="Schlüssel des Gebiets, etwa 03254021"
    )
    erase.add_argument(
        "--period",
        type=_period,
        metavar="ZEITRAUM",
        help="etwa 31.12.2020, „März 2021“ oder 2020; sonst alle",
    )
    erase.add_argument("--group", metavar="GRUPPE", help="Schlüssel der Gruppe; sonst alle")
    erase.add_argument(
        "--reason",
        type=note,
        required=True,
        metavar="TEXT",
        help="Vermerk für das Löschprotokoll",
    )


def run_delivery(arguments: argparse.Namespace) -> int:
    """Show deliveries, or move one on."""
    with opened() as engine:
        _ACTIONS[arguments.action](engine, arguments)
    return 0


def _list(engine: Engine, arguments: argparse.Namespace) -> None:
    found = office.list_deliveries(engine)
    if arguments.json:
        say_json([asdict(one) for one in found])
        return
    with reading(engine) as connection:
        names = read_names(connection)
    say(as_list(found, names) if found else "Es gibt noch keine Lieferung.")


def _show(engine: Engine, arguments: argparse.Namespace) -> None:
    limit = None if arguments.all else _LISTED
    with reading(engine) as connection:
        info, names = delivery(connection, arguments.code), read_names(connection)
        effect = _effect(connection, info, limit)
    if info.state is DeliveryState.DELIVERED:
        effect = _pending(engine, info, names, limit)
    if arguments.json:
        steps = [*next_steps(info)]
        say_json({**asdict(info), "effect": asdict(effect), "next_steps": steps})
    else:
        say(as_text(info, effect, names))


def _effect(connection: Connection, info: DeliveryInfo, limit: int | None) -> Effect:
    """What the release of a delivery has changed, whatever became of it since."""
    revision = info.released_revision
    if revision is None or info.state is DeliveryState.ERASED:
        return Effect()
    writes = read_writes(connection, revision=revision)
    rows = sum(one.rows - one.known for one in read_lists(connection, revision=revision))
    return Effect(
        new=count_new(connection, info.code, revision) + rows,
        write=writes[0] if writes else None,
        listed=read_revised(connection, revision=revision, limit=limit),
    )


def _pending(engine: Engine, info: DeliveryInfo, names: Names, limit: int | None) -> Effect:
    """What the release of a delivery that waits would change."""
    found = office.pending(engine, info.code)
    changed = found.figures.changed
    shown = changed if limit is None else changed.head(limit)
    return Effect(
        new=found.new,
        changed=found.changed,
        pending=tuple(revisions(shown, names)),
        renamed=found.renamed,
        older=found.older,
    )


def _release(engine: Engine, arguments: argparse.Namespace) -> None:
    done = office.release(
        engine, arguments.code, note=arguments.note, confirmed=arguments.confirmed
    )
    new = counted(done.new, "neue Angabe", "neue Angaben")
    changed = counted(done.changed, "geänderte", "geänderte")
    first = f"Lieferung {arguments.code} freigegeben: {new}, {changed}."
    told = filter(None, (first, done.older, *done.renamed))
    say("\n  ".join(told) + _noted(arguments))


def _withdraw(engine: Engine, arguments: argparse.Namespace) -> None:
    undone = office.withdraw(engine, arguments.code, note=arguments.note)
    with reading(engine) as connection:
        revision = delivery(connection, arguments.code).withdrawn_revision
        gone = sum(one.gone for one in read_writes(connection, revision=revision))
    told = [f"Lieferung {arguments.code} zurückgezogen: {_undone(undone, gone)}."]
    say("\n  ".join((*told, *undone.told)) + _noted(arguments))


def _undone(undone: office.Undone, gone: int) -> str:
    """What a withdrawal did to so many values, of which some were not known before."""
    count = undone.count
    back = counted(count - gone, "Angabe sagt", "Angaben sagen")
    parts = [f"{back} wieder, was vorher galt"] if count > gone else []
    parts += [counted(gone, "Angabe entfällt", "Angaben entfallen")] if gone else []
    if parts:
        return ", ".join(parts)
    nothing = "an den Werten" if undone.renamed else "auf den Seiten"
    return f"{nothing} ändert sich dadurch nichts"


def _erase(engine: Engine, arguments: argparse.Namespace) -> None:
    before = next(
        (one for one in office.list_deliveries(engine) if one.code == arguments.code), None
    )
    done = office.erase(engine, arguments.code, reason=arguments.note)
    if before and before.state is DeliveryState.ERASED:
        say(f"Lieferung {arguments.code} war schon gelöscht. {_WIPED}")
        return
    words = counted(done.count, "Zeile", "Zeilen")
    told = [f"Lieferung {arguments.code} gelöscht: {words}, auch aus der Vorgeschichte."]
    say("\n  ".join((*told, *done.told)) + _noted(arguments))


def _noted(arguments: argparse.Namespace) -> str:
    return f"\n  Vermerk: {arguments.note}"


def _preview(engine: Engine, arguments: argparse.Namespace) -> None:
    if arguments.end:
        end(engine, arguments.code)
        say(f"Die Vorschau der Lieferung {arguments.code} ist beendet.")
        return
    key, shown = offer(engine, arguments.code, days=arguments.days)
    say(
        f"{link(key, shown.county_key)}\n"
        "Diesen Link an die Adresse hängen, unter der andere den Integrationsmonitor erreichen. Er "
        f"zeigt alle Seiten mit der Lieferung {shown.code} und gilt bis "
        f"{moment(shown.until)}, längstens bis zur Freigabe, Rücknahme "
        "oder Löschung. Er wird nur dieses eine Mal gezeigt."
    )


_ACTIONS = {
    "list": _list,
    "show": _show,
    "release": _release,
    "preview": _preview,
    "withdraw": _withdraw,
    "erase": _erase,
}


def run_erase(arguments: argparse.Namespace) -> int:
    """Erase figures for good."""
    wanted = FigureFilter(
        statistic_code=arguments.statistic,
        area_key=arguments.area,
        period=arguments.period,
        group_code=arguments.group,
    )
    with opened() as engine:
        with reading(engine) as connection:
            names = read_names(connection)
        rows = office.erase_figures(engine, wanted, reason=arguments.reason)
    if not rows:
        say(f"War schon gelöscht: {wanted.named(names)}. {_WIPED}")
        return 0
    say(f"Gelöscht: {counted(rows, 'Zeile', 'Zeilen')} ({wanted.named(names)}).")
    return 0
