"""The forms of the studio: a document's words and price, and a further revision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenfang.catalogue.models import Category
from wenfang.documents.rules import (
    MAX_CHANGE_NOTE,
    MAX_FREE_PAGES,
    MAX_INTRODUCTION,
    MAX_TITLE,
)
from wenfang.kernel.money import parse_major

HIGHEST_PRICE = 100_000_00


class DocumentForm(forms.Form):
    """``price`` is cleaned to an integer of minor units."""

    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE)
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("Choose a category")
    )
    price = forms.CharField(
        label=_("Price in yuan"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("0 gives it away."),
    )
    free_pages = forms.IntegerField(
        label=_("Free pages"),
        min_value=0,
        max_value=MAX_FREE_PAGES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Readers see these before they buy. Nothing else of the file is shown."),
    )
    introduction = forms.CharField(
        label=_("Introduction"),
        max_length=MAX_INTRODUCTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Proposed from the free pages. Change it as you like."),
    )

    def clean_price(self) -> int:
        """Read what was typed as yuan."""
        try:
            amount = parse_major(self.cleaned_data["price"]).amount
        except ValueError:
            raise forms.ValidationError(_("Write the price as a number, such as 3 or 3.50.")) from None
        if amount > HIGHEST_PRICE:
            raise forms.ValidationError(_("The highest price is ¥100,000."))
        return amount

    def changed_words(self) -> dict[str, Any]:
        """What differs from what the page had proposed, for ``edit_document``; always the title."""
        kept = {"title": self.cleaned_data["title"]}
        for name in ("free_pages", "introduction"):
            if name in self.changed_data:
                kept[name] = self.cleaned_data[name]
        return kept


class RevisionForm(forms.Form):
    """A new file for a document that exists."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    change_note = forms.CharField(
        label=_("What changed"),
        max_length=MAX_CHANGE_NOTE,
        required=False,
        help_text=_("Buyers and readers see this note."),
    )


class WithdrawForm(forms.Form):
    """Why a document leaves the shelf."""

    reason = forms.CharField(label=_("Reason (for your own records)"), max_length=200, required=False)
