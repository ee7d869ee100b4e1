"""``delivery``, ``erase`` and ``changes``: what the office does with what came in."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Engine

from dashboard.commands.output import say, say_json
from dashboard.selection import link
from data_access.clock import ZONE
from data_access.deliveries import office
from data_access.deliveries.erasing import FigureFilter
from data_access.deliveries.previews import DAYS, LONGEST_DAYS, end, offer
from data_access.deliveries.register import STATES, DeliveryInfo
from data_access.domain.changes import NewFigures, RevisedFigure
from data_access.engine import create_store_engine, reading
from data_access.importers.periods import parse_date
from data_access.importers.wording import Names, read_names
from data_access.migrate import check_ready
from data_access.queries.changes import read_new, read_revised
from data_access.settings import load_settings
from data_access.vocabulary import Sex
from data_access.words import counted, period


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        found = parse_date(text)
        if found is None:
            message = f"„{text}“ ist kein Datum wie 21.11.2026"
            raise argparse.ArgumentTypeError(message) from error
        return found


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Zahl von 1 bis {LONGEST_DAYS}")
    return int(text)


def _code(text: str) -> str:
    """A number alone will do."""
    return f"L{text}" if text.isdecimal() else text.upper()


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the commands are called."""
    delivery = commands.add_parser("delivery", help="Lieferungen zeigen und freigeben")
    actions = delivery.add_subparsers(dest="action", required=True, metavar="SCHRITT")
    listed = actions.add_parser("list", **given, help="alle Lieferungen")
    listed.add_argument("--json", action="store_true", help="als JSON ausgeben")
    for name, help_, option in (
        ("release", "freigeben", "--note"),
        ("withdraw", "zurückziehen: es gilt wieder, was vorher galt", "--note"),
        ("erase", "endgültig löschen, mit aller Vorgeschichte", "--reason"),
    ):
        parser = actions.add_parser(name, **given, help=help_)
        parser.add_argument("code", metavar="LIEFERUNG", type=_code, help="etwa L12")
        parser.add_argument(
            option,
            dest="note",
            default="",
            required=name == "erase",
            metavar="TEXT",
            help="Vermerk",
        )
    shown = actions.add_parser(
        "preview", **given, help="Link machen, unter dem andere sie vor der Freigabe ansehen"
    )
    shown.add_argument("code", metavar="LIEFERUNG", help="etwa L12")
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
        "--period", metavar="ZEITRAUM", help="etwa 2020-12-31, 2021-03 oder 2020; sonst alle"
    )
    erase.add_argument("--group", metavar="GRUPPE", help="Schlüssel der Gruppe; sonst alle")
    erase.add_argument(
        "--reason", required=True, metavar="TEXT", help="Vermerk für das Löschprotokoll"
    )
    changes = commands.add_parser("changes", **given, help="Was hat sich geändert?")
    changes.add_argument("--since", type=_day, metavar="DATUM", help="seit diesem Tag")
    changes.add_argument("--county", metavar="SCHLÜSSEL", help="nur dieser Kreis")
    changes.add_argument("--json", action="store_true", help="als JSON ausgeben")


def run_delivery(arguments: argparse.Namespace) -> int:
    """Show deliveries, or move one on."""
    engine = create_store_engine(load_settings().database_url, read_only=False)
    check_ready(engine)
    if arguments.action == "list":
        found = office.list_deliveries(engine)
        if arguments.json:
            say_json([asdict(one) for one in found])
        else:
            say("\n".join(map(_delivery_line, found)) or "Es gibt noch keine Lieferung.")
    elif arguments.action == "preview":
        _preview(engine, arguments)
    elif arguments.action == "release":
        done = office.release(engine, arguments.code, note=arguments.note)
        say(
            f"Lieferung {arguments.code} freigegeben: "
            f"{counted(done.new, 'neue', 'neue')} und "
            f"{counted(done.changed, 'geänderte Angabe', 'geänderte Angaben')}."
        )
    elif arguments.action == "withdraw":
        count = office.withdraw(engine, arguments.code, note=arguments.note)
        say(f"Lieferung {arguments.code} zurückgezogen: {counted(count, 'Wert', 'Werte')}.")
    else:
        rows = office.erase(engine, arguments.code, reason=arguments.note)
        say(
            f"Lieferung {arguments.code} gelöscht: {counted(rows, 'Zeile', 'Zeilen')}, auch aus "
            "der Vorgeschichte."
        )
    return 0


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
        f"{shown.until.astimezone(ZONE):%d.%m.%Y, %H:%M}, längstens bis zur Freigabe, Rücknahme "
        "oder Löschung. Er wird nur dieses eine Mal gezeigt."
    )


def _delivery_line(info: DeliveryInfo) -> str:
    received = info.received_at.replace(tzinfo=info.received_at.tzinfo or None)
    stored = sum(table.stored for table in info.tables)
    return (
        f"{info.code:<5} {received:%d.%m.%Y}  {STATES[info.state]}\n"
        f"      {info.title}\n"
        f"      Datei {info.file_name or '(gelöscht)'}, {counted(stored, 'Wert', 'Werte')}"
        + (f"\n      Vermerk: {info.release_note}" if info.release_note else "")
        + (f"\n      Rücknahme: {info.withdrawal_note}" if info.withdrawal_note else "")
    )


def run_erase(arguments: argparse.Namespace) -> int:
    """Erase figures for good."""
    engine = create_store_engine(load_settings().database_url, read_only=False)
    check_ready(engine)
    wanted = FigureFilter(
        statistic_code=arguments.statistic,
        area_key=arguments.area,
        period=arguments.period,
        group_code=arguments.group,
    )
    rows = office.erase_figures(engine, wanted, reason=arguments.reason)
    say(f"Gelöscht: {counted(rows, 'Zeile', 'Zeilen')} ({wanted.words}).")
    return 0


def run_changes(arguments: argparse.Namespace) -> int:
    """List what was revised, and count what is new."""
    settings = load_settings()
    engine = create_store_engine(settings.database_url, read_only=True)
    check_ready(engine)
    county = arguments.county or settings.default_county
    with reading(engine) as connection:
        revised = read_revised(connection, county, since=arguments.since)
        new = read_new(connection, county, since=arguments.since)
        names = read_names(connection)
    if arguments.json:
        say_json({"revised": [asdict(one) for one in revised], "new": [asdict(n) for n in new]})
        return 0
    lines = [_revised_line(one, names) for one in revised]
    lines += [
        f"{one.changed_at.astimezone(ZONE):%d.%m.%Y}  neu: {one.statistic_name}, "
        f"{counted(one.count, 'Wert', 'Werte')} "
        f"({_span(one)})"
        for one in new
    ]
    say("\n".join(lines) or "Seitdem hat sich nichts geändert.")
    return 0


def _span(one: NewFigures) -> str:
    first, last = period(one.first_period), period(one.last_period)
    return first if first == last else f"{first} bis {last}"


def _revised_line(one: RevisedFigure, names: Names) -> str:
    of = [one.area_name, period(one.period)]
    if one.group_code != "insgesamt":
        of.insert(1, one.group_name)
    if one.sex is not Sex.TOTAL:
        of.insert(1, one.sex.value)
    old, new = (
        names.number(one.statistic_code, version.number, version.status) if version else "nichts"
        for version in (one.old, one.new)
    )
    final = ", endgültig statt vorläufig" if one.became_final else ""
    why = f" ({one.reason})" if one.reason else ""
    return (
        f"{one.changed_at.astimezone(ZONE):%d.%m.%Y}  {one.statistic_name}, {', '.join(of)}: "
        f"{old} → {new}{final}{why}"
    )
