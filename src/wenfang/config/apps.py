"""Runs the wiring when Django has loaded every app."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "wenfang.config"
    label = "wiring"

    def ready(self) -> None:
        from wenfang.config import wiring

        wiring.connect()
