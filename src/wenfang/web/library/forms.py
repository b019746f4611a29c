"""The form that mails a guest's links again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GuestForm(forms.Form):
    """The address that was given when buying."""

    email = forms.EmailField(
        label=_("The address you gave when buying"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
