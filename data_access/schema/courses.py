"""Language courses: funders, programmes, providers, courses, attendance, results, waiting."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key, one_of
from data_access.vocabulary import FundingLevel, ProgrammeKind


class Funder(Base):
    """Fördergeber."""

    __tablename__ = "funder"
    __table_args__ = (one_of("level", FundingLevel),)

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    level: Mapped[str] = mapped_column(String(16))


class CourseProvider(Base):
    """Kursträger."""

    __tablename__ = "course_provider"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]


class CourseProgramme(Base):
    """A kind of course with who may attend."""

    __tablename__ = "course_programme"
    __table_args__ = (
        ForeignKeyConstraint(["county_key", "funder_code"], ["funder.county_key", "funder.code"]),
        one_of("kind", ProgrammeKind),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    long_name: Mapped[str]
    funder_code: Mapped[str] = mapped_column(Key)
    kind: Mapped[str] = mapped_column(String(16), server_default=ProgrammeKind.COURSE.value)
    audience: Mapped[str]
    availability: Mapped[str]
    note: Mapped[str]
    section: Mapped[str]
    as_of: Mapped[str]
    position: Mapped[int]


class ProgrammeProvider(Base):
    """Which provider may run which programme."""

    __tablename__ = "programme_provider"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
        ),
        ForeignKeyConstraint(
            ["county_key", "provider_code"],
            ["course_provider.county_key", "course_provider.code"],
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    programme_code: Mapped[str] = mapped_column(Key, primary_key=True)
    provider_code: Mapped[str] = mapped_column(Key, primary_key=True)


class Course(Base):
    """One course from start to end."""

    __tablename__ = "course"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
        ),
        ForeignKeyConstraint(
            ["county_key", "provider_code"],
            ["course_provider.county_key", "course_provider.code"],
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    programme_code: Mapped[str] = mapped_column(Key)
    provider_code: Mapped[str] = mapped_column(Key)
    area_key: Mapped[str] = mapped_column(ForeignKey("area.key"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    places: Mapped[int]
    starters: Mapped[int]
    #: Of the starters, those who repeat (BAMF counts them separately).
    repeaters: Mapped[int]


class CourseQuery(Base):
    """The day on which the course list was asked for (Abfragestand)."""

    __tablename__ = "course_query"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    queried_on: Mapped[date]


class CourseAttendance(Base):
    """Attending persons of a course in a month."""

    __tablename__ = "course_attendance"
    __table_args__ = (
        ForeignKeyConstraint(["county_key", "course_code"], ["course.county_key", "course.code"]),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    course_code: Mapped[str] = mapped_column(Key, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    attending: Mapped[int]


class CourseResult(Base):
    """Outcome of a finished course. A certificate needs DTZ B1 and "Leben in Deutschland"."""

    __tablename__ = "course_result"
    __table_args__ = (
        ForeignKeyConstraint(["county_key", "course_code"], ["course.county_key", "course.code"]),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    course_code: Mapped[str] = mapped_column(Key, primary_key=True)
    finished: Mapped[int]
    tested: Mapped[int]
    passed_b1: Mapped[int]
    passed_a2: Mapped[int]
    below_a2: Mapped[int]
    passed_lid: Mapped[int]
    certificates: Mapped[int]


class WaitingClass(Base):
    """Persons waiting at the end of a month, by class of weeks waited so far."""

    __tablename__ = "waiting_class"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    programme_code: Mapped[str] = mapped_column(Key, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    weeks_from: Mapped[int] = mapped_column(primary_key=True)
    #: None for the open class at the end.
    weeks_to: Mapped[int | None]
    persons: Mapped[int]


class CourseFlow(Base):
    """Monthly flow of a programme: entitled, registered. Flows are no cohorts."""

    __tablename__ = "course_flow"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    programme_code: Mapped[str] = mapped_column(Key, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    entitled: Mapped[int]
    registered: Mapped[int]
