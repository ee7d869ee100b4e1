"""The page "Datenpflege" alone, as somebody works with it: what it says, its fields and buttons."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from dashboard.care import work
from data_access.engine import reading
from data_access.schema.statistics import CurrentFigure
from data_access.vocabulary import DeliveryState
from tests.support import indicator_files as files

ONE = files.content(files.years(files.COUNTY, 1998, [290_001]))
OTHER = files.content(files.years(files.COUNTY, 1998, [290_002]))


def script() -> None:
    """The page by itself, as a script of Streamlit."""
    from dashboard.care import page

    page.show()


def texts(page: AppTest) -> str:
    """All our own HTML, without its tags."""
    bodies = (one.proto.body for one in page.get("html"))
    return plain(unescape(re.sub(r"<[^>]+>", " ", " ".join(bodies))))


def upload(page: AppTest, *given: tuple[str, bytes]) -> AppTest:
    """Put files up, by name and content."""
    widget = page.file_uploader[0]
    widget.set_value([(name, content, "text/csv") for name, content in given])
    return page.run()


def plain(label: str) -> str:
    """A label as it is seen."""
    return label.replace("\\", "").replace("\u00a0", " ")


def press(page: AppTest, label: str) -> AppTest:
    """Press the only button of this label."""
    (button,) = [one for one in page.button if plain(one.label) == label]
    button.click()
    return page.run()


def fields(widgets: Any, label: str) -> list[Any]:
    """All fields of this label."""
    return [one for one in widgets if plain(one.label) == label]


def field(widgets: Any, label: str) -> Any:
    """The only field of this label."""
    (found,) = fields(widgets, label)
    return found


def go_to(page: AppTest, part: str) -> AppTest:
    """Open a tab."""
    page.session_state["datenpflege-teil"] = part
    return page.run()


def shown(period: str = "1998-12-31") -> float | None:
    """What readers see of the file's figure."""
    figure = CurrentFigure
    statement = select(figure.number).where(
        figure.statistic_code == files.STATISTIC,
        figure.area_key == files.COUNTY,
        figure.group_code == "insgesamt",
        figure.sex == "gesamt",
        figure.period == period,
    )
    with reading(work.reader()) as connection:
        return connection.scalar(statement)


def states() -> dict[str, DeliveryState]:
    """All deliveries with their states."""
    from data_access.deliveries import office

    return {one.code: one.state for one in office.list_deliveries(work.reader())}
