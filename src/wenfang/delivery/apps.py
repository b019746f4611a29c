"""Django's registration of ``delivery``."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "wenfang.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"
