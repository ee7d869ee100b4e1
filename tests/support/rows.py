"""Plain rows of the tables that figures refer to; a test names only what it is about."""

from __future__ import annotations

from typing import Any

from data_access.reference.rows import Row


def county_row(key: str, **given: Any) -> Row:
    """A county that is not fictitious."""
    plain = {
        "key": key,
        "name": key,
        "short_name": key,
        "in_phrase": key,
        "of_phrase": key,
        "position": 1,
        "synthetic": False,
        "as_of": None,
        "pack_checksum": "",
    }
    return {**plain, **given}


def area_row(key: str, county: str, **given: Any) -> Row:
    """A municipality without a time of its own."""
    plain = {
        "key": key,
        "name": key,
        "short_name": key,
        "kind": "municipality",
        "parent_key": None,
        "county_key": county,
        "valid_from": None,
        "valid_until": None,
        "official_key": False,
        "position": 1,
    }
    return {**plain, **given}


def source_row(code: str, **given: Any) -> Row:
    """A source of all counties."""
    plain = {
        "code": code,
        "publisher": code,
        "title": code,
        "table_id": "",
        "published": "2021",
        "licence": "",
        "note": "",
        "priority": 1,
        "county_key": None,
    }
    return {**plain, **given}


def statistic_row(code: str, **given: Any) -> Row:
    """A count of persons on a day, of all counties and outside the guide."""
    plain = {
        "code": code,
        "name": code,
        "short_name": code,
        "unit": "persons",
        "kind": "stock",
        "decimals": 0,
        "definition": "",
        "population": "",
        "distinguish": "",
        "rounding": "",
        "own_count": False,
        "waiting_months": 0,
        "guide_position": 0,
        "topic": None,
        "county_key": None,
    }
    return {**plain, **given}


def group_row(code: str, **given: Any) -> Row:
    """A population group of all counties."""
    plain = {
        "code": code,
        "name": code,
        "short_name": code,
        "kind": "total",
        "note": "",
        "position": 1,
        "county_key": None,
    }
    return {**plain, **given}
