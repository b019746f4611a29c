"""The one place that picks implementations: which handler runs for each name of a job."""

from wenfang.catalogue.search.engine import connect as connect_search
from wenfang.queue.registry import Job
from wenfang.queue.registry import connect as connect_queue

JOBS = {
    "press_revision": Job("wenfang.jobs.press_revision.press_revision", lane="press"),
    "press_whole": Job("wenfang.jobs.press_whole.press_whole", lane="bulk", priority=-10),
    "press_again": Job("wenfang.jobs.press_again.press_again", lane="bulk", priority=-20),
    "render_free_pages": Job("wenfang.jobs.render_free_pages.render_free_pages", lane="press"),
    "scan_blob": Job("wenfang.jobs.scan_blob.scan_blob", lane="press"),
    "send_mail": Job("wenfang.jobs.send_mail.send_mail"),
    "handle_notice": Job("wenfang.jobs.handle_notice.handle_notice", lane="money"),
    "ask_provider": Job("wenfang.jobs.ask_provider.ask_provider", lane="money"),
    "request_refund": Job("wenfang.jobs.request_refund.request_refund", lane="money"),
    "count_sales": Job("wenfang.jobs.count_sales.count_sales"),
    "count_downloads": Job("wenfang.jobs.count_downloads.count_downloads"),
}

# Each looks for overdue rows of one kind, wakes their job, and returns how many it woke.
SWEEPS = {
    "revisions": "wenfang.jobs.sweep.wake_revisions",
    "fonts": "wenfang.jobs.sweep.wake_other_fonts",
    "scans": "wenfang.jobs.sweep.wake_scans",
    "mails": "wenfang.jobs.sweep.wake_mails",
    "notices": "wenfang.jobs.sweep.wake_notices",
    "payments": "wenfang.jobs.sweep.wake_payments",
    "refunds": "wenfang.jobs.sweep.wake_refunds",
    "orders": "wenfang.jobs.sweep.expire_orders",
}

SEARCH_ENGINE = "wenfang.catalogue.search.tantivy_index.TantivyIndex"


def connect() -> None:
    """Fill every registry; called once when Django is ready."""
    connect_queue(JOBS, SWEEPS)
    connect_search(SEARCH_ENGINE)
