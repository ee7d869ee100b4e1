"""What the screens may ask of the data. One object per process; every answer names its county."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Engine

from data_access.audit.model import Report
from data_access.audit.run import audit
from data_access.clock import today
from data_access.deliveries import previews
from data_access.deliveries.previews import Preview
from data_access.domain import Area, Boundary, ClassificationLine, County, Group, Series, Statistic
from data_access.domain.changes import Changes, protected
from data_access.domain.concept import Concept, Milestone
from data_access.domain.courses import Courses
from data_access.engine import parse_url
from data_access.progress import Progress, silent
from data_access.queries import (
    areas,
    changed_definitions,
    changes,
    concept,
    courses,
    figures,
    quotations,
    revisions,
    sources,
)
from data_access.settings import Settings
from data_access.sources import OpenSource, Sources
from data_access.writing import DataState, current_state

#: So many revised figures are listed at most.
MAX_CHANGES = 500


class Reader:
    """Read-only access to one database.

    Raises from every method:
        DatabaseUnavailableError: the database is gone; it may come back.
    """

    def __init__(
        self, engine: Engine | str, *, small_cell_limit: int, replicas: tuple[str, ...] = ()
    ) -> None:
        self._sources = Sources((*replicas, engine))
        self._small_cell_limit = small_cell_limit

    @classmethod
    def from_settings(cls, settings: Settings) -> Reader:
        """A reader of the configured database, or of one of its replicas.

        Raises:
            SettingsError: a URL is wrong.
        """
        parse_url(settings.database_url)
        for url in settings.read_url:
            parse_url(url, setting="INTEGRATIONSMONITOR_READ_URL")
        return cls(
            settings.database_url,
            small_cell_limit=settings.small_cell_limit,
            replicas=settings.read_url,
        )

    @classmethod
    def on(cls, connection: Connection, *, small_cell_limit: int) -> Reader:
        """A reader of what an open transaction sees; nobody may ask for its state."""
        found = cls.__new__(cls)
        found._sources = OpenSource(connection)
        found._small_cell_limit = small_cell_limit
        return found

    def state(self) -> DataState:
        """State of the data; equal states hold equal data. Ask it before all else.

        Raises:
            DatabaseNotMigratedError: the database has another schema.
        """
        return self._sources.state()

    def is_at(self, state: DataState) -> bool:
        """Whether the data is still as it was: then all that was read since is of one state."""
        with self._sources.reading() as connection:
            return current_state(connection) == state

    def close(self) -> None:
        """Close all connections; asking again opens new ones."""
        self._sources.dispose()

    def preview(self, key: str) -> Preview | None:
        """The delivery that the key of a link opens now; None where it opens none."""
        with self._sources.reading() as connection:
            return previews.find(connection, key)

    def counties(self) -> tuple[County, ...]:
        """All counties of this installation."""
        with self._sources.reading() as connection:
            return areas.read_counties(connection)

    def areas(self, county_key: str, on: date | None = None) -> tuple[Area, ...]:
        """Areas of a county that exist on a day (default today)."""
        with self._sources.reading() as connection:
            return areas.read_areas(connection, county_key, on=on or today())

    def boundaries(self, county_key: str) -> tuple[Boundary, ...]:
        """Outlines of a county and its areas."""
        with self._sources.reading() as connection:
            return areas.read_boundaries(connection, county_key)

    def statistics(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of which the county holds figures."""
        with self._sources.reading() as connection:
            return figures.read_statistics_of(connection, county_key)

    def guide(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of the guide "nicht verwechseln mit"."""
        with self._sources.reading() as connection:
            return figures.read_guide(connection, county_key)

    def series(self, county_key: str, statistic_code: str) -> Series | None:
        """All values of a statistic in a county; None when there is none."""
        with self._sources.reading() as connection:
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

    def printed(self, county_key: str) -> tuple[Series, ...]:
        """What the county's documents print, whatever was imported since."""
        with self._sources.reading() as connection:
            return quotations.read_printed(
                connection, county_key=county_key, small_cell_limit=self._small_cell_limit
            )

    def changes(self, county_key: str, since: date | None = None) -> Changes:
        """What has changed in a county since a day; own counts without their numbers."""
        with self._sources.reading() as connection:
            revised = revisions.read_revised(
                connection, county_key, since=since, limit=MAX_CHANGES + 1
            )
            listed = revised[:MAX_CHANGES]
            new = changes.read_new(connection, county_key, since=since)
            named = {one.source_code for one in listed}.union(*(one.source_codes for one in new))
            return Changes(
                revised=tuple(map(protected, listed)),
                new=new,
                lists=changes.read_lists(connection, county_key, since=since),
                definitions=changed_definitions.read_changed_definitions(
                    connection, county_key, since=since
                ),
                sources=sources.read_sources(connection, sorted(named)),
                more=len(revised) > MAX_CHANGES,
            )

    def classification(self, name: str) -> tuple[ClassificationLine, ...]:
        """Lines of a printed table."""
        with self._sources.reading() as connection:
            return figures.read_classification(connection, name)

    def groups(self, codes: tuple[str, ...], on: date) -> dict[str, Group]:
        """Groups with what they contained on a day."""
        with self._sources.reading() as connection:
            return figures.read_groups(connection, codes, on=on)

    def concept(self, county_key: str) -> Concept:
        """The integration concept of a county."""
        with self._sources.reading() as connection:
            return concept.read_concept(connection, county_key)

    def milestones(self, county_key: str) -> tuple[Milestone, ...]:
        """Dated facts of a county."""
        with self._sources.reading() as connection:
            return concept.read_milestones(connection, county_key)

    def courses(self, county_key: str, on: date | None = None) -> Courses:
        """Language courses of a county on the day its list was asked for.

        Where nobody noted it: the day the county lives in, or ``on`` (default today).
        """
        with self._sources.reading() as connection:
            return courses.read_courses(
                connection,
                county_key,
                on=areas.read_as_of(connection, county_key) or on or today(),
                small_cell_limit=self._small_cell_limit,
            )

    def audit(
        self, county_key: str, on: date | None = None, progress: Progress = silent
    ) -> Report | None:
        """What the audit finds in a county, for the office only; None where it is unknown.

        Nobody may cache it: acceptances do not move the state of the data.
        """
        with self._sources.reading() as connection:
            for county in areas.read_counties(connection):
                if county.key == county_key:
                    return audit(connection, county, on=on or today(), progress=progress)
        return None
