"""A finding in words and as data: for the command line, the pages and the report of an import."""

from __future__ import annotations

from typing import Any

from data_access.audit import wording
from data_access.audit.model import Finding, Kind, Severity

#: Heading, one, many.
SEVERITIES = {
    Severity.ERROR: ("Widersprüche", "Widerspruch", "Widersprüche"),
    Severity.DIFFERS: ("Abweichungen", "Abweichung", "Abweichungen"),
    Severity.NOTE: ("Hinweise", "Hinweis", "Hinweise"),
    Severity.EXPLAINED: ("Erklärt, nichts zu tun", "erklärt", "erklärt"),
}
KINDS = {
    Kind.AREA_SUM: "Summe der Gebiete",
    Kind.GROUP_SUM: "Summe der Gruppen",
    Kind.SEX_SUM: "Summe der Geschlechter",
    Kind.PART_SUM: "Teile und Ganzes",
    Kind.EQUATION: "Kennzahlen, die zusammengehören",
    Kind.SHARE: "Anteile, die nicht aus den Zahlen folgen",
    Kind.CHANGE: "Veränderungen, die nicht aus den Zahlen folgen",
    Kind.SOURCES: "Dieselbe Zahl aus zwei Quellen",
    Kind.RETOLD: "Text und Tabelle",
    Kind.OTHER_DATE: "Dieselbe Zahl unter zwei Stichtagen",
    Kind.REPEATED: "Dieselben Zahlen an zwei Stichtagen",
    Kind.EXTREME: "„größte“ und „kleinste“",
    Kind.COUNT: "Zahl und Aufzählung",
    Kind.BOUNDS: "Unmögliche Werte",
    Kind.DATES: "Daten der Quelle",
    Kind.PRINTED_UNIT: "Gedruckte Einheit",
    Kind.JUMP: "Sprünge",
    Kind.GAP: "Lücken",
    Kind.FRESHNESS: "Veraltet",
    Kind.DISTINCT: "Nicht verwechseln",
    Kind.BREAK: "Brüche",
    Kind.COMPOSITION: "Zusammensetzung einer Gruppe",
}


def about(finding: Finding) -> str:
    """What a finding is about, in one line."""
    subject = finding.subject
    parts = [subject.statistic_names[0], subject.area_name]
    if subject.group_code != "insgesamt":
        parts.append(subject.group_name)
    if subject.sex != "gesamt":
        parts.append(subject.sex)
    if subject.period:
        parts.append(wording.period(subject.period))
    return ", ".join(parts)


def finding_data(finding: Finding) -> dict[str, Any]:
    """For JSON."""
    subject = finding.subject
    names = zip(subject.statistic_codes, subject.statistic_names, strict=True)
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "statistics": [{"code": code, "name": name} for code, name in names],
        "area": {"key": subject.area_key, "name": subject.area_name},
        "group": {"code": subject.group_code, "name": subject.group_name},
        "sex": subject.sex,
        "period": subject.period,
        "what": finding.what,
        "why": finding.why,
        "remedy": finding.remedy,
        "values": [
            {
                "role": one.role,
                "text": one.text,
                "number": one.number,
                "statistic": one.statistic_code,
                "period": one.period,
                "reckoning": one.reckoning,
                "source": one.source,
                "locator": one.locator,
                "note": one.note,
            }
            for one in finding.evidence
        ],
    }
