"""The second step: our own copy of the file, no larger than it may be."""

from wenfang.press.errors import OurFaultError, TooLargeError
from wenfang.press.job import Job

SOURCE = "source"


def bound(job: Job) -> None:
    """Hand the reader the bytes of the source; raises TooLargeError."""
    if not job.source.is_file():
        raise OurFaultError(f"{job.source} is no file")
    if job.source.stat().st_size > job.limits.input_bytes:
        raise TooLargeError
    job.reader.hand_in(job.source, SOURCE)
