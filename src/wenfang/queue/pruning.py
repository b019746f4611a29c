"""Forgetting jobs that ended long ago: the truth is in the rows that they were about."""

from django.core.management import call_command

KEEP_DAYS = 3


def prune_finished_jobs() -> None:
    """Delete the queue's records of jobs that ended more than three days ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP_DAYS, verbosity=0)
