"""What stands beside the values of a flat file: area, period, and the texts that say which values.

Every text is made once for each combination of codes and labels, not once for each record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data_access.combinations import made_once
from data_access.importers.genesis.areas import is_area
from data_access.importers.genesis.fields import Variable
from data_access.importers.genesis.records import Records, field
from data_access.importers.tables.cells import JOINT
from data_access.importers.tables.periods import parse_period

#: What a total is called where the file has neither code nor label for it.
TOTAL = "Insgesamt"
_MONTHS = "MONAT"
_MONTH = re.compile(r"MONAT(?P<number>0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Roles:
    """The variables of a table by what they are for; None where there is none for it."""

    area: Variable | None
    month: Variable | None
    others: tuple[Variable, ...]


def roles_of(records: Records) -> Roles:
    """Tell area and month from what else the table is broken down by."""
    area = next((one for one in records.fields.variables if _is_area(records, one)), None)
    month = next(
        (one for one in records.fields.variables if records.texts(one.code) == [_MONTHS]), None
    )
    others = tuple(one for one in records.fields.variables if one not in (area, month))
    return Roles(area, month, others)


def marks(frame: pl.DataFrame, position: int | None) -> pl.Series:
    """What stands in a field of quality marks; empty where there is none."""
    if position is None:
        return pl.Series([""]).new_from_index(0, frame.height)
    return _plain(frame, position).cast(pl.String).fill_null("")


def area_codes(frame: pl.DataFrame, area: Variable | None) -> pl.Series:
    """Keys of the areas; null where the file has none, as for the total."""
    return _plain(frame, area.attribute_code if area else None)


def area_names(frame: pl.DataFrame, area: Variable | None) -> pl.Series:
    """Names of the areas, as printed."""
    return _plain(frame, area.attribute_label if area else None)


def periods(frame: pl.DataFrame, time: int, month: Variable | None) -> pl.Series:
    """Keys of the periods; null where the time is none. Months are a variable of their own."""
    columns = [field(time), *([field(month.attribute_code)] if month else ())]

    def making(distinct: pl.DataFrame) -> pl.Series:
        keys = [_period(*row) for row in distinct.iter_rows()]
        return pl.Series(keys, dtype=pl.String)

    return made_once(frame, columns, making)


def items(frame: pl.DataFrame, variables: Sequence[Variable]) -> pl.Series:
    """Labels of the attributes, in the order of the variables."""
    columns = [field(position) for one in variables for position in _positions(one)]

    def making(distinct: pl.DataFrame) -> pl.Series:
        parts = [_attribute(distinct, one) for one in variables]
        joined = pl.concat_str(parts, separator=JOINT, ignore_nulls=True).fill_null("")
        return distinct.select(joined.alias("made")).to_series()

    if not variables:
        return pl.Series([""]).new_from_index(0, frame.height)
    return made_once(frame, columns, making)


def series(frame: pl.DataFrame, *, code: int, label: int, unit: int) -> pl.Series:
    """What the values are: ``Bevölkerungsstand (BEVSTD, Anzahl)``.

    The unit belongs to it: shares and counts of one value variable come under the same code.
    """

    def making(distinct: pl.DataFrame) -> pl.Series:
        behind = pl.concat_str(
            [_tidy(code), _tidy(unit)], separator=", ", ignore_nulls=True
        ).replace("", None)
        named = pl.concat_str([_tidy(label), pl.format("({})", behind)], separator=" ")
        made = pl.coalesce(named, _tidy(label), behind, pl.lit(""))
        return distinct.select(made.alias("made")).to_series()

    return made_once(frame, [field(code), field(label), field(unit)], making)


def series_name(name: str) -> str:
    """The same of a column that is called ``BEVSTD__Bevoelkerungsstand__Anzahl``."""
    parts = [" ".join(part.replace("_", " ").split()) for part in name.split("__")]
    if len(parts) != 3:
        return " ".join(name.split()).replace("|", "/")
    return f"{parts[1]} ({parts[0]}, {parts[2]})".replace("|", "/")


def _is_area(records: Records, variable: Variable) -> bool:
    return is_area(
        records.texts(variable.code),
        records.texts(variable.label),
        records.texts(variable.attribute_code),
    )


def _positions(variable: Variable) -> list[int]:
    label = variable.attribute_label
    return [variable.code, variable.attribute_code, *([label] if label is not None else ())]


def _tidy(position: int | None) -> pl.Expr:
    """The text of a field with single spaces, and without what joins several."""
    if position is None:
        return pl.lit(None, pl.String)
    tidied = pl.col(field(position)).str.replace_all(r"\s+", " ").str.strip_chars()
    return tidied.str.replace_all("|", "/", literal=True)


def _plain(frame: pl.DataFrame, position: int | None) -> pl.Series:
    if position is None:
        return pl.Series([None], dtype=pl.String).new_from_index(0, frame.height)

    def making(distinct: pl.DataFrame) -> pl.Series:
        return distinct.select(_tidy(position)).to_series()

    return made_once(frame, [field(position)], making)


def _attribute(texts: pl.DataFrame, variable: Variable) -> pl.Expr:
    """The label of an attribute; where others share it, with the code."""
    code, label = _tidy(variable.attribute_code), _attribute_label(variable)
    shared = _shared_labels(texts, variable)
    both = pl.format("{} ({})", label, code)
    return pl.when(label.is_in(shared) & code.is_not_null()).then(both).otherwise(label)


def _attribute_label(variable: Variable) -> pl.Expr:
    # A variable that a record does not have at all leaves no part.
    total = pl.when(_tidy(variable.code).is_not_null()).then(pl.lit(TOTAL))
    return pl.coalesce(_tidy(variable.attribute_label), _tidy(variable.attribute_code), total)


def _shared_labels(texts: pl.DataFrame, variable: Variable) -> list[str]:
    attributes = texts.select(
        code=_tidy(variable.attribute_code).fill_null(""), label=_attribute_label(variable)
    )
    codes = attributes.drop_nulls("label").group_by("label").agg(pl.col("code").n_unique())
    return codes.filter(pl.col("code") > 1)["label"].to_list()


def _period(time: str | None, month: str | None = None) -> str | None:
    key = parse_period(time or "")
    if key is None or month is None:
        return key
    named = _MONTH.fullmatch(month.strip())
    # "Quartal" or half a year in a field of months is no period; neither is a month of a day.
    return f"{key}-{named['number']}" if named and len(key) == len("2020") else None
