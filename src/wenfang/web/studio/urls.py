"""Addresses of the studio."""

from django.urls import path

from wenfang.web.studio import documents, home, originals, uploads

app_name = "studio"
urlpatterns = [
    path("", home.home, name="home"),
    path("upload", uploads.upload, name="upload"),
    path("d/<str:document_id>", documents.document_edit, name="document-edit"),
    path("d/<str:document_id>/state", documents.document_state, name="document-state"),
    path(
        "d/<str:document_id>/first-pages",
        documents.document_first_pages,
        name="document-first-pages",
    ),
    path("d/<str:document_id>/publish", documents.document_publish, name="document-publish"),
    path("d/<str:document_id>/withdraw", documents.document_withdraw, name="document-withdraw"),
    path("d/<str:document_id>/retry", documents.revision_retry, name="revision-retry"),
    path("d/<str:document_id>/r/<int:number>", originals.original, name="revision-download"),
    path("d/<str:document_id>/revisions", uploads.revision_add, name="revision-add"),
]
