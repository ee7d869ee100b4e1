"""Spending of the county's units beside what pays for it: two charts, never one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard import german, theme
from dashboard.charts.model import Align, Cell, Chart, Table
from dashboard.charts.stacks import Heading, Segment, Stack, stacks
from dashboard.views.documents.money import Account, accounts, is_grant, is_own, total
from dashboard.views.documents.picture import Ground, Picture, frame, remarks
from dashboard.views.documents.words import wrapped, year
from dashboard.views.facts import Fact
from dashboard.views.model import FigureCard, Sentence, Strong

#: Colours of a first, second and third part: in fact, and planned with its ink.
_SHADES = (
    (theme.BLUE, theme.SEQUENTIAL[2]),
    (theme.CONTEXT, theme.CONTEXT_PALE),
    (theme.SEQUENTIAL[4], theme.SEQUENTIAL[1]),
)
_CENT = 0.005


def pictures(ground: Ground, found: list[Fact]) -> Iterator[Picture]:
    """One picture of all accounts, where there are at least two."""
    listed = [one for one in accounts(found) if one.spent]
    if len(listed) < 2:
        return
    funded = [one for one in listed if one.grants or one.own]
    charts = [_spending(ground, listed)]
    if len(funded) > 1:
        charts.append(_funding(ground, funded))
    lead = _lead(listed)
    yield Picture(
        tuple(charts),
        _clause(lead),
        tuple(_figure(one) for one in _newest(listed)),
        tuple(fact for one in listed for fact in one.facts),
    )


def _newest(listed: list[Account]) -> list[Account]:
    """The newest account of each unit."""
    newest: dict[str, Account] = {}
    for one in listed:
        newest[one.unit] = one
    return list(newest.values())


def _lead(listed: list[Account]) -> Account:
    """The newest account of the largest unit."""
    return _newest(listed)[0]


def _before(account: Account, listed: list[Account]) -> Account | None:
    same = [one for one in listed if one.unit == account.unit and one is not account]
    return same[-1] if same else None


def _names(found: tuple[Fact, ...]) -> str:
    return german.listing(list(dict.fromkeys(one.statistic.name for one in found)))


def _clause(account: Account) -> Sentence:
    verb = "geplant" if account.planned else "ausgegeben"
    together = "zusammen " if len(account.spent) > 1 else ""
    unit = f" für „{account.unit}“" if account.unit else ""
    parts: list[str | Strong] = [
        f"Als {_names(account.spent)}{unit} sind {account.any.when} {together}",
        Strong(german.euros(account.cost)),
        f" {verb}",
    ]
    if account.grants:
        parts += [
            ": ",
            Strong(german.euros(total(account.grants))),
            f" {_names(account.grants)}",
        ]
    if account.own:
        parts += [
            ", " if account.grants else ": ",
            Strong(german.euros(total(account.own))),
            f" {_names(account.own)}",
        ]
    return (*parts, ".")


def _figure(account: Account) -> FigureCard:
    paid = [
        f"{german.euros(total(part))} {word}"
        for part, word in ((account.grants, "Zuschüsse"), (account.own, "Eigenanteil"))
        if part
    ]
    return FigureCard(
        f"aufwendungen-{account.unit}",
        f"Aufwendungen: {account.unit or 'gesamt'}",
        german.euros(account.cost).replace(german.NBSP, " "),
        " · ".join([*paid, year(account.any), account.any.place]),
    )


def _spending(ground: Ground, listed: list[Account]) -> Chart:
    lead = _lead(listed)
    before = _before(lead, listed)
    verb = f"für {lead.any.when} geplant" if lead.planned else f"im Jahr {lead.any.when}"
    title = f"{lead.unit or 'Aufwendungen'}: {german.euros(lead.cost)} {verb}"
    if before:
        title += f", nach {german.euros(before.cost)} {_year_of(before)}"
    return _card(
        ground,
        "betraege",
        listed,
        lambda account: account.spent,
        title=title,
        what=_names(tuple(fact for one in listed for fact in one.spent)),
        notes=(),
    )


def _year_of(account: Account) -> str:
    return f"{account.any.when} (Plan)" if account.planned else f"im Jahr {account.any.when}"


def _funding(ground: Ground, listed: list[Account]) -> Chart:
    lead = max(_newest(listed), key=lambda one: total(one.grants))
    paid = lead.paid
    share = 100 * total(lead.grants) / paid if paid else 0.0
    tail = (
        f"{german.percent(share, 0)} aus Zuschüssen, {german.euros(total(lead.own))} Eigenanteil"
        if lead.grants
        else f"{german.euros(paid)} Eigenanteil, kein Zuschuss"
    )
    title = " ".join(part for part in (lead.unit, f"{year(lead.any)}: {tail}") if part)
    return _card(
        ground,
        "finanzierung",
        listed,
        lambda account: (*account.grants, *account.own),
        title=title,
        what=_names(tuple(fact for one in listed for fact in (*one.grants, *one.own))),
        notes=(_balance(listed),),
    )


def _balance(listed: list[Account]) -> str:
    """Whether what pays equals what is spent, and where it does not."""
    off = [one for one in listed if abs(one.cost - one.paid) > _CENT]
    if not off:
        return "Zuschüsse und Eigenanteil ergeben in jedem Jahr genau die Aufwendungen."
    texts = [
        f"{one.unit} {one.any.when} {german.euros(round(abs(one.cost - one.paid), 2))}"
        for one in off
    ]
    return f"Zuschüsse und Eigenanteil weichen von den Aufwendungen ab: {german.listing(texts)}."


def _card(
    ground: Ground,
    id_: str,
    listed: list[Account],
    part: Callable[[Account], tuple[Fact, ...]],
    *,
    title: str,
    what: str,
    notes: tuple[str, ...],
) -> Chart:
    names = list(dict.fromkeys(_part_name(one) for account in listed for one in part(account)))
    rows: list[Stack | Heading] = []
    unit = None
    for account in listed:
        if account.unit != unit and account.unit:
            rows.append(Heading(wrapped(account.unit, 28)))
        unit = account.unit
        rows.append(
            Stack(
                year(account.any),
                tuple(
                    _segment(one, names.index(_part_name(one)), planned=account.planned)
                    for one in part(account)
                ),
                german.euros(total(part(account))),
            )
        )
    figure = stacks(rows)
    found = [one for account in listed for one in part(account)]
    planned = any(account.planned for account in listed)
    return Chart(
        id=f"{ground.slug}-{id_}",
        title=title,
        subtitle=f"{what}, Euro" + ("; hell: Plan" if planned else ""),
        figure=figure,
        height=figure["layout"]["height"],
        caption=ground.source_line(found, computed=True),
        alt="Gestapelte Balken. "
        + german.listing(
            [
                f"{account.unit} {year(account.any)} {german.euros(total(part(account)))}"
                for account in listed
            ]
        )
        + ".",
        table=Table(
            ("Wofür", "Jahr", *names, "Summe"),
            tuple(_row(account, part(account), names) for account in listed),
            ("left", "left", *_right(len(names) + 1)),
        ),
        frame=frame(found),
        synthetic=ground.county.synthetic,
        notes=(*notes, *remarks(found, most=2)),
    )


def _right(count: int) -> tuple[Align, ...]:
    right: Align = "right"
    return (right,) * count


def _row(account: Account, found: tuple[Fact, ...], names: list[str]) -> tuple[Cell | str, ...]:
    cells = []
    for name in names:
        same = tuple(one for one in found if _part_name(one) == name)
        cells.append(
            german.DASH
            if not same
            else same[0].bare
            if len(same) == 1
            else german.euros(total(same))
        )
    return (
        Cell(account.unit or german.DASH),
        year(account.any),
        *cells,
        Cell(german.euros(total(found)), strong=True),
    )


def _part_name(one: Fact) -> str:
    """Parts that mean the same in different units share one name and colour."""
    return "Zuschüsse" if is_grant(one) else one.statistic.short_name


def _segment(one: Fact, index: int, *, planned: bool) -> Segment:
    """A part of a bar; blue is what the county pays itself, or the first kind of spending."""
    place = 0 if is_own(one) else 1 if is_grant(one) else index
    full, pale = _SHADES[place % len(_SHADES)]
    return Segment(
        _part_name(one),
        max(one.number, 0.0),
        one.bare if one.number else "",
        pale if planned else full,
        theme.INK if planned else theme.WHITE,
    )
