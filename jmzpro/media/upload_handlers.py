"""The largest request we read: files of a form, with room for its text."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from jmzpro.media.uploads import LARGEST, MOST_FILES

LARGEST_REQUEST = MOST_FILES * LARGEST + 5 * 1024 * 1024  # bytes


class RequestSizeHandler(FileUploadHandler):
    """Refuses (413) a request that says it is larger before a byte of its files is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("the request is larger than its files may be together")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
