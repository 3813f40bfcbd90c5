"""The forms of a comment and of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonemet.accounts.models import User

from .meetings import members_of
from .signing import LONGEST_TEXT
from .written import WrittenField

if TYPE_CHECKING:
    from assessments.models import Unit

MOST_BUTTONS = 7


def _text(label: Any) -> WrittenField:
    widget = forms.Textarea(attrs={"rows": 3, "class": "form-control"})
    return WrittenField(label=label, max_length=LONGEST_TEXT, widget=widget)


class AnswerForm(forms.Form):
    """An answer to a question."""

    text = _text(gettext_lazy("Your answer"))


class CommentForm(forms.Form):
    """A comment, or a question to a member of the unit."""

    text = _text(gettext_lazy("Your comment or question"))

    def __init__(self, unit: Unit, by: User, data: Any = None) -> None:
        super().__init__(data)
        self.members = {key: one for key, one in members_of(unit).items() if one != by}
        named = [(key, one.get_full_name() or one.username) for key, one in self.members.items()]
        few = len(named) < MOST_BUTTONS
        self.fields["to"] = forms.ChoiceField(
            label=_("Who has to answer?"),
            choices=[("", _("Nobody: a comment")), *named],
            required=False,
            widget=forms.RadioSelect if few else forms.Select(attrs={"class": "form-select"}),
        )

    @property
    def to(self) -> User | None:
        """Give who is asked, if anybody is."""
        return self.members.get(self.cleaned_data["to"])
