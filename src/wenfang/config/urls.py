"""Every address of the site, by area."""

from django.urls import include, path

from wenfang.web.healthz import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("wenfang.web.catalogue.urls")),
    path("", include("wenfang.web.trust.urls")),
    path("studio/", include("wenfang.web.studio.urls")),
    path("orders/", include("wenfang.web.shop.urls")),
    path("library/", include("wenfang.web.library.urls")),
    path("operate/", include("wenfang.web.operate.urls")),
    path("accounts/", include("wenfang.web.account.urls")),
    path("api/v1/", include("wenfang.api.urls")),
]
