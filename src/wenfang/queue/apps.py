"""Django's registration of ``queue``."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "wenfang.queue"
    label = "queue"
    default_auto_field = "django.db.models.BigAutoField"
