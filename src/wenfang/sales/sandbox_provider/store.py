"""The sandbox's books in one SQLite file: transactions, refunds, and notices still to deliver."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS transactions (
  reference TEXT PRIMARY KEY, order_number TEXT NOT NULL, subject TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL,
  return_url TEXT NOT NULL, notice_url TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'closed')),
  transaction_id TEXT UNIQUE, created_at REAL NOT NULL, paid_at REAL
);
CREATE TABLE IF NOT EXISTS refunds (
  number TEXT PRIMARY KEY, reference TEXT NOT NULL REFERENCES transactions (reference),
  amount INTEGER NOT NULL CHECK (amount > 0), reason TEXT NOT NULL, at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS notices (
  id TEXT PRIMARY KEY, notice_url TEXT NOT NULL, body BLOB NOT NULL, created_at REAL NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL, acknowledged_at REAL
);
CREATE INDEX IF NOT EXISTS notices_due ON notices (next_at) WHERE acknowledged_at IS NULL;
"""

Row = dict[str, Any]


class RefusedError(Exception):
    """The books forbid it; the argument is the reason's code."""


class Store:
    """Every write is one durable commit; a notice is written in the commit it tells about."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=20
        )
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(SCHEMA)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, query: str, *values: Any) -> list[Row]:
        with self._lock:
            return [dict(row) for row in self._db.execute(query, values)]

    def transaction(self, reference: str) -> Row | None:
        found = self._rows("SELECT * FROM transactions WHERE reference = ?", reference)
        return found[0] if found else None

    def open_transaction(self, asked: Row, at: float) -> Row:
        """Open, or give the one of that reference; RefusedError if it was for something else."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO transactions (reference, order_number, subject, amount, currency,"
                " return_url, notice_url, created_at) VALUES (:reference, :order, :subject,"
                " :amount, :currency, :return_url, :notice_url, :at)"
                " ON CONFLICT (reference) DO NOTHING",
                {**asked, "at": at},
            )
            row = _one(db, asked["reference"])
            if (row["amount"], row["currency"]) != (asked["amount"], asked["currency"]):
                raise RefusedError("reference_reused")
            # The site may have moved to another port since; where it is now is what counts.
            db.execute(
                "UPDATE transactions SET return_url = ?, notice_url = ? WHERE reference = ?",
                (asked["return_url"], asked["notice_url"], asked["reference"]),
            )
            return _one(db, asked["reference"])

    def pay(self, reference: str, at: float) -> Row:
        """Take the money once; paying again changes nothing. RefusedError when closed."""
        with self._writing() as db:
            row = _one(db, reference)
            if row["state"] == "closed":
                raise RefusedError("closed")
            if row["state"] == "open":
                db.execute(
                    "UPDATE transactions SET state = 'paid', paid_at = ?, transaction_id = ?"
                    " WHERE reference = ?",
                    (at, f"SB{secrets.token_hex(12).upper()}", reference),
                )
                _tell(db, row, "payment.paid", at)
            return _one(db, reference)

    def fail(self, reference: str, at: float) -> Row:
        """A refused attempt: the transaction stays open, and the site is told."""
        with self._writing() as db:
            row = _one(db, reference)
            if row["state"] == "open":
                _tell(db, row, "payment.failed", at)
            return row

    def close(self, reference: str) -> Row:
        """Close an open transaction; RefusedError when it is paid."""
        with self._writing() as db:
            row = _one(db, reference)
            if row["state"] == "paid":
                raise RefusedError("paid")
            db.execute("UPDATE transactions SET state = 'closed' WHERE reference = ?", (reference,))
            return _one(db, reference)

    def refund(self, number: str, reference: str, amount: int, reason: str, at: float) -> Row:
        """Pay back once per number; RefusedError when it is more than what is left."""
        with self._writing() as db:
            known = db.execute("SELECT * FROM refunds WHERE number = ?", (number,)).fetchone()
            if known:
                if (known["reference"], known["amount"]) != (reference, amount):
                    raise RefusedError("number_reused")
                return dict(known)
            row = _one(db, reference)
            if row["state"] != "paid":
                raise RefusedError("not_paid")
            total = "SELECT COALESCE(SUM(amount), 0) FROM refunds WHERE reference = ?"
            if db.execute(total, (reference,)).fetchone()[0] + amount > row["amount"]:
                raise RefusedError("more_than_paid")
            db.execute(
                "INSERT INTO refunds VALUES (?, ?, ?, ?, ?)",
                (number, reference, amount, reason, at),
            )
            _tell(db, row, "refund.done", at)
            return {"number": number, "reference": reference, "amount": amount}

    def movements(self, start: float, end: float) -> list[Row]:
        """Payments and refunds between two moments, oldest first."""
        return self._rows(
            "SELECT 'payment' AS kind, reference AS number, amount, currency, paid_at AS at"
            " FROM transactions WHERE paid_at >= ?1 AND paid_at < ?2"
            " UNION ALL SELECT 'refund', r.number, r.amount, t.currency, r.at FROM refunds r"
            " JOIN transactions t USING (reference) WHERE r.at >= ?1 AND r.at < ?2 ORDER BY 5",
            start,
            end,
        )

    def due_notices(self, at: float) -> list[Row]:
        return self._rows(
            "SELECT * FROM notices WHERE acknowledged_at IS NULL AND next_at <= ?"
            " ORDER BY next_at LIMIT 50",
            at,
        )

    def next_notice_at(self) -> float | None:
        query = "SELECT MIN(next_at) AS at FROM notices WHERE acknowledged_at IS NULL"
        at = self._rows(query)[0]["at"]
        return None if at is None else float(at)

    def acknowledge(self, notice_id: str, at: float) -> None:
        with self._writing() as db:
            db.execute("UPDATE notices SET acknowledged_at = ? WHERE id = ?", (at, notice_id))

    def postpone(self, notice_id: str, until: float) -> None:
        with self._writing() as db:
            db.execute(
                "UPDATE notices SET attempts = attempts + 1, next_at = ? WHERE id = ?",
                (until, notice_id),
            )


def _one(db: Any, reference: str) -> Row:
    row = db.execute("SELECT * FROM transactions WHERE reference = ?", (reference,)).fetchone()
    if row is None:
        raise RefusedError("unknown")
    return dict(row)


def _tell(db: Any, row: Row, kind: str, at: float) -> None:
    notice_id = secrets.token_hex(16)
    body = {"id": notice_id, "kind": kind, "reference": row["reference"], "at": int(at)}
    db.execute(
        "INSERT INTO notices (id, notice_url, body, created_at, next_at) VALUES (?, ?, ?, ?, ?)",
        (notice_id, row["notice_url"], json.dumps(body).encode(), at, at),
    )
