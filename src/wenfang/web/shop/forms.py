"""The form that places an order."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GuestForm(forms.Form):
    """Guests leave an address, so that they find their document again from any device."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("We mail you the link to your document. No account is needed."),
    )


class MemberForm(forms.Form):
    """Members are known; there is nothing to fill in."""
