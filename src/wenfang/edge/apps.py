"""Django's registration of ``edge``."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    name = "wenfang.edge"
    label = "edge"
    default_auto_field = "django.db.models.BigAutoField"
