"""Django's registration of ``sales``."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "wenfang.sales"
    label = "sales"
    default_auto_field = "django.db.models.BigAutoField"
