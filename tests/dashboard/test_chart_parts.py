"""Parts of figures: names from the database, missing parts, gaps, provisional and lone points."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts import furniture
from dashboard.charts.columns import Part, columns, incomplete
from dashboard.charts.dumbbells import Dumbbell, dumbbells
from dashboard.charts.dumbbells import Heading as Between
from dashboard.charts.lines import Break, Line, LineSpec, Point, lines
from dashboard.charts.maps import Classes, MapSpec, class_map
from dashboard.charts.places import label_place
from dashboard.charts.ranking import Bar, Reference, ranking
from dashboard.charts.stacks import Heading, Segment, Stack, stacks
from dashboard.charts.units import units
from dashboard.views import takeaways
from dashboard.views.values import Dated
from data_access.domain import Boundary, Period, Value

#: Names as a database may hold them, and how Plotly must get them.
ODD, SAFE = "A<B & <i>C</i>", "A&lt;B &amp; &lt;i&gt;C&lt;/i&gt;"
SQUARE = ((10.0, 52.0), (10.4, 52.0), (10.4, 52.2), (10.0, 52.2), (10.0, 52.0))


def test_columns_of_whole_numbers_stand_on_an_axis_of_whole_numbers() -> None:
    few = columns(["2026"], [Part("begonnen", (2.0,), "#000000")], stacked=False)
    assert few["layout"]["yaxis"]["ticktext"] == ["0", "1", "2"]
    half = columns(["2026"], [Part("Stellen", (1.5,), "#000000")], stacked=False, decimals=1)
    assert "0,5" in half["layout"]["yaxis"]["ticktext"]


def boundary(*polygons: tuple[tuple[float, float], ...]) -> Boundary:
    """An outline without holes."""
    return Boundary("a", tuple((ring,) for ring in polygons), (10.0, 52.0), "", 2020, "frei")


def figures() -> dict[str, dict[str, Any]]:
    """Every kind of figure with an odd name in each of its places."""
    point = Point(2020.0, 5.0, ODD)
    return {
        "columns": columns(
            [ODD], [Part(ODD, (1.0,), "#000000"), Part("D", (2.0,), "#000000")], stacked=True
        ),
        "dumbbells": dumbbells([Between(ODD), Dumbbell(ODD, 1.0, 2.0)]),
        "lines": lines(
            [Line(ODD, (point, Point(2021.0, 6.0, ODD)), end_text=ODD)],
            LineSpec(breaks=(Break(2020.5, ODD),)),
        ),
        "sparse": lines([Line(ODD, (point,), end_text=ODD, sparse=True)], LineSpec()),
        "ranking": ranking(
            [Bar(ODD, 1.0, ODD, ODD)], reference=Reference(1.0, ODD), aside_title=ODD
        ),
        "stacks": stacks(
            [Heading(ODD), Stack(ODD, (Segment(ODD, 1.0, ODD), Segment("D", 2.0, "2")), ODD)]
        ),
        "units": units(2, 1, yes=ODD, no="D", who=ODD, names=(ODD, "D", "E")),
        "map": class_map(
            [boundary(SQUARE)],
            None,
            MapSpec({"a": 1.0}, {"a": ODD}, {"a": ODD}, Classes((1.0, 2.0, 3.0, 4.0))),
        ),
    }


def texts(part: Any) -> list[str]:
    """All texts of a figure."""
    if isinstance(part, dict):
        return [text for one in part.values() for text in texts(one)]
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("kind", figures())
def test_names_never_become_markup(kind: str) -> None:
    figure = figures()[kind]
    go.Figure(figure)
    found = texts(figure)
    assert any(SAFE in text for text in found)
    assert not any("A<B" in text or "<i>" in text or "&amp;lt;" in text for text in found)


def test_a_line_break_stays_one() -> None:
    assert furniture.safe("A & B<br>C") == "A &amp; B<br>C"


def test_a_sum_with_a_missing_part_is_not_printed() -> None:
    parts = [Part("a", (1.0, 2.0), "#000000"), Part("b", (4.0, None), "#000000")]
    notes = columns(["2019", "2020"], parts, stacked=True)["layout"]["annotations"]
    assert [note["text"] for note in notes if "<b>" in note["text"]] == ["<b>5</b>"]
    assert incomplete(["2019", "2020"], parts) == (("2020", ["b"]),)


def test_published_totals_stand_in_place_of_sums() -> None:
    parts = [Part("a", (1.0, 2.0), "#000000"), Part("b", (4.0, 4.0), "#000000")]
    figure = columns(["2019", "2020"], parts, stacked=True, totals=(10.0, None))
    notes = figure["layout"]["annotations"]
    assert [note["text"] for note in notes if "<b>" in note["text"]] == ["<b>10</b>"]


def line(*values: float | None, provisional: int = 0) -> tuple[Point, ...]:
    """Yearly points from 2010; the last ones provisional."""
    return tuple(
        Point(2010.0 + i, value, str(2010 + i), i >= len(values) - provisional)
        for i, value in enumerate(values)
    )


def test_a_provisional_end_is_hollow_dashed_and_named() -> None:
    figure = lines([Line("a", line(1.0, 2.0, 3.0, provisional=1))], LineSpec())
    dashed = [trace for trace in figure["data"] if trace.get("line", {}).get("dash")]
    assert [trace["x"] for trace in dashed] == [[2011.0, 2012.0]]
    assert figure["data"][-1]["marker"]["color"] == "#FFFFFF"
    assert "vorläufig" in texts(figure["layout"]["annotations"])
    final = lines([Line("a", line(1.0, 2.0, 3.0))], LineSpec())
    assert "vorläufig" not in texts(final["layout"]["annotations"])
    assert final["data"][-1]["marker"]["color"] != "#FFFFFF"


def test_missing_years_are_a_band_and_nothing_joins_across_them() -> None:
    figure = lines([Line("a", line(1.0, 2.0, None, None, 3.0, 4.0), end_text="4")], LineSpec())
    (band,) = figure["layout"]["shapes"]
    assert 2011 < band["x0"] < band["x1"] < 2014
    assert "keine<br>Angabe" in texts(figure["layout"]["annotations"])
    assert None in figure["data"][0]["y"]


def test_years_that_another_line_knows_are_no_band() -> None:
    figure = lines(
        [Line("a", line(1.0, None, None, 3.0)), Line("b", line(1.0, 2.0, 2.0, 3.0))], LineSpec()
    )
    assert figure["layout"]["shapes"] == []


def test_lone_months_are_points_joined_by_dashes() -> None:
    points = (
        Point(2015.0, 1.0, "Januar 2015", recomputed=True),
        Point(2021.2, 3.0, "März 2021"),
    )
    (trace,) = lines([Line("a", points, "ours", sparse=True)], LineSpec())["data"]
    assert trace["line"]["dash"]
    assert trace["marker"]["color"] == ["#FFFFFF", "#0B4F8A"]
    assert "rechnerisch" in trace["text"][0]


def test_the_second_column_has_a_margin_of_its_own() -> None:
    figure = ranking([Bar("a", 1.0, "1")], aside_title="x")
    wide = ranking([Bar("a", 1.0, "1", "Ende September 2026")], aside_title="x")
    margin = wide["layout"]["margin"]["r"]
    assert margin > figure["layout"]["margin"]["r"]
    aside = next(n for n in wide["layout"]["annotations"] if "September" in n["text"])
    assert aside["xref"] == "paper"
    assert 0 < aside["xshift"] <= margin


def test_a_label_lies_inside_the_widest_part_of_an_outline() -> None:
    # A narrow arm to the west, a wide body in the east.
    ring = (
        (10.0, 52.0), (10.5, 52.0), (10.5, 51.8), (11.0, 51.8), (11.0, 52.4), (10.5, 52.4),
        (10.5, 52.02), (10.0, 52.02), (10.0, 52.0),
    )  # fmt: skip
    x, y = label_place(((ring,),), 0.62, 0.3)
    assert 10.55 < x < 10.95
    assert 51.95 < y < 52.25


def test_a_label_keeps_out_of_a_hole() -> None:
    hole = ((10.05, 52.02), (10.25, 52.02), (10.25, 52.18), (10.05, 52.18), (10.05, 52.02))
    x, _ = label_place(((SQUARE, hole),), 0.62, 0.3)
    assert x > 10.25


def test_a_degenerate_outline_has_a_place() -> None:
    x, y = label_place(((((10.0, 52.0), (10.0, 52.0)),),), 0.62, 0.3)
    assert math.isclose(x, 10.0)
    assert math.isclose(y, 52.0)


def dated(**values: float) -> list[Dated]:
    """Values by period; an underscore stands for the hyphen of a month."""
    return [
        Dated(Period.parse(key[1:].replace("_", "-")), Value(number))
        for key, number in values.items()
    ]


def test_months_are_compared_with_the_same_month_of_other_years() -> None:
    found = dated(
        p2021_09=50, p2021_12=10, p2022_09=40, p2022_12=90, p2023_09=30, p2023_12=1, p2024_09=20
    )
    # Decembers rise and fall; the Septembers fall.
    assert takeaways.trend(found, "die Zahl").endswith("sinkt seit September\u00a02021")


def test_a_trend_does_not_reach_across_a_gap() -> None:
    found = dated(p2005=9, p2006=8, p2018=7, p2019=6)
    assert "2005" not in takeaways.trend(found)
    assert "2006" not in takeaways.trend(found)


def test_missing_periods_are_named() -> None:
    assert takeaways.gap_note(dated(p2010=1, p2012=1, p2016=1)) == (
        "Keine Angabe: 2011 und 2013 bis 2015."
    )
    months = takeaways.gap_note(dated(p2020_11=1, p2021_02=1, p2021_04=1))
    assert months == ("Keine Angabe: Dezember\u00a02020 bis Januar\u00a02021 und März\u00a02021.")
    assert takeaways.gap_note(dated(p2010=1, p2011=1)) == ""


def test_bars_of_parts_begin_at_zero_and_name_each_part_once() -> None:
    rows: list[Heading | Stack] = [
        Heading("Haushalt"),
        Stack("2016", (Segment("Personal", 3.0, "3"), Segment("Sache", 1.0, "1")), "4"),
        Stack("2017", (Segment("Personal", 5.0, "5"),), "5"),
    ]
    figure = stacks(rows)
    assert figure["layout"]["xaxis"]["range"] == [0, 5.0]
    assert [len(trace["x"]) for trace in figure["data"]] == [2, 1]
    legend = figure["layout"]["annotations"][-1]["text"]
    assert legend.count("Personal") == legend.count("Sache") == 1


def test_squares_show_all_and_hollow_where_it_does_not_hold() -> None:
    colours = units(3, 2, yes="ja", no="nein", who="A")["data"][0]["marker"]["color"]
    assert len(colours) == 5
    assert len(set(colours[:3])) == len(set(colours[3:])) == 1
    assert colours[0] != colours[-1]
