"""Protection seekers in the register: by status of protection and by nationality."""

from __future__ import annotations

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.charts.ranking import Bar, ranking
from dashboard.views.model import Card, Data
from dashboard.views.values import Dated, at_period, latest
from data_access.domain import County, Series
from data_access.vocabulary import NATIONALITY

STATISTIC = "schutzsuchende"
_STATUS = {
    "schutz-anerkannt": "anerkannt",
    "schutz-offen": "noch offen",
    "schutz-abgelehnt": "abgelehnt",
}
#: Nationalities shown beside the status, the largest.
_MOST = 5


def cards(data: Data, county: County) -> tuple[Card, ...]:
    """Protection seekers of the newest date, where parts are known."""
    series = data.series(county.key, STATISTIC)
    whole = latest(series, area=county.key)
    if series is None or whole is None:
        return ()
    found = _parts(series, county, whole)
    return (_card(county, series, whole, found),) if len(found) > 1 else ()


def _parts(series: Series, county: County, whole: Dated) -> dict[str, tuple[str, float]]:
    """Name and number by group on the day of the total, status first, then the largest."""
    wanted = (pl.col("group_kind") == NATIONALITY) | pl.col("group_code").is_in(list(_STATUS))
    names = dict(series.frame.filter(wanted).select("group_code", "group_name").unique().rows())
    numbers = {
        code: found.number
        for code in names
        if (found := at_period(series, area=county.key, period=whole.period.key, group=code))
    }
    countries = sorted(numbers.keys() - _STATUS.keys(), key=lambda code: -numbers[code])[:_MOST]
    shown = [*(code for code in _STATUS if code in numbers), *countries]
    return {code: (_STATUS.get(code, str(names[code])), numbers[code]) for code in shown}


def _card(
    county: County, series: Series, whole: Dated, found: dict[str, tuple[str, float]]
) -> Chart:
    when = german.period(whole.period)
    figure = ranking(
        [
            Bar(
                label,
                number,
                german.number(number),
                "Status" if code in _STATUS else "Staat",
                theme.BLUE if code in _STATUS else theme.SEQUENTIAL[2],
            )
            for code, (label, number) in found.items()
        ],
        aside_title="Merkmal",
    )
    recognised = found.get("schutz-anerkannt")
    title = (
        f"{german.number(recognised[1])} von {german.number(whole.number)} Schutzsuchenden "
        f"hatten {german.at(whole.period)} einen anerkannten Status"
        if recognised
        else f"{german.number(whole.number)} Schutzsuchende {german.at(whole.period)}"
    )
    used = series.only(
        (pl.col("period") == whole.period.key)
        & pl.col("group_code").is_in([*found, "insgesamt"])
        & (pl.col("area_key") == county.key)
    )
    return Chart(
        id="verteilung-schutzsuchende",
        title=title,
        subtitle=f"Schutzsuchende laut Ausländerzentralregister am {when}, Personen; dunkel nach "
        "Schutzstatus, hell nach Staatsangehörigkeit",
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(used.papers),
        notes=tuple(
            one
            for one in (
                f"Gezählt werden: {series.statistic.population}. {series.statistic.distinguish}",
                "Zwei Aufteilungen derselben Menge; von den Staatsangehörigkeiten nur die größten.",
                series.statistic.rounding,
            )
            if one
        ),
        alt=f"Balkendiagramm der {german.number(whole.number)} Schutzsuchenden am {when}: "
        + german.listing([f"{label} {german.number(n)}" for label, n in found.values()])
        + ".",
        table=Table(
            ("Gruppe", "Merkmal", "Personen"),
            (
                *(
                    (
                        label,
                        "Schutzstatus" if code in _STATUS else "Staatsangehörigkeit",
                        german.number(number),
                    )
                    for code, (label, number) in found.items()
                ),
                (
                    Cell("insgesamt", strong=True),
                    "",
                    Cell(german.number(whole.number), strong=True),
                ),
            ),
            ("left", "left", "right"),
        ),
        frame=pl.DataFrame(
            [(code, number) for code, (_, number) in found.items()],
            schema={"group": pl.String, "persons": pl.Float64},
            orient="row",
        ),
        synthetic=county.synthetic,
    )
