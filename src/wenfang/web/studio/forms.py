"""The forms of the studio: a document's words and price, and a further revision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wenfang.catalogue.actions.describe_listing import checked_price
from wenfang.catalogue.errors import PriceOutOfRangeError
from wenfang.catalogue.models import Category
from wenfang.documents.rules import (
    MAX_CHANGE_NOTE,
    MAX_FREE_PAGES,
    MAX_INTRODUCTION,
    MAX_TITLE,
)
from wenfang.edge.errors import message_of
from wenfang.kernel.money import parse_major
from wenfang.web.templatetags.wenfang import category_name


class CategoryField(forms.ModelChoiceField[Category]):
    """Shelves under their names in the reader's language, lower ones with the one above."""

    def label_from_instance(self, category: Category) -> str:
        name = category_name(category)
        return f"{category_name(category.parent)} / {name}" if category.parent else name


class DocumentForm(forms.Form):
    """``price`` is cleaned to an integer of minor units.

    ``releases_outline`` is taken out where a document has no headings.
    """

    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE)
    category = CategoryField(
        label=_("Category"),
        queryset=Category.objects.select_related("parent"),
        empty_label=_("No category"),
        required=False,
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

    releases_outline = forms.BooleanField(
        label=_("Show the whole table of contents"),
        required=False,
        help_text=_(
            "Everybody then reads the headings of all pages, also of those that have to be paid "
            "for, with their page numbers. The text under them stays closed."
        ),
    )

    def clean_price(self) -> int:
        """Read what was typed as yuan."""
        try:
            amount = parse_major(self.cleaned_data["price"]).amount
        except ValueError:
            problem = _("Write the price as a number, such as 3 or 3.50.")
            raise forms.ValidationError(problem) from None
        try:
            return checked_price(amount)
        except PriceOutOfRangeError as error:
            raise forms.ValidationError(message_of(error)) from error

    def changed_words(self) -> dict[str, Any]:
        """The title, and what differs from what the page proposed, for ``describe_listing``."""
        kept = {"title": self.cleaned_data["title"]}
        for name in ("free_pages", "introduction", "releases_outline"):
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
        help_text=_("For example: the table on page 3 is corrected."),
    )


class WithdrawForm(forms.Form):
    """Why a document leaves the shelf."""

    reason = forms.CharField(
        label=_("Reason (for your own records)"), max_length=200, required=False
    )
