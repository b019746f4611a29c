"""Where the bytes of an upload go while they arrive: to disk, for members only, within bounds."""

import contextlib
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from wenfang.documents.errors import StorageFullError
from wenfang.documents.storage import told_when_full
from wenfang.edge.asking import visitor

FILES_AT_ONCE = 5
PLAIN_NAME = "part"


class LostFile(UploadedFile[Any]):
    """An upload that found no room on the disk; whoever reads it learns so.

    A form's body is read by whoever asks first, often a middleware. Raising there would reach
    nobody; what reads the file is the action, whose errors every edge can tell.
    """

    def read(self, *args: Any) -> NoReturn:
        raise StorageFullError

    def chunks(self, chunk_size: int | None = None) -> NoReturn:
        raise StorageFullError


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Named in settings. Every form reads its files through it, also those that expect none.

    Files of guests are read past. Of a file that is too large one byte too many is kept, which
    is enough to be refused for its size. What finds no room on the disk becomes a LostFile.
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
        self._is_lost = False
        self._told_name = file_name
        try:
            # Django gives the file on disk the extension of its name, which may be of any length.
            with told_when_full():
                super().new_file(field_name, PLAIN_NAME, *args, **kwargs)
        except StorageFullError:
            self._is_lost = True
            return
        self.file.name = file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._is_lost:
            return
        room = settings.WENFANG_MAX_UPLOAD + 1 - start
        try:
            with told_when_full():
                self.file.write(raw_data[: max(0, room)])
        except StorageFullError:
            self._lose()

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if not self._is_lost:
            try:
                with told_when_full():
                    return super().file_complete(file_size)
            except StorageFullError:
                self._lose()
        return LostFile(name=self._told_name, size=file_size)

    def _lose(self) -> None:
        """Give back at once what little room the beginning of the file has taken."""
        self._is_lost = True
        with contextlib.suppress(OSError):
            self.file.close()
