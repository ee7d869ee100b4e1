"""What a preview says first: doubts, and what the audit will find and find no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from dashboard.care import preview
from dashboard.care.remedies import remedy
from data_access.audit.effects import Effects
from data_access.audit.model import Kind
from data_access.audit.telling import about
from data_access.engine import reading
from data_access.importers.comparison.confirming import TO_CONFIRM
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Problem, Severity, further
from data_access.importers.reports.report import MAX_PROBLEMS, FileReport, Outcome
from tests.support import indicator_files as files
from tests.support.templates import Filled, of_county


def _content(*values: object) -> bytes:
    return files.content(files.years(files.COUNTY, 1990, values))


def test_findings_that_a_file_settles_are_named(migrated: Engine) -> None:
    engine = files.with_profile(migrated)
    good = (160_001, 170_002, 180_003, 190_004)
    import_file(engine, files.NAME, _content(*good, 1_900_045, 191_000), files.ORDER)

    seen = look_at(engine, files.NAME, _content(*good, 190_045, 191_000), files.ORDER)

    settled = seen.effects.settled
    jump = next(one for one in settled if one.kind is Kind.JUMP)
    shown = preview.audited(seen.effects)
    assert f"Damit erledigt: {len(settled)}\u00a0Befund" in shown
    assert about(jump) in shown
    assert preview.audited(Effects()) == ""


def test_findings_that_are_not_listed_are_counted(migrated: Engine) -> None:
    """A table that ends without a word looks complete."""
    engine = files.with_profile(migrated)
    import_file(engine, files.NAME, _content(160_001, 170_002, 180_003, 190_004), files.ORDER)
    further = (160_001, 170_002, 180_003, 190_004, 1_900_045, 191_000)
    finding, *_ = look_at(engine, files.NAME, _content(*further), files.ORDER).effects.raised

    assert "weiterer Befund" not in preview.audited(Effects((finding,) * MAX_PROBLEMS))
    one_more = preview.audited(Effects((finding,) * (MAX_PROBLEMS + 1)))
    assert f"{MAX_PROBLEMS + 1}\u00a0neue Befunde" in one_more
    assert "… und 1\u00a0weiterer Befund." in one_more


def test_a_wrong_area_in_a_template_is_an_error_and_no_question(migrated: Engine) -> None:
    """The page asks nothing below it: the cell is to be corrected in the workbook."""
    with reading(migrated) as connection:
        book = Filled("bevoelkerung", of_county(connection, "bevoelkerung", files.COUNTY))
    book.put(
        "Bevölkerung",
        {
            "Stichtag": date(2025, 12, 31),
            "Gemeinde": "Alfeldt (Leine)",
            "Grundlage": "Melderegister",
            "Bevölkerung insgesamt": 18_000,
        },
    )
    seen = look_at(migrated, "bevoelkerung.xlsx", book.content(), files.ORDER)

    (problem,) = seen.errors
    assert preview.outcome(seen) == "Abgelehnt: Es wurde nichts geändert."
    assert "Einen Eintrag aus der Auswahl der Zelle nehmen" in remedy(problem)
    assert "Unbekannte Gebiete" not in preview.problems(seen)


def test_a_doubt_is_said_first_and_counted(migrated: Engine) -> None:
    engine = files.with_profile(migrated)
    known = (160_001, 170_002, 180_003, 190_004, 190_045, 191_000)
    import_file(engine, files.NAME, _content(*known), files.ORDER)

    seen = look_at(engine, files.NAME, _content(160_002, 170_003, 180_004), files.ORDER)

    assert preview.outcome(seen).startswith(
        "Vorschau: Die Datei lässt sich einlesen, aber 1\u00a0Stelle ist in Zweifel: „Ältere "
        "Ausgabe?“ Noch ist nichts gespeichert."
    )
    assert "unten bei „Befunde“ ansehen" in preview.counts(seen, 1)
    assert preview.problem_heading(seen).startswith("1\u00a0Stelle in Zweifel")
    assert preview.striking(seen)
    (doubt,) = preview.doubts(seen)
    assert "integrationsmonitor" in doubt.remedy
    assert "„Lieferungen“" in remedy(doubt)
    assert "integrationsmonitor" not in preview.problems(seen)


def test_a_file_without_doubts_says_nothing_of_them(migrated: Engine) -> None:
    engine = files.with_profile(migrated)

    seen = look_at(engine, files.NAME, _content(160_002, 170_003), files.ORDER)

    assert preview.outcome(seen).startswith("Vorschau: Die Datei lässt sich einlesen. Noch ist")
    assert "keine Stelle" in preview.counts(seen, 1)
    assert not preview.striking(seen)


def test_every_place_in_doubt_is_counted_also_those_that_are_not_named() -> None:
    formula = Problem(
        *(Severity.DOUBT, "formula", "datei.xlsx", "Tabelle", "B7"),
        *("Die Zelle enthält eine Formel. Sie wird nicht übernommen.", "Vergleichen."),
    )
    report = FileReport(
        file="datei.xlsx",
        outcome=Outcome.PREVIEW,
        new=5,
        problems=(formula, further(formula, 12)),
    )

    assert "aber 13\u00a0Stellen sind in Zweifel: „Die Zelle enthält eine Formel.“ Noch" in (
        preview.outcome(report)
    )
    assert preview.problem_heading(report) == "13\u00a0Stellen in Zweifel"
    assert ">13<" in preview.counts(report, 1)
    assert not preview.striking(report), "a single cell is left out and the rest is right"


def test_the_page_names_no_commands_where_it_has_its_own_way() -> None:
    text = "Die Vorlage neu holen („integrationsmonitor template kurse“) und die Zeilen übertragen."
    problem = Problem(Severity.ERROR, "template-version", "kurse.xlsx", "", "", "Veraltet.", text)

    assert remedy(problem) == "Die Vorlage neu holen und die Zeilen übertragen."


def test_a_confirmed_file_is_asked_for_no_reason_again() -> None:
    done = "Nichts zu tun: So ist es mit der Datei angegeben."
    for code in TO_CONFIRM:
        refused = Problem(Severity.ERROR, code, "datei.csv", "", "", "Anders.", "--confirmed")
        assert "nennen" in remedy(refused)
        assert remedy(replace(refused, severity=Severity.NOTE, remedy=done)) == done
