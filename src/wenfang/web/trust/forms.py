"""The form for reporting a document."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wenfang.trust.kinds import KIND_LABELS
from wenfang.trust.rules import LONGEST_TEXT


class ReportForm(forms.Form):
    """Members need not give an address; their own is used."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"), choices=list(KIND_LABELS.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Tell us more"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Name the page and what you expected, if you can."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("So that we can answer. Needed for copyright reports."),
    )
