"""What every check is given: a county's figures, what belongs together, and what day it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_access.audit import wording
from data_access.audit.book import TOTAL, Book, Figure, Key
from data_access.audit.interval import Interval
from data_access.audit.knowledge import Knowledge
from data_access.audit.model import Evidence, Subject
from data_access.audit.reach import is_divided, printed_decimals, reach
from data_access.domain import Statistic
from data_access.vocabulary import Origin

_ROLES = {
    Origin.PUBLISHED: "gedruckt",
    Origin.RECOMPUTED: "nachgerechnet und gespeichert",
    Origin.OWN_COUNT: "gezählt",
}


@dataclass(frozen=True)
class Case:
    """What is audited.

    Attributes:
        on: the day of the audit; figures after it are of the future.
    """

    book: Book
    knowledge: Knowledge
    on: date

    def statistic(self, key: Key) -> Statistic:
        """The definition of what a figure counts."""
        return self.book.about.statistics[key.statistic]

    def reach(self, figure: Figure) -> Interval | None:
        """Where the true number may lie."""
        return reach(figure, self.statistic(figure.key), self.knowledge.rounding)

    def subject(
        self, key: Key, *, also: tuple[str, ...] = (), detail: str = "", series: bool = False
    ) -> Subject:
        """What a finding about a figure is about.

        Args:
            key: of the figure.
            also: further statistics.
            detail: tells it apart from other findings about the figure.
            series: the finding is about all periods.
        """
        about = self.book.about
        codes = (key.statistic, *also)
        group = about.groups.get(key.group)
        return Subject(
            county_key=about.county.key,
            statistic_codes=codes,
            statistic_names=tuple(self.name_of(code) for code in codes),
            area_key=key.area,
            area_name=self._name_of_area(key.area),
            group_code=key.group,
            group_name=group.name if group else key.group,
            sex=key.sex,
            period="" if series else key.period,
            detail=detail,
        )

    def _name_of_area(self, area: str) -> str:
        """Whole name of an area, as the report of an import has it."""
        place = self.book.about.places.get(area)
        return place.full_name if place and place.full_name else self.place_name(area)

    def name_of(self, statistic: str) -> str:
        """Name of a statistic."""
        known = self.book.about.statistics.get(statistic)
        return known.name if known else statistic

    def place_name(self, area: str) -> str:
        """Short name of an area."""
        place = self.book.about.places.get(area)
        return place.name if place else area

    def group_name(self, group: str) -> str:
        """Name of a group."""
        known = self.book.about.groups.get(group)
        return known.name if known else group

    def group_in(self, key: Key) -> str:
        """The group of a figure behind its place, where it is not the total."""
        return "" if key.group == TOTAL else f", {self.group_name(key.group)}"

    def shown(self, figure: Figure) -> str:
        """A figure with its unit, in the digits of its source."""
        statistic = self.statistic(figure.key)
        if figure.number is None:
            return figure.original_text or figure.status.value
        digits = printed_decimals(figure, statistic)
        if is_divided(statistic):
            digits = min(digits, statistic.decimals + 1)
        elif float(figure.number).is_integer():
            digits = statistic.decimals
        return wording.quantity(figure, statistic.unit, digits)

    def role(self, figure: Figure) -> str:
        """What a figure is: printed, counted, or worked out by us."""
        return "bekannt" if figure.reference else _ROLES[figure.origin]

    def evidence(self, figure: Figure, role: str = "") -> Evidence:
        """A figure as a value of a finding."""
        return Evidence(
            role=role or self.role(figure),
            text=self.shown(figure),
            number=figure.number,
            statistic_code=figure.key.statistic,
            period=figure.key.period,
            source=wording.citation(figure.source),
            locator=figure.locator,
            source_code=figure.source.code,
            note=figure.note,
        )
