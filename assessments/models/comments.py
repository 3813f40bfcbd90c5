"""What colleagues say to each other about a case: beside the record that is signed, and never deleted."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from assessments.models.base import PLACE, AppendOnly, AppendOnlyQuerySet

from .assessments import Assessment

if TYPE_CHECKING:
    from assessments.models.base import User


class CommentQuerySet(AppendOnlyQuerySet["Comment"]):
    """Comments, and the questions among them."""

    def standing(self) -> Self:
        """Keep what nobody has withdrawn, and what is no withdrawal itself."""
        return self.filter(withdrawal__isnull=True, withdraws__isnull=True)

    def open_for(self, user: User) -> Self:
        """Keep the questions that this user has to answer and has not."""
        answers = Comment.objects.standing().filter(answers=OuterRef("pk"))
        return self.visible_to(user).standing().filter(~Exists(answers), to=user.pk)


class Comment(AppendOnly):
    """One comment. `to` makes it a question to somebody, `answers` an answer, `withdraws` takes one back."""

    unit_path = "assessment__unit"
    erasable_columns = ("text",)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="comments")
    text = models.TextField(blank=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="questions")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, related_name="withdrawal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [PLACE]

    def __str__(self) -> str:
        return f"Comment {self.uuid}"
