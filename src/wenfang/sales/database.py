"""Whether the database can be trusted with money."""

import sqlite3

from django.db import connection

from wenfang.sales.errors import OldSQLiteError
from wenfang.sales.rules import can_lose_commits


def database_is_safe() -> bool:
    """Whether what is committed stays committed."""
    return connection.vendor != "sqlite" or not can_lose_commits(sqlite3.sqlite_version_info)


def refuse_unsafe_database() -> None:
    """Raises OldSQLiteError."""
    if not database_is_safe():
        raise OldSQLiteError(version=sqlite3.sqlite_version)
