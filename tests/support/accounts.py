"""Rights of an ordinary account, for tests that may run as root."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager


def ordinary_account() -> pwd.struct_passwd | None:
    """An account without special rights when the tests run as root, else None."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name: account for account in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Inside the block this process may do no more than an ordinary account."""
    account = ordinary_account()
    if account is None:
        yield
        return
    group = os.getegid()
    os.setegid(account.pw_gid)
    os.seteuid(account.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)
