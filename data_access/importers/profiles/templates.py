"""What the columns of the figure templates mean, as profiles of their tables."""

from __future__ import annotations

import json
from collections.abc import Iterator

from data_access.importers.profiles.model import Place, Profile, Rule
from data_access.importers.templates import templates
from data_access.importers.templates.figures import LAYOUT, table_id
from data_access.importers.templates.model import FigureSheet, Template

_HEAD = (
    "# What the columns of our own templates mean: written from the templates themselves by\n"
    "# importers/profiles/templates.py; a test says when it is out of date.\n"
)


def profiles_text() -> str:
    """``importers/profiles/vorlagen.toml``, which the importers read."""
    return _HEAD + "".join(f"\n{_section(one)}" for one in template_profiles())


def _section(profile: Profile) -> str:
    lines = [
        "[[table]]",
        f"layout = {_quoted(profile.layout)}",
        f"table = {_quoted(profile.table)}",
        f"title = {_quoted(profile.title)}",
        f"source = {_quoted(profile.source)}",
        f"origin = {_quoted(profile.origin)}",
        "rules = [",
        *(f"  {_inline(rule)}," for rule in profile.rules),
        "]",
    ]
    return "\n".join(lines) + "\n"


def _inline(rule: Rule) -> str:
    said = rule.model_dump(mode="json", exclude_defaults=True)
    return f"{{ {', '.join(f'{name} = {_quoted(value)}' for name, value in said.items())} }}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def template_profiles() -> Iterator[Profile]:
    """A profile for each basis of each sheet of figures."""
    for template in templates():
        for sheet in template.sheets:
            if isinstance(sheet, FigureSheet):
                for basis in sheet.origins:
                    yield _profile(template, sheet, basis)


def _profile(template: Template, sheet: FigureSheet, basis: str) -> Profile:
    origins = sheet.origins[basis]
    return Profile(
        layout=LAYOUT,
        table=table_id(template, sheet, basis),
        title=f"{template.title}: {sheet.title}",
        source=origins.source,
        origin=origins.origin,
        rules=(*_columns(sheet, basis), *_items(sheet)),
    )


def _columns(sheet: FigureSheet, basis: str) -> Iterator[Rule]:
    for column in sheet.values:
        for one in column.figures:
            if one.basis == basis:
                yield Rule(
                    text=column.title,
                    place=Place.SERIES,
                    statistic=one.statistic,
                    group=one.group,
                    planned=one.planned,
                )


def _items(sheet: FigureSheet) -> Iterator[Rule]:
    if sheet.item:
        for option in sheet.column(sheet.item).options:
            yield Rule(text=option.text, place=Place.ITEM, group=option.code)
