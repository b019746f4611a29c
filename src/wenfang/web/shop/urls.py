"""Addresses of orders."""

from django.urls import path

from wenfang.web.shop import notices, ordering, orders

app_name = "shop"
urlpatterns = [
    path("new", ordering.order_new, name="order-new"),
    path("open/<str:token>", orders.order_open, name="order-open"),
    path("notices/<str:provider>", notices.receive, name="notice-receive"),
    path("<str:order_id>", orders.order_show, name="order-show"),
    path("<str:order_id>/pay", orders.order_pay, name="order-pay"),
    path("<str:order_id>/state", orders.order_state, name="order-state"),
    path("<str:order_id>/cancel", orders.order_cancel, name="order-cancel"),
]
