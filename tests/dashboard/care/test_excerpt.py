"""Findings on „Daten und Quellen“: the office sees them there, nobody else gets a byte of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dashboard import cached, first_answer
from dashboard import findings as words
from dashboard.care import access, audits, excerpt, work
from dashboard.navigation import page
from dashboard.selection import Selection
from data_access.audit.model import Severity
from data_access.audit.office import accept_finding
from data_access.clock import today
from data_access.domain import County
from data_access.errors import DatabaseUnavailableError
from data_access.settings import PREFIX, settings
from tests.dashboard.care.conftest import Office
from tests.support.streaming import Session, ask, session

HEADING = excerpt.TITLE
#: What only the audit says, and what only the section is called.
TELLING = (HEADING, "nur-amt", "nur für das Amt", "Widerspr", "ergeben 23.694 Personen", "teil=")
ADDRESS = "/daten?kreis=03254"
HTML = {"Accept": "text/html"}


def _seen(reader: Session, until: Callable[[str], bool] = lambda text: "kpis-4" in text) -> str:
    """The section as the office sees it, once the audit is done."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        reader.run("daten", "kreis=03254")
        text = reader.text().replace("\u00a0", " ")
        section = text[text.find(HEADING) :]
        if until(section):
            return section
        time.sleep(0.1)
    raise AssertionError(section)


def _county() -> County:
    return next(one for one in cached.data().counties() if one.key == "03254")


def test_the_office_sees_numbers_sentences_and_the_way_to_all(office: Office) -> None:
    with session(office.port) as mine:
        text = _seen(mine)
        ways = [one.page_link for one in mine.elements if one.HasField("page_link")]
        order = [one.html.body for one in mine.elements if one.HasField("html")]

    assert "nur für das Amt sichtbar" in text
    found = audits.report(_county())
    for severity, number, word in words.counted(found):
        assert f'{word[0].upper()}{word[1:]}</p><p class="value">{number}</p>' in text, severity
    assert ">22</p>" in text
    assert "Die 18 Gemeinden ergeben 23.694 Personen, gedruckt sind 23.684 Personen" in text
    assert "Unter „Anteile, die nicht aus den Zahlen folgen“ stehen noch 14." in text
    (way,) = ways
    assert way.page == "datenpflege"
    assert way.query_string == "kreis=03254&teil=Befunde"
    # Behind everything that all readers see, before the abbreviations.
    places = [next(i for i, one in enumerate(order) if part in one) for part in (HEADING, "footer")]
    assert places == [len(order) - 3, len(order) - 1]


def test_the_page_does_not_wait_for_the_audit(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = audits._audit

    def slow(*given: object) -> object:
        time.sleep(3)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(audits, "_audit", slow)
    with session(office.port) as mine:
        mine.run("daten", "kreis=03254")
        begun = time.monotonic()
        mine.run("daten", "kreis=03254")
        took = time.monotonic() - begun
        assert took < 2.5
        assert "Die Zahlen werden geprüft" in mine.text()
        assert "footer" in mine.text()
        assert "Die 18 Gemeinden" in _seen(mine)


def _nothing_told(text: str) -> None:
    plain = text.replace("\u00a0", " ")
    assert not [one for one in TELLING if one in plain]


STRANGERS = [
    {"X-Forwarded-For": "10.0.0.7"},
    {"Forwarded": "for=10.0.0.7"},
    {access.MARK: "0" * 64, "Via": "1.1 vermittler"},
]


@pytest.mark.parametrize("headers", STRANGERS, ids="+".join)
def test_the_public_gets_no_byte_of_it(headers: dict[str, str], office: Office) -> None:
    with session(office.port) as mine:
        assert "Widersprüche" in _seen(mine)
    # Now all that is kept has been kept.
    with session(office.port, **headers) as theirs:
        theirs.run("daten", "kreis=03254")
        assert "<h1>Daten und Quellen" in theirs.text()
        _nothing_told(b"".join(theirs.received).decode("utf-8", "replace"))
    _nothing_told(ask(office.port, "GET", ADDRESS, headers={**HTML, **headers}).text)  # type: ignore[attr-defined]


def test_without_the_setting_nobody_gets_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session(office.port) as mine:
        assert "Widersprüche" in _seen(mine)
    monkeypatch.delenv(f"{PREFIX}DATA_CARE")
    settings.cache_clear()
    with session(office.port) as mine:
        mine.run("daten", "kreis=03254")
        _nothing_told(b"".join(mine.received).decode("utf-8", "replace"))
    _nothing_told(ask(office.port, "GET", ADDRESS, headers=HTML).text)  # type: ignore[attr-defined]


def test_neither_the_first_answer_nor_a_file_has_it(office: Office) -> None:
    """Also for the office: the answer may be kept on the way, and a file is handed on."""
    with session(office.port) as mine:
        assert "Widersprüche" in _seen(mine)
    first = ask(office.port, "GET", ADDRESS, headers=HTML).text  # type: ignore[attr-defined]
    assert '<div id="first">' in first
    _nothing_told(first)
    _nothing_told(first_answer.of_page(page("daten"), {"kreis": "03254"}, office=True))
    _nothing_told(repr(cached.view("daten", Selection("03254"))))
    file = ask(office.port, "GET", "/daten/03254.csv")
    assert file.status == 200
    _nothing_told(file.text)  # type: ignore[attr-defined]
    assert not [key for cache in cached.CACHES for key in cache if "Report(" in repr(cache[key])]


def test_what_was_accepted_is_counted_at_once_without_another_audit(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session(office.port) as mine:
        assert "0 Befunde mit Notiz angenommen." in _seen(mine)

        def never(*_given: object) -> object:
            raise AssertionError("The data have not changed")

        monkeypatch.setattr(audits, "audit", never)
        first = audits.report(_county()).open[0].finding
        assert first.severity is Severity.ERROR
        accept_finding(work.writer(), first.id, "so gedruckt", on=today())
        text = _seen(mine)
    assert "1 Befund mit Notiz angenommen." in text
    assert 'Widersprüche</p><p class="value">21</p>' in text
    assert "Die 18 Gemeinden ergeben 23.694 Personen" not in text


def test_an_audit_of_minutes_does_not_begin_by_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audits, "MOST_FIGURES", 10)
    with session(office.port) as mine:
        text = _seen(mine, until=lambda section: "dauert die Prüfung Minuten" in section)
    assert "Widerspr" not in text


def test_an_audit_that_failed_is_told_and_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_given: object, **_named: object) -> object:
        raise DatabaseUnavailableError("Die Datenbank ist weg.", where="hier", remedy="Warten.")

    with session(office.port) as mine:
        with monkeypatch.context() as patch:
            patch.setattr(audits, "audit", gone)
            text = _seen(mine, until=lambda section: "Die Datenbank ist weg." in section)
        assert "footer" in text
        assert "Die 18 Gemeinden" in _seen(mine)
