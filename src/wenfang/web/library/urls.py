"""Addresses of the library and its downloads."""

from django.urls import path

from wenfang.web.library import download, views

app_name = "library"
urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("find", views.guest_find, name="guest-find"),
    path("download/<str:token>", download.download, name="download"),
]
