"""Compressing text on its way out, and nothing else."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "application/ld+json", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's gzip, with its padding against guessing by length, for text answers only.

    Pictures are compressed already, and a download must keep its length, ranges and strong tag.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
