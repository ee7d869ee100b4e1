"""The units of all figures have German words."""

from __future__ import annotations

from sqlalchemy import Engine, select

from data_access import units
from data_access.engine import reading
from data_access.schema.statistics import Statistic


def test_every_figure_has_a_unit_that_is_known(with_demo: Engine) -> None:
    with reading(with_demo) as connection:
        used = set(connection.scalars(select(Statistic.unit)))

    assert used
    assert used - units.NAMES.keys() == set()


def test_every_unit_has_one_word() -> None:
    assert units.NAMES.keys() == units.COUNTED.keys() | units.MEASURED.keys()
    assert units.COUNTED.keys() & units.MEASURED.keys() == set()
    assert len(set(units.NAMES.values())) == len(units.NAMES)
