"""Addresses for operators and moderators."""

from django.urls import path

from wenfang.web.operate import reviews, views

app_name = "operate"
urlpatterns = [
    path("", views.state, name="home"),
    path("mail", views.mail_list, name="mail"),
    path("mail/<str:mail_id>", views.mail_show, name="mail-show"),
    path("reports/<str:report_id>/close", views.report_close, name="report-close"),
    path("review", reviews.review_queue, name="review"),
    path("review/<str:document_id>", reviews.review_show, name="review-show"),
    path("review/<str:document_id>/accept", reviews.review_accept, name="review-accept"),
    path("review/<str:document_id>/return", reviews.review_return, name="review-return"),
]
