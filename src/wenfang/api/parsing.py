"""Reading the JSON that clients send."""

import json

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny


class TextParser(Parser):
    """JSON can spell half a character, which is no text and cannot be stored or answered."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """Raises ValueError for what is not JSON or not text; ninja answers that with 400."""
        body = super().parse_body(request)
        json.dumps(body, ensure_ascii=False).encode()
        return body
