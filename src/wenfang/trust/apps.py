"""Django's registration of ``trust``."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "wenfang.trust"
    label = "trust"
    default_auto_field = "django.db.models.BigAutoField"
