"""Sentences of Django and allauth that we say in our own words; nobody calls this.

Their catalogues speak in another tone or lack a text. What stands here is collected into our
catalogue, which comes before theirs.
"""

from django.utils.translation import gettext_lazy, ngettext_lazy

SHORTEST_PASSWORD = 8

SENTENCES = [
    gettext_lazy("Email"),
    gettext_lazy("Email address"),
    gettext_lazy("Password"),
    gettext_lazy("The email address and/or password you specified are not correct."),
    gettext_lazy("Too many failed login attempts. Try again later."),
    gettext_lazy("A user is already registered with this email address."),
    gettext_lazy("Your password can’t be too similar to your other personal information."),
    gettext_lazy("Your password can’t be a commonly used password."),
    gettext_lazy("This password is too common."),
    gettext_lazy("The password is too similar to the %(verbose_name)s."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        SHORTEST_PASSWORD,
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        SHORTEST_PASSWORD,
    ),
]
