"""Django's registration of ``notify``."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "wenfang.notify"
    label = "notify"
    default_auto_field = "django.db.models.BigAutoField"
