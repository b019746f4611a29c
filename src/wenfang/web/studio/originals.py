"""An author's own files, as they were uploaded."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from wenfang.delivery.rules import download_name, leaving_headers
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
    answer = FileResponse(open_blob(revision))
    # Set afterwards: what FileResponse itself would say is "inline".
    for header, value in leaving_headers(name).items():
        answer[header] = value
    return answer
