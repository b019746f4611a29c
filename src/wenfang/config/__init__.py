"""Composition: settings, URLs, the WSGI entry point, and the wiring of names to implementations."""

import sys

import pysqlite3

# SQLite before 3.51.3 can lose a commit in WAL mode, and Debian 12 ships 3.40. The wheel's newer
# library must take the standard module's place before Django imports it.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
