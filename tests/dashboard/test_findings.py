"""The report of the audit as an office reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from dashboard.findings import as_data, as_text, summary
from data_access.audit.model import (
    Acceptance,
    Evidence,
    Finding,
    Judged,
    Kind,
    Report,
    Severity,
    Subject,
)

_SUBJECT = Subject(
    county_key="99",
    statistic_codes=("einwohner",),
    statistic_names=("Einwohner",),
    area_key="99001",
    area_name="Dorf",
    period="2020-12-31",
)


def _finding(area: str = "99001", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        kind=Kind.AREA_SUM,
        severity=severity,
        subject=replace(_SUBJECT, area_key=area),
        evidence=(
            Evidence("gedruckt", "10", 10.0, "einwohner", "2020-12-31", "Konzept", "S. 9"),
            Evidence("Vorjahr", "12", 12.0, "einwohner", "2019-12-31", reckoning="7 + 5"),
        ),
        what="Es sind 12, gedruckt sind 10.",
        why="Die Teile ergeben das Ganze.",
        remedy="Nachsehen.",
    )


def _accepted(finding: Finding, said: str | None = None) -> Judged:
    day = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return Judged(finding, Acceptance(finding.id, "Bekannt.", day, said or finding.said))


def _report(*judged: Judged) -> Report:
    return Report("99", "Landkreis Winzig", judged)


def test_a_finding_is_told_with_its_values_and_places() -> None:
    text = as_text([_report(Judged(_finding()))], everything=False)

    assert text == (
        "Landkreis Winzig (99): 1 Widerspruch\n"
        "====================================\n"
        "\n"
        "Widersprüche\n"
        "------------\n"
        "\n"
        "Summe der Gebiete\n"
        "  Warum: Die Teile ergeben das Ganze.\n"
        "  Zu tun: Nachsehen.\n"
        "\n"
        f"  [{_finding().id}] Einwohner, Dorf, 31.12.2020\n"
        "    Es sind 12, gedruckt sind 10.\n"
        "    - gedruckt: 10 [Konzept; S. 9]\n"
        "    - Vorjahr (31.12.2019): 12 = 7 + 5"
    )


def test_what_is_the_same_for_several_findings_is_said_once() -> None:
    text = as_text([_report(*(Judged(_finding(area)) for area in "abc"))], everything=False)

    assert text.count("Warum:") == 1
    assert text.count("Es sind 12") == 3


def test_a_heading_is_said_once_whatever_the_reasons() -> None:
    other = replace(_finding("b"), why="Ganz und Teile sind aus einer Tabelle.")
    report = _report(Judged(_finding("a")), Judged(other), Judged(_finding("c")))

    text = as_text([report], everything=False)

    assert text.count("Summe der Gebiete") == 1
    assert text.count("Warum:") == 2
    assert text.count("Es sind 12") == 3


def test_of_very_many_findings_the_first_are_told_and_the_others_counted() -> None:
    report = _report(*(Judged(_finding(f"{number:05}")) for number in range(1_500)))

    text = as_text([report], everything=False)

    assert text.startswith("Landkreis Winzig (99): 1.500 Widersprüche\n")
    assert text.count("Es sind 12") == 200
    assert text.endswith("  … und 1.300 weitere; „--json“ nennt alle")
    assert len(as_data([report], everything=False)[0]["findings"]) == 1_500


def test_numbers_of_findings_stand_in_one_line() -> None:
    judged = (
        Judged(_finding("a")),
        Judged(_finding("b")),
        Judged(_finding("c", Severity.DIFFERS)),
        _accepted(_finding("d")),
        _accepted(_finding("e", Severity.NOTE), said="note; 1; 2"),
    )

    assert summary(_report(*judged)) == (
        "2 Widersprüche, 1 Abweichung, 1 Hinweis; 1 angenommen; 1 angenommen, aber seither geändert"
    )
    assert summary(_report()) == "kein offener Befund"


def test_accepted_findings_are_shown_only_on_demand() -> None:
    report = _report(_accepted(_finding()))

    assert _finding().id not in as_text([report], everything=False)
    assert "Angenommen am 21.11.2026: Bekannt." in as_text([report], everything=True)
    assert [len(one["findings"]) for one in as_data([report], everything=False)] == [0]
    assert [len(one["findings"]) for one in as_data([report], everything=True)] == [1]


def test_an_acceptance_of_other_values_shows_its_note() -> None:
    report = _report(_accepted(_finding(), said="error; 1; 2"))

    assert "Für andere Werte angenommen am 21.11.2026: Bekannt." in as_text(
        [report], everything=False
    )
    (finding,) = as_data([report], everything=False)[0]["findings"]
    assert finding["acceptance"]["lapsed"] is True


def test_without_counties_that_is_said() -> None:
    assert as_text([], everything=False) == "In dieser Datenbank ist kein Kreis geladen."
