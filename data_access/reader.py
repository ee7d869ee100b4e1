"""What the screens may ask of the data. One object per process; every answer names its county."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from data_access.clock import today
from data_access.domain import Area, Boundary, ClassificationLine, County, Group, Series, Statistic
from data_access.domain.concept import Concept, Milestone
from data_access.domain.courses import Courses
from data_access.engine import create_store_engine, reading
from data_access.migrate import check_version
from data_access.queries import areas, concept, courses, figures
from data_access.settings import Settings
from data_access.writing import DataState, current_state


class Reader:
    """Read-only access to one database.

    Raises from every method:
        DatabaseUnavailableError: the database is gone; it may come back.
    """

    def __init__(self, engine: Engine, *, small_cell_limit: int) -> None:
        self._engine = engine
        self._small_cell_limit = small_cell_limit
        self._checked = False

    @classmethod
    def from_settings(cls, settings: Settings) -> Reader:
        """A reader of the configured database.

        Raises:
            SettingsError: the URL is wrong.
        """
        engine = create_store_engine(settings.reader_url, read_only=True)
        return cls(engine, small_cell_limit=settings.small_cell_limit)

    def state(self) -> DataState:
        """State of the data; equal states hold equal data.

        Raises:
            DatabaseNotMigratedError: the database has another schema.
        """
        with reading(self._engine) as connection:
            if not self._checked:
                check_version(connection)
                self._checked = True
            return current_state(connection)

    def counties(self) -> tuple[County, ...]:
        """All counties of this installation."""
        with reading(self._engine) as connection:
            return areas.read_counties(connection)

    def areas(self, county_key: str, on: date | None = None) -> tuple[Area, ...]:
        """Areas of a county that exist on a day (default today)."""
        with reading(self._engine) as connection:
            return areas.read_areas(connection, county_key, on=on or today())

    def boundaries(self, county_key: str) -> tuple[Boundary, ...]:
        """Outlines of a county and its areas."""
        with reading(self._engine) as connection:
            return areas.read_boundaries(connection, county_key)

    def statistics(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of which the county holds figures."""
        with reading(self._engine) as connection:
            return figures.read_statistics_of(connection, county_key)

    def guide(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of the guide "nicht verwechseln mit"."""
        with reading(self._engine) as connection:
            return figures.read_guide(connection, county_key)

    def series(self, county_key: str, statistic_code: str) -> Series | None:
        """All values of a statistic in a county; None when there is none."""
        with reading(self._engine) as connection:
            statistic = figures.read_statistic(connection, statistic_code)
            if statistic is None:
                return None
            series = figures.read_series(
                connection,
                county_key=county_key,
                statistic=statistic,
                small_cell_limit=self._small_cell_limit,
            )
        return None if series.empty else series

    def classification(self, name: str) -> tuple[ClassificationLine, ...]:
        """Lines of a printed table."""
        with reading(self._engine) as connection:
            return figures.read_classification(connection, name)

    def groups(self, codes: tuple[str, ...], on: date) -> dict[str, Group]:
        """Groups with what they contained on a day."""
        with reading(self._engine) as connection:
            return figures.read_groups(connection, codes, on=on)

    def concept(self, county_key: str) -> Concept:
        """The integration concept of a county."""
        with reading(self._engine) as connection:
            return concept.read_concept(connection, county_key)

    def milestones(self, county_key: str) -> tuple[Milestone, ...]:
        """Dated facts of a county."""
        with reading(self._engine) as connection:
            return concept.read_milestones(connection, county_key)

    def courses(self, county_key: str, on: date | None = None) -> Courses:
        """Language courses of a county on a day (default the day the county lives in)."""
        with reading(self._engine) as connection:
            return courses.read_courses(
                connection,
                county_key,
                on=areas.read_as_of(connection, county_key) or on or today(),
                small_cell_limit=self._small_cell_limit,
            )
