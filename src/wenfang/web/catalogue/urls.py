"""Addresses of the catalogue."""

from django.urls import path

from wenfang.web.catalogue import crawlers, documents, previews, promises, search, shelves

app_name = "catalogue"
urlpatterns = [
    path("", shelves.home, name="home"),
    path("c/<slug:slug>", shelves.category_show, name="category-show"),
    path("a/<str:handle>", shelves.author_show, name="author-show"),
    path("search", search.search, name="search"),
    path("d/<str:document_id>", documents.document_show, name="document-show"),
    path("p/<str:key>.webp", previews.preview_image, name="preview-image"),
    path("p/<str:key>/text", previews.preview_text, name="preview-text"),
    path("promises", promises.promises, name="promises"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
]
