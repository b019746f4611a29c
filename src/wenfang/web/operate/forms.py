"""The forms of a moderator's decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wenfang.trust.rules import LONGEST_REASON


class DecisionForm(forms.Form):
    """``version`` is what the listing had when the moderator opened it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(DecisionForm):
    """The reason goes to the author as it stands."""

    reason = forms.CharField(
        label=_("Reason, for the author"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name the page and what has to change."),
        error_messages={"required": _("Please tell the author why, so that it can be mended.")},
    )
