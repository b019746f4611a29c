"""Addresses for operators."""

from django.urls import path

from wenfang.web.operate import views

app_name = "operate"
urlpatterns = [
    path("", views.state, name="home"),
    path("mail", views.mail_list, name="mail"),
    path("mail/<str:mail_id>", views.mail_show, name="mail-show"),
    path("reports/<str:report_id>/close", views.report_close, name="report-close"),
]
