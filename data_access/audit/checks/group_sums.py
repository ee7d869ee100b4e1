"""Groups make up a larger group: citizenship, sets of nationalities, lines of a printed table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from data_access.audit.balance import Sum, weigh
from data_access.audit.book import TOTAL, Key
from data_access.audit.case import Case
from data_access.audit.classes import class_chains
from data_access.audit.model import Finding, Kind
from data_access.audit.periods import parsed
from data_access.audit.reach import is_additive
from data_access.audit.reckoning import Term
from data_access.vocabulary import Relation

_NATIONALITY = "nationality"
_CLASSES = {"alter": "Alter", "aufenthalt": "Aufenthaltsdauer"}


def check(case: Case) -> Iterator[Finding]:
    """Sums over groups."""
    for whole, present in _wholes(case):
        for one in (
            *_listed(case, whole, present),
            *_sets(case, whole, present),
            *_nationalities(case, whole, present),
            *_nested(case, whole, present),
            *_classes(whole, present),
        ):
            found = weigh(case, one)
            if found is not None:
                yield found


def _wholes(case: Case) -> Iterator[tuple[Key, frozenset[str]]]:
    """Every key, with the groups that have a figure beside it."""
    cells: dict[Key, set[str]] = defaultdict(set)
    for key in case.book.all_keys():
        if is_additive(case.statistic(key)):
            cells[key._replace(group="")].add(key.group)
    for cell, groups in cells.items():
        present = frozenset(groups)
        if len(present) > 1:
            for group in sorted(groups):
                yield cell._replace(group=group), present


def _sum(whole: Key, parts: tuple[str, ...], label: str, detail: str, relation: Relation) -> Sum:
    terms = tuple(Term(whole._replace(group=one)) for one in parts)
    return Sum(Kind.GROUP_SUM, whole, terms, label, relation, detail)


def _listed(case: Case, whole: Key, present: frozenset[str]) -> Iterator[Sum]:
    """Sums that a data file names."""
    for rule in case.knowledge.group_sum:
        fits = rule.statistic in {None, whole.statistic} and rule.whole == whole.group
        if fits and present.intersection(rule.parts):
            names = " und ".join(case.group_name(one) for one in rule.parts)
            detail = "+".join(rule.parts)
            one = _sum(whole, rule.parts, f"{names} ergeben", detail, rule.relation)
            yield replace(one, rest=rule.rest)


def _sets(case: Case, whole: Key, present: frozenset[str]) -> Iterator[Sum]:
    """A set of nationalities is the sum of what it contained on that day."""
    members = case.book.members(whole.group, parsed(whole.period).end)
    if present.intersection(members):
        label = f"Die {len(members)} Länder der Gruppe ergeben"
        yield _sum(whole, members, label, "members", Relation.ALL_PARTS)


def _nationalities(case: Case, whole: Key, present: frozenset[str]) -> Iterator[Sum]:
    """Nobody is counted under two nationalities."""
    if whole.group != TOTAL:
        return
    groups = case.book.about.groups
    single = tuple(sorted(one for one in present if groups[one].kind == _NATIONALITY))
    if single:
        label = "Die einzeln genannten Staatsangehörigkeiten ergeben"
        yield _sum(whole, single, label, "nationalities", Relation.SELECTION)


def _nested(case: Case, whole: Key, present: frozenset[str]) -> Iterator[Sum]:
    """Lines indented under another line of a printed table are a selection of it."""
    tables: dict[str, list[str]] = defaultdict(list)
    for table, child in case.book.nested(whole.group):
        if child in present:
            tables[table].append(child)
    for table, children in tables.items():
        label = "Die darunter eingerückten Zeilen ergeben"
        yield _sum(whole, tuple(children), label, table, Relation.SELECTION)


def _classes(whole: Key, present: frozenset[str]) -> Iterator[Sum]:
    """Classes of years (ages, lengths of stay) that reach from zero to the end without a gap."""
    if whole.group != TOTAL:
        return
    for what, chain in class_chains(present):
        label = f"Die {len(chain)} Klassen ({_CLASSES.get(what, what)}) ergeben"
        yield _sum(whole, chain, label, "+".join(chain), Relation.ALL_PARTS)
