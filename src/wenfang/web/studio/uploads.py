"""Taking files from authors: new documents, and further revisions of one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wenfang.documents.access import document_of
from wenfang.documents.actions.receive_upload import receive_upload
from wenfang.documents.models import Document, Revision
from wenfang.edge.errors import message_of
from wenfang.edge.rate_limits import limit
from wenfang.kernel.errors import WenfangError
from wenfang.web.asking import member
from wenfang.web.studio.presenting import row_of

File = UploadedFile[Any]


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """One or more new documents. A script sends one file and gets its row back.

    Who had to sign in on the way comes back here without the file, and is led to the studio.
    """
    if request.method == "GET":
        return redirect("studio:home")
    files = request.FILES.getlist("file")
    if request.headers.get("HX-Request"):
        return _answer_script(request, files[0] if files else None)
    received = [revision for file in files if (revision := _received(request, file))]
    if not files:
        messages.error(request, _("Please choose a file first."))
    if len(received) == 1:
        return redirect("studio:document-edit", received[0].document_id)
    return redirect("studio:home")


@require_POST
@login_required
def revision_add(request: HttpRequest, document_id: str) -> HttpResponse:
    """A new file for a document that exists, with a note for its readers."""
    document = document_of(member(request), document_id)
    page = reverse("studio:document-edit", args=[document.pk])
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        messages.error(request, _("Please choose a file first."))
        return redirect(page)
    if not request.headers.get("HX-Request"):
        _received(request, file, document)
        return redirect(page)
    try:
        _receive(request, file, document)
    except WenfangError as error:
        return _refusal(request, file, error)
    return HttpResponse(status=204, headers={"HX-Redirect": page})


def _answer_script(request: HttpRequest, file: File | None) -> HttpResponse:
    if file is None:
        return HttpResponse(status=400)
    try:
        revision = _receive(request, file)
    except WenfangError as error:
        return _refusal(request, file, error)
    row = row_of(revision.document)
    return render(request, "studio/_document_row.html", {"row": row}, status=201)


def _refusal(request: HttpRequest, file: File, error: WenfangError) -> HttpResponse:
    page = {"file_name": file.name, "message": message_of(error)}
    return render(request, "studio/_upload_refused.html", page, status=error.http_status)


def _receive(request: HttpRequest, file: File, document: Document | None = None) -> Revision:
    limit(request, "upload")
    return receive_upload(
        owner=member(request),
        file=file,
        name=file.name or "",
        document=document,
        change_note=request.POST.get("change_note", ""),
    )


def _received(
    request: HttpRequest, file: File, document: Document | None = None
) -> Revision | None:
    """Without a script a refusal is told on the next page, with the name of its file."""
    try:
        return _receive(request, file, document)
    except WenfangError as error:
        messages.error(request, f"{file.name}: {message_of(error)}")
        return None
