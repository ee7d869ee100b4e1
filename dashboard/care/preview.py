"""A report as the page shows it: recognised as, what would change, what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard import german
from dashboard import markup as pieces
from dashboard.care import markup
from dashboard.care.remedies import QUESTIONS, remedy
from dashboard.charts.model import Cell, dates_text
from dashboard.views.model import FigureCard
from data_access.audit.effects import Effects
from data_access.audit.model import Finding
from data_access.audit.model import Severity as AuditSeverity
from data_access.audit.telling import SEVERITIES as AUDIT
from data_access.audit.telling import about
from data_access.domain import Period
from data_access.importers.answers.questions import TableQuestions
from data_access.importers.comparison.confirming import TO_CONFIRM
from data_access.importers.problems import REASONS, Problem, Reason, Severity
from data_access.importers.problems.gathering import Gathered, gathered
from data_access.importers.registry import all_layouts
from data_access.importers.reports.report import (
    MAX_PROBLEMS,
    OUTCOMES,
    SEVERITIES,
    FileReport,
    Outcome,
    TableReport,
)

_QUESTION = "Frage"
#: Behind a sentence, not behind the dot of a number or an abbreviation.
_FIRST_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.?!])\s")
#: So many findings of the audit are shown without a click.
_SHOWN = 10


def open_questions(report: FileReport) -> bool:
    """Whether only answers of the office are missing."""
    return bool(report.errors) and all(one.code in QUESTIONS for one in report.errors)


def outcome(report: FileReport) -> str:
    """One sentence: what becomes of the file."""
    if open_questions(report):
        return "Noch nicht einzulesen: Unten sind erst Fragen zu beantworten."
    if report.outcome is not Outcome.PREVIEW:
        return OUTCOMES[report.outcome]
    if not report.new and not report.changed:
        return OUTCOMES[Outcome.UNCHANGED if report.unchanged else Outcome.NOTHING]
    said = f"Vorschau: Die Datei lässt sich einlesen{_but(report)} Noch ist nichts gespeichert."
    found = german.counted(len(contradictions(report)), "neuen Widerspruch", "neue Widersprüche")
    return f"{said} Die Datenprüfung fände danach {found}." if contradictions(report) else said


def doubts(report: FileReport) -> tuple[Problem, ...]:
    """What somebody has to look at before the file is read in."""
    return tuple(one for one in report.problems if one.severity is Severity.DOUBT)


def _but(report: FileReport) -> str:
    """What is in doubt, with the first of it; only the end of the sentence where nothing is."""
    found = doubts(report)
    if not found:
        return "."
    are = german.counted(_places(found), "Stelle ist", "Stellen sind")
    first = _FIRST_SENTENCE.split(found[0].what)[0]
    return f", aber {are} in Zweifel: „{first}“"


def _places(found: Sequence[Problem]) -> int:
    """At how many places; of many alike only the first ones are problems of their own."""
    return sum(max(1, one.unnamed) for one in found)


def contradictions(report: FileReport) -> tuple[Finding, ...]:
    """What would contradict each other once the file is in."""
    return tuple(one for one in report.effects.raised if one.severity is AuditSeverity.ERROR)


def striking(report: FileReport) -> bool:
    """Whether somebody should look at this very file before it is read in."""
    # A cell in doubt is left out, or named by itself.
    of_file = any(not one.cell and not one.unnamed for one in doubts(report))
    return of_file or bool(contradictions(report))


def head(report: FileReport) -> str:
    """Name of the file, and what becomes of it."""
    return markup.heading(report.file, outcome(report))


def counts(report: FileReport, number: int) -> str:
    """What is new, changed, unchanged and refused."""
    if open_questions(report):
        asked = max(1, sum(_questions(one) for one in report.questions))
        words = german.counted(asked, "Frage", "Fragen")
        note = "Die Antworten gelten auch für künftige Dateien."
        return pieces.strip([FigureCard(f"fragen-{number}", "Noch offen", words, note)])
    if report.outcome is Outcome.REJECTED:
        stopping = len(report.errors)
        return pieces.strip(
            [
                FigureCard(
                    f"abgelehnt-{number}",
                    "Abgelehnt wegen",
                    german.counted(stopping, "Fehler", "Fehlern"),
                    "Eine Datei wird ganz eingelesen oder gar nicht.",
                )
            ]
        )
    cards = (
        ("neu", "Neu", report.new, "noch nicht vorhanden"),
        ("geaendert", "Geändert", report.changed, "bisher ein anderer Wert"),
        ("unveraendert", "Unverändert", report.unchanged, "schon so vorhanden"),
        *(
            [("mehrfach", "Noch einmal da", report.repeated, "in einer anderen Tabelle der Datei")]
            if report.repeated
            else []
        ),
        ("zweifel", "In Zweifel", _places(doubts(report)), _of_doubts(report)),
    )
    return pieces.strip(
        [
            FigureCard(f"{id_}-{number}", name, german.number(count), note)
            for id_, name, count, note in cards
        ]
    )


def _of_doubts(report: FileReport) -> str:
    """What becomes of what is in doubt."""
    if not doubts(report):
        return "keine Stelle"
    cells = report.left_out()[Reason.DOUBT]
    look = "unten bei „Befunde“ ansehen"
    if not cells:
        return look
    words = german.counted(cells, "Zelle wird", "Zellen werden")
    return f"{words} nicht übernommen; {look}"


def _questions(asked: TableQuestions) -> int:
    return len(asked.areas) + max(len(asked.texts), int(asked.statistic))


def recognised(report: FileReport) -> str:
    """What each table of the file was recognised as, and where the cells go."""
    found = "".join(
        markup.papers([("Titel", _title(table, report)), *_papers(table)])
        for table in report.tables
    )
    strange = [
        (name, f"in keinem bekannten Aufbau, {_cells(cells)} nicht gelesen")
        for name, cells in report.not_recognised.items()
    ]
    words = markup.heading("Erkannt als", level=3) + found + markup.papers(strange)
    return markup.beside(words, cells(report)) if report.tables else words


def _title(table: TableReport, report: FileReport) -> str:
    """With what tells the tables of a file apart."""
    place = f"Blatt {table.sheet}: " if table.sheet and len(report.tables) > 1 else ""
    return f"{place}{table.title}"


def _papers(table: TableReport) -> Iterator[tuple[str, str]]:
    yield "Aufbau", markup.layout(table.layout)
    yield "Erkannt an", table.evidence
    yield "Tabelle", table.table_id
    yield "Zeiträume", dates(table.periods)
    yield "Gebietsstand", markup.day(table.territorial_status)
    yield "Datenstand", markup.day(table.data_status)
    yield "Gebiete", markup.some(table.areas)
    yield "Kennzahlen", markup.some(table.statistics)
    yield "Zeichen", markup.some(table.signs)
    yield "Noch unbekannt", markup.some(table.unmapped)


def dates(keys: tuple[str, ...]) -> str:
    """Periods in words, the latest first."""
    try:
        periods = tuple(Period.parse(key) for key in keys)
    except ValueError:
        return markup.some(keys)
    if len(periods) <= 3:
        return german.listing([german.period(one) for one in periods])
    return f"{dates_text(periods)} ({len(periods)})"


def cells(report: FileReport) -> str:
    """Where the cells of all tables went; the lines add up to the first one."""
    total = sum(table.cells for table in report.tables)
    left_out = report.left_out()
    lines = [("übernommen", report.stored)]
    lines += [(f"nicht übernommen: {REASONS[one]}", left_out[one]) for one in Reason]
    rows: list[tuple[str | Cell, str | Cell]] = [
        (text, german.number(count)) for text, count in lines if count
    ]
    rows.append(
        (Cell("Alle Zellen mit Inhalt", strong=True), Cell(german.number(total), strong=True))
    )
    return markup.table("Wohin die Zellen gehen", ("Zellen", "Anzahl"), rows, numbers=[1])


def problems(report: FileReport) -> str:
    """What was found, the worst first, each with its place and what to do."""
    found = gathered(report.problems)
    rows = [row for one in found[:MAX_PROBLEMS] for row in _rows(one)]
    more = _more(sum(one.count for one in found[MAX_PROBLEMS:]))
    return markup.table("Befunde", ("Art", "Wo", "Befund", "Was zu tun ist"), rows) + more


def audited(effects: Effects) -> str:
    """What the audit finds once the figures are shown, and what it finds no longer.

    The most urgent first; empty for nothing.
    """
    # Many hints are usual after the first file of a table; a contradiction never is.
    grave = any(one.severity is AuditSeverity.ERROR for one in effects.raised)
    opened = grave or len(effects.raised) <= _SHOWN
    raised = german.counted(len(effects.raised), "neuer Befund", "neue Befunde")
    settled = german.counted(len(effects.settled), "Befund", "Befunde")
    unchecked = [("Nicht geprüft", german.listing(effects.unchecked))]
    return "".join(
        (
            _findings(f"Datenprüfung danach: {raised}", effects.raised, opened=opened),
            _findings(f"Damit erledigt: {settled}", effects.settled, opened=False),
            markup.papers(unchecked),
        )
    )


def _findings(title: str, found: Sequence[Finding], *, opened: bool) -> str:
    """Findings below a title, as many as are listed at most; empty where there are none."""
    rows = [
        (AUDIT[one.severity][1].capitalize(), about(one), one.what, one.remedy)
        for one in found[:MAX_PROBLEMS]
    ]
    if not rows:
        return ""
    columns = ("Art", "Worum es geht", "Befund", "Was zu tun ist")
    return markup.fold(
        title, markup.table(title, columns, rows) + _more(len(found) - len(rows)), opened=opened
    )


def _more(rest: int) -> str:
    """How many findings are not listed; a list that ends without a word looks complete."""
    counted = german.counted(rest, "weiterer Befund", "weitere Befunde")
    return f"<p>… und {counted}.</p>" if rest else ""


def _rows(kind: Gathered) -> Iterator[tuple[str, str, str, str]]:
    for remark in kind.remarks:
        yield _kind(kind), remark.where, remark.what, remedy(kind)
    if kind.more:
        yield _kind(kind), "", kind.more, remedy(kind)


def _kind(problem: Problem | Gathered) -> str:
    if problem.severity is Severity.ERROR and problem.code in QUESTIONS:
        return _QUESTION
    return SEVERITIES[problem.severity]


def lacks_number(report: FileReport) -> bool:
    """Whether neither the file nor the office has said which table it is."""
    return any(one.code == "table-unknown" for one in report.problems)


def wants_reason(report: FileReport) -> bool:
    """Whether the file is taken once the office says why so much changes."""
    return any(one.code in TO_CONFIRM for one in report.errors)


def problem_heading(report: FileReport) -> str:
    """How many problems of which kind."""
    names = {
        _QUESTION: ("Frage", "Fragen"),
        SEVERITIES[Severity.ERROR]: ("Fehler", "Fehler"),
        SEVERITIES[Severity.DOUBT]: ("Stelle in Zweifel", "Stellen in Zweifel"),
        SEVERITIES[Severity.NOTE]: ("Hinweis", "Hinweise"),
    }
    found: Counter[str] = Counter()
    for one in report.problems:
        found[_kind(one)] += _places([one])
    return german.listing(
        [german.counted(found[kind], *words) for kind, words in names.items() if found[kind]]
    )


def _cells(count: int) -> str:
    return german.counted(count, "Zelle", "Zellen")


def finished(report: FileReport) -> str:
    """One sentence on a file that was read in."""
    said = f"{report.file}: {OUTCOMES[report.outcome]}"
    if report.outcome is Outcome.UNCHANGED:
        return said
    new = german.counted(report.new, "neuer Wert", "neue Werte")
    changed = german.counted(report.changed, "geänderter", "geänderte")
    return f"{said} Lieferung {report.delivery}: {new}, {changed}."


def layouts() -> str:
    """Which files are read, and where the office finds them."""
    steps = markup.heading(
        "So geht es",
        "Dateien auswählen, Vorschau ansehen, einlesen. Bis dahin wird nichts gespeichert. Die "
        "Dateien unverändert so nehmen, wie das Amt sie liefert; Listen von Personen werden "
        "abgelehnt.",
    )
    rows = [(layout.TITLE, layout.WHERE) for layout in all_layouts()]
    columns = ("Datei", "Wo es sie gibt")
    return steps + markup.fold(
        "Welche Dateien gelesen werden", markup.table("Dateien", columns, rows)
    )
