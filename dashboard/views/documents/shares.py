"""A statistic that counts a part of what another one counts, such as helpers who are at work."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table
from dashboard.charts.stacks import Segment, Stack, stacks
from dashboard.views.documents.picture import Ground, Picture, frame, remarks
from dashboard.views.documents.words import label as named
from dashboard.views.documents.words import noted, short
from dashboard.views.facts import Fact
from dashboard.views.model import FigureCard, Sentence, Strong

#: Statistics that count a part of what another one counts.
PART_OF = {"sprachmittler-im-einsatz": "sprachmittler-pool"}


def pictures(ground: Ground, found: list[Fact]) -> Iterator[Picture]:
    """Statistics that count a part of another one, at the same place and time."""
    for part in found:
        whole = next(
            (
                one
                for one in found
                if one.statistic.code == PART_OF.get(part.statistic.code)
                and (one.area_key, one.group, one.period)
                == (part.area_key, part.group, part.period)
                and one.number >= part.number
                and one.number > 0
            ),
            None,
        )
        if whole:
            yield _share(ground, whole, part)


def _share(ground: Ground, whole: Fact, part: Fact) -> Picture:
    label = part.statistic.short_name
    amount = german.quantity(part.number, "", part.decimals, qualifier=part.qualifier)
    figure = stacks(
        [
            Stack(
                "",
                (
                    Segment(label, part.number, amount),
                    Segment("übrige", whole.number - part.number, "", theme.SEQUENTIAL[1]),
                ),
                whole.bare,
                strong=True,
            )
        ]
    )
    chart = Chart(
        id=f"{ground.slug}-{part.statistic.code}",
        title=f"{short(whole)}: {amount} von {whole.bare} {label}",
        subtitle=f"{whole.statistic.name}, {whole.when}",
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line([whole, part]),
        alt=f"Ein Balken: {whole.statistic.name} {whole.bare}, darunter {label} {part.bare}.",
        table=Table(
            ("Was", "Wert"),
            (
                (Cell(whole.name, strong=True), Cell(whole.bare, strong=True)),
                (Cell(f"darunter {part.statistic.name}", level=1), part.bare),
            ),
        ),
        frame=frame([whole, part]),
        synthetic=ground.county.synthetic,
        notes=tuple(
            text for text in (whole.statistic.distinguish, *remarks([whole, part], most=2)) if text
        ),
    )
    clause: Sentence = (
        f"Von {whole.bare} („{short(whole)}“) sind ",
        Strong(part.bare),
        f" {label} ({whole.when}).",
    )
    figures = (
        FigureCard(
            whole.statistic.code,
            named(whole),
            whole.bare.replace(german.NBSP, " "),
            noted(whole, f"davon {part.bare} {label}"),
        ),
    )
    return Picture((chart,), clause, figures, (whole, part))
