"""Telling a person on the next page what happened."""

from django.contrib import messages
from django.http import HttpRequest

from wenfang.edge.errors import message_of
from wenfang.kernel.errors import WenfangError


def tell_error(request: HttpRequest, error: WenfangError) -> None:
    """Show the error's sentence above the page that comes next, in the page's language."""
    messages.error(request, message_of(error))
