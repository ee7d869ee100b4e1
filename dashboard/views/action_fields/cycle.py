"""How a yearly programme comes about: its steps, the sittings, and who decides what until when."""

from __future__ import annotations

from datetime import date

import polars as pl

from dashboard import german
from dashboard.charts.model import Align, Cell, Chart, SourceLine, Table, quoted, table_card
from dashboard.views.model import Card, Section
from data_access.domain import County
from data_access.domain.concept import Concept, Programme, Sitting, Step

#: So many past sittings are listed beside the coming ones.
_PAST = 4


def section(concept: Concept) -> Section | None:
    """Heading of the cycle; None where no programme exists."""
    if not concept.programmes and concept.bodies:
        return Section("Gremien", "Wer berät, empfiehlt und beschließt.")
    if not concept.programmes:
        return None
    years = german.listing([str(one.year) for one in concept.programmes])
    return Section(
        "Jahreslauf",
        f"Wie die Jahresprogramme {years} entstehen, geprüft und ausgewertet werden.",
    )


def cards(concept: Concept, county: County, on: date) -> tuple[Card, ...]:
    """Steps of the programmes, sittings, and bodies with their terms."""
    if not concept.programmes:
        return (_bodies(concept, county, on),) if concept.bodies else ()
    found: list[Card] = [_steps(concept, county, on)]
    if concept.sittings:
        found.append(_sittings(concept, county, on))
    if concept.bodies:
        found.append(_bodies(concept, county, on))
    return tuple(found)


def _caption(concept: Concept, county: County, on: date) -> SourceLine:
    stand = german.day(on) if concept.programmes else german.date_text(concept.as_of)
    return quoted(concept.source, f"Stand {stand}", synthetic=county.synthetic)


def _state(step: Step, on: date) -> str:
    """What became of a step, with its date."""
    if step.done_on:
        late = (step.done_on - step.due_on).days
        word = f", {german.counted(late, 'Tag', 'Tage')} später als geplant" if late > 0 else ""
        return f"erledigt {german.day(step.done_on)}{word}"
    if step.due_on < on:
        return f"überfällig seit {german.day(step.due_on)}"
    return f"geplant {german.day(step.due_on)}"


def _steps(concept: Concept, county: County, on: date) -> Chart:
    newest = concept.programmes[-1]
    programmes = tuple(reversed(concept.programmes))
    titles = list(dict.fromkeys(step.title for one in programmes for step in one.steps))
    rows: tuple[tuple[Cell | str, ...], ...] = tuple(
        (
            Cell(f"{number}. {title}", sub=_body(programmes, title)),
            *(_cell(one, title, on) for one in programmes),
        )
        for number, title in enumerate(titles, 1)
    )
    left: Align = "left"
    done = sum(step.done_on is not None for step in newest.steps)
    coming = next((step for step in newest.steps if step.done_on is None), None)
    title = f"{newest.title}: {done} von {len(newest.steps)} Schritten erledigt"
    if coming:
        title += f", als Nächstes „{coming.title}“ am {german.day(coming.due_on)}"
    return table_card(
        "jahreslauf-schritte",
        title=title,
        subtitle="Schritte der Jahresprogramme vom Entwurf bis zur abschließenden Auswertung",
        caption=_caption(concept, county, on),
        alt="Tabelle der Schritte der Jahresprogramme mit Terminen.",
        table=Table(
            ("Schritt", *(one.title for one in programmes)),
            rows,
            (left,) * (1 + len(programmes)),
        ),
        frame=pl.DataFrame(
            [
                (one.year, step.title, step.due_on, step.done_on)
                for one in concept.programmes
                for step in one.steps
            ],
            schema={
                "year": pl.Int64,
                "step": pl.String,
                "due_on": pl.Date,
                "done_on": pl.Date,
            },
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _body(programmes: tuple[Programme, ...], title: str) -> str:
    return next(
        (step.body_name for one in programmes for step in one.steps if step.title == title), ""
    )


def _cell(programme: Programme, title: str, on: date) -> str:
    step = next((one for one in programme.steps if one.title == title), None)
    return _state(step, on) if step else german.DASH


def _sittings(concept: Concept, county: County, on: date) -> Chart:
    coming = [one for one in concept.sittings if one.held_on >= on]
    past = [one for one in concept.sittings if one.held_on < on][-_PAST:]
    public = next((one for one in coming if one.public), None)
    title = (
        f"Nächste öffentliche Sitzung: {public.body_name} am {german.day(public.held_on)}"
        if public
        else "Keine öffentliche Sitzung angesetzt"
    )
    listed = [*coming[::-1], *past[::-1]]
    return table_card(
        "jahreslauf-sitzungen",
        title=title,
        subtitle="Kommende Sitzungen und die letzten davor",
        caption=_caption(concept, county, on),
        alt="Tabelle der Sitzungen mit Datum, Gremium und Thema.",
        table=Table(
            ("Datum", "Gremium", "Thema"),
            tuple((_day(one, on), _name(one), one.topic) for one in listed),
            ("left", "left", "left"),
        ),
        frame=pl.DataFrame(
            [(one.held_on, one.body_name, one.topic) for one in listed],
            schema={"held_on": pl.Date, "body": pl.String, "topic": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )


def _day(sitting: Sitting, on: date) -> Cell:
    return Cell(german.day(sitting.held_on), sub="kommt" if sitting.held_on >= on else "")


def _name(sitting: Sitting) -> Cell:
    return Cell(sitting.body_name, sub="öffentlich" if sitting.public else "nicht öffentlich")


def _bodies(concept: Concept, county: County, on: date) -> Chart:
    rows = []
    for body in concept.bodies:
        # Of a term without days only the label is known, and not whether it goes on.
        term = body.term_on(on) or next(iter(body.terms[-1:]), None)
        span = term.label if term else german.DASH
        if term and term.ends_on:
            span += f", bis {german.day(term.ends_on)}"
        rows.append((Cell(body.name), body.role, span))
    return table_card(
        "jahreslauf-gremien",
        title=f"{german.capitalised(german.spelled(len(rows)))} Gremien beraten und entscheiden",
        subtitle="Aufgabe und Wahlperiode oder Berufung",
        caption=_caption(concept, county, on),
        alt="Tabelle der Gremien mit Aufgabe und Wahlperiode.",
        table=Table(("Gremium", "Aufgabe", "Wahlperiode"), tuple(rows), ("left", "left", "left")),
        frame=pl.DataFrame(
            [(body.name, body.role) for body in concept.bodies],
            schema={"body": pl.String, "role": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )
