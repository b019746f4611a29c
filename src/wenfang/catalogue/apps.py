"""Django's registration of ``catalogue``."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "wenfang.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
