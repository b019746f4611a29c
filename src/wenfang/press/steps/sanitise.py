"""The third step: the copy that is safe to convert, and what the file says about itself."""

from wenfang.press.family import Findings
from wenfang.press.job import Job
from wenfang.press.steps.bound import SOURCE


def sanitise(job: Job) -> Findings:
    """Let the reader inspect the file; its clean copy comes to lie in the job's folder."""
    with job.timed("sanitise"):
        found = job.reader.inspect(SOURCE, job.format, job.deadline)
        job.format = found.format
        job.clean = job.folder / found.clean
        job.reader.take_out(found.clean, job.clean, job.limits.archive_bytes)
        return found
