"""Django's registration of ``documents``."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "wenfang.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
