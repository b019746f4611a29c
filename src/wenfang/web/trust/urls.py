"""Addresses of reports."""

from django.urls import path

from wenfang.web.trust import views

app_name = "trust"
urlpatterns = [path("d/<str:document_id>/report", views.report_new, name="report-new")]
