"""Where the bytes of an upload go while they arrive: to disk, for members only, within bounds."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from wenfang.edge.asking import visitor

FILES_AT_ONCE = 5
PLAIN_NAME = "part"


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Named in settings. Every form reads its files through it, also those that expect none.

    Files of guests are read past. Of a file that is too large one byte too many is kept, which
    is enough to be refused for its size.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        """Raises RequestDataTooBig before the first byte when all files together are too much."""
        if content_length > FILES_AT_ONCE * settings.WENFANG_MAX_UPLOAD:
            raise RequestDataTooBig("The files of one request are too large together.")

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        if self.request is None or visitor(self.request).user is None:
            raise SkipFile
        # Django gives the file on disk the extension of its name, and that may be of any length.
        super().new_file(field_name, PLAIN_NAME, *args, **kwargs)
        self.file.name = file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = settings.WENFANG_MAX_UPLOAD + 1 - start
        self.file.write(raw_data[: max(0, room)])
