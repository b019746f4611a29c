"""An author's own files, as they were uploaded."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from wenfang.delivery.rules import attachment, download_name
from wenfang.documents.access import document_of
from wenfang.documents.queries import open_blob
from wenfang.kernel.errors import NotFoundError
from wenfang.web.asking import member


@require_GET
@login_required
def original(request: HttpRequest, document_id: str, number: int) -> FileResponse:
    """The bytes of one revision for its author; no browser may run them."""
    document = document_of(member(request), document_id)
    revision = document.revisions.select_related("blob").filter(number=number).first()
    if revision is None:
        raise NotFoundError
    name = download_name(document.title, revision.format, revision.file_name)
    answer = FileResponse(open_blob(revision), content_type="application/octet-stream")
    # Set afterwards: what FileResponse itself would say is "inline".
    answer["Content-Disposition"] = attachment(name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
