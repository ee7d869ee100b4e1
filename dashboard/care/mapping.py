"""Asks what the columns and rows of a table are; the answers are kept and used next time."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import german
from dashboard.care import defining, markup, naming, origin, work
from dashboard.care.defining import Form
from dashboard.care.uploads import Upload
from dashboard.screen import piece
from data_access.importers.answers.questions import Answers, TableQuestions, TextQuestion, answered
from data_access.importers.errors import ProfileError
from data_access.importers.profiles import Rule
from data_access.importers.profiles.terms import PLACES
from data_access.queries.choices import Choices
from data_access.vocabulary import Sex

#: So many texts are asked at once; a table with more is asked again.
MOST_AT_ONCE = 25

OPEN, STATISTIC, NEW_STATISTIC = "", "statistic", "new_statistic"
GROUP, NEW_GROUP, FEMALE, MALE = "group", "new_group", "female", "male"
LEAVE_OUT, IGNORE = "leave_out", "ignore"
MEANINGS = {
    OPEN: "Bitte wählen",
    STATISTIC: "eine vorhandene Kennzahl",
    NEW_STATISTIC: "eine neue Kennzahl",
    GROUP: "eine vorhandene Gruppe von Menschen",
    NEW_GROUP: "eine neue Gruppe von Menschen",
    FEMALE: "weiblich",
    MALE: "männlich",
    LEAVE_OUT: "nicht übernehmen",
    IGNORE: "sagt nichts weiter, etwa „Wert“ oder eine Einheit",
}
_FIXED: dict[str, dict[str, object]] = {
    FEMALE: {"sex": Sex.FEMALE},
    MALE: {"sex": Sex.MALE},
    IGNORE: {"ignore": True},
}
_NOT_NEEDED = "wird nicht gebraucht"
#: Month and day that a bare year may stand for.
DAYS = {
    "": "das ganze Jahr",
    "12-31": "den 31.12. des Jahres",
    "06-30": "den 30.06. des Jahres",
    "03-31": "den 31.03. des Jahres",
    "09-30": "den 30.09. des Jahres",
}


def table(upload: Upload, asked: TableQuestions, choices: Choices, number: int) -> None:
    """Ask what the values of a table are."""
    form = Form(f"tabelle-{upload.number}-{number}", choices)
    piece(
        markup.heading(
            "Was die Spalten sind",
            f"{asked.title}: Was hier gesagt wird, gilt auch für künftige Dateien dieser Tabelle. "
            "Behalten wird es, wenn die Datei eingelesen ist.",
            level=3,
        )
    )
    statistic = _values(asked, form)
    period = _period(asked, form)
    for question in asked.texts[:MOST_AT_ONCE]:
        _text(upload, question, form)
    rest = _rest(asked, form)
    source = origin.asked_for(asked, form.key)
    if st.button("Antworten übernehmen und neu ansehen", key=f"{form.key}-fertig", type="primary"):
        answers = Answers(
            statistic=statistic,
            period=period,
            publisher=source.publisher,
            licence=source.licence,
            delivery=source.delivery,
            rules=tuple(form.rules),
            new_statistics=tuple(form.statistics),
            new_groups=tuple(form.groups),
            rest_left_out=rest,
        )
        with work.told():
            take(upload, asked, answers, missing=form.missing)
        st.rerun()


def take(upload: Upload, asked: TableQuestions, answers: Answers, *, missing: str = "") -> None:
    """Note the answers, so that the file is looked at again.

    Args:
        upload: the file.
        asked: the questions of one of its tables.
        answers: what is answered in full.
        missing: what an answer that was begun still needs, as a sentence.

    Raises:
        ProfileError: nothing is answered in full, or an answer is not of its form.
    """
    if not (answers.statistic or answers.rules or answers.rest_left_out):
        remedy = (
            "Das leere Feld der neuen Kennzahl ausfüllen und die Antworten noch einmal übernehmen."
            if missing
            else "Die Kennzahl der Werte wählen, oder bei mindestens einem Text sagen, was er "
            "bedeutet."
        )
        raise ProfileError(
            missing or "Noch ist nichts beantwortet.",
            where=f"Datei {upload.name}, „Was die Spalten sind“",
            remedy=remedy,
        )
    profile = answered(asked, answers)
    others = (
        one
        for one in upload.order.profiles
        if (one.layout, one.table) != (profile.layout, profile.table)
    )
    upload.order = replace(upload.order, profiles=(*others, profile))
    upload.report = None


def _values(asked: TableQuestions, form: Form) -> str:
    """The statistic of all values of which no text says another one."""
    if not asked.statistic:
        return ""
    key = f"{form.key}-werte"
    options = {
        OPEN: "keine: die Texte unten sagen es",
        NEW_STATISTIC: "eine neue Kennzahl",
        **form.statistic_names(),
    }
    chosen = st.selectbox(
        "Kennzahl der Werte, wo unten nichts anderes steht",
        list(options),
        format_func=lambda one: options[one],
        key=key,
    )
    return defining.new_statistic(form, key) if chosen == NEW_STATISTIC else chosen or ""


def _period(asked: TableQuestions, form: Form) -> str:
    if not asked.bare_years or asked.profile is not None:
        return ""
    chosen = st.selectbox(
        "Eine Jahreszahl in dieser Tabelle meint",
        list(DAYS),
        format_func=lambda one: DAYS[one],
        key=f"{form.key}-jahr",
    )
    return chosen or ""


def _text(upload: Upload, question: TextQuestion, form: Form) -> None:
    """Ask what one text means."""
    key = f"{form.key}-{question.place}-{question.text}"
    meanings = list(MEANINGS)
    chosen = st.selectbox(
        f"„{markup.label(question.text)}“ ist",
        meanings,
        index=meanings.index(GROUP) if question.nearest else 0,
        format_func=lambda one: MEANINGS[one],
        key=f"{key}-art",
    )
    values = german.listing(list(question.examples))
    shown = f", Werte wie {values}" if values else ""
    piece(markup.note(f"Steht in einer {PLACES[question.place]}{shown}."))
    naming.group(upload, question, key)
    said = _said(chosen or OPEN, question, form, key)
    if said:
        rule = {"text": question.text, "place": question.place, **said}
        form.rules.append(Rule.model_validate(rule))


def _said(meaning: str, question: TextQuestion, form: Form, key: str) -> dict[str, object]:
    """Fields of the rule; empty as long as something is missing."""
    shown = markup.label(question.text)
    if meaning in _FIXED:
        return _FIXED[meaning]
    said: dict[str, object] = {}
    if meaning == STATISTIC:
        said["statistic"] = _statistic(f"Kennzahl von „{shown}“", form, f"{key}-kennzahl")
    elif meaning == NEW_STATISTIC:
        said["statistic"] = defining.new_statistic(form, key, question.text)
    elif meaning == GROUP:
        label = f"Gruppe von „{shown}“"
        said["group"] = naming.offer(label, question.nearest, form.choices.groups, f"{key}-gruppe")
    elif meaning == NEW_GROUP:
        said["group"] = defining.new_group(form, key, question.text)
    elif meaning == LEAVE_OUT:
        label = f"Warum „{shown}“ nicht übernommen wird"
        reason = st.text_input(label, value=_NOT_NEEDED, key=f"{key}-grund")
        said["leave_out"] = reason.strip() or _NOT_NEEDED
    return {name: value for name, value in said.items() if value}


def _statistic(label: str, form: Form, key: str) -> str | None:
    names = form.statistic_names()
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda one: names[one],
        placeholder="Bitte wählen",
        key=key,
    )


def _rest(asked: TableQuestions, form: Form) -> bool:
    """What happens to the texts without an answer."""
    if len(asked.texts) < 2:
        return False
    more = len(asked.texts) - MOST_AT_ONCE
    if more > 0:
        piece(markup.note(f"Danach kommen noch {more} weitere Texte."))
    return st.checkbox(
        "Spalten und Zeilen mit Texten, zu denen hier nichts gesagt ist, nicht übernehmen",
        key=f"{form.key}-rest",
    )
