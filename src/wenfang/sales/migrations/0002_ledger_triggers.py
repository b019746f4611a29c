"""The database itself refuses to change or forget a transfer."""

from django.db import migrations

SQLITE_LOCK = (
    """CREATE TRIGGER ledger_refuses_update BEFORE UPDATE ON sales_ledgerentry
    BEGIN SELECT RAISE(ABORT, 'ledger rows are never changed'); END""",
    """CREATE TRIGGER ledger_refuses_delete BEFORE DELETE ON sales_ledgerentry
    BEGIN SELECT RAISE(ABORT, 'ledger rows are never deleted'); END""",
)
SQLITE_UNLOCK = (
    "DROP TRIGGER IF EXISTS ledger_refuses_update",
    "DROP TRIGGER IF EXISTS ledger_refuses_delete",
)
POSTGRESQL_LOCK = (
    """CREATE FUNCTION ledger_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'ledger rows are never changed or deleted'; END $$""",
    """CREATE TRIGGER ledger_refuses_update BEFORE UPDATE ON sales_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuses_change()""",
    """CREATE TRIGGER ledger_refuses_delete BEFORE DELETE ON sales_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuses_change()""",
)
POSTGRESQL_UNLOCK = (
    "DROP TRIGGER IF EXISTS ledger_refuses_update ON sales_ledgerentry",
    "DROP TRIGGER IF EXISTS ledger_refuses_delete ON sales_ledgerentry",
    "DROP FUNCTION IF EXISTS ledger_refuses_change()",
)


def lock(apps, schema_editor):
    _run(schema_editor, SQLITE_LOCK, POSTGRESQL_LOCK)


def unlock(apps, schema_editor):
    _run(schema_editor, SQLITE_UNLOCK, POSTGRESQL_UNLOCK)


def _run(schema_editor, sqlite, postgresql):
    statements = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
