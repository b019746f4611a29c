"""What a report can be about, in words."""

from django.utils.translation import gettext_lazy as _

KIND_LABELS = {
    "mismatch": _("The content does not match the title"),
    "copyright": _("It infringes a copyright"),
    "illegal": _("It is against the law"),
    "privacy": _("It shows somebody's private data"),
    "quality": _("It is damaged or unreadable"),
    "other": _("Something else"),
}
