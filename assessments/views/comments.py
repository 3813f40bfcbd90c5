"""Comments on a case and questions to a colleague, for every member of the unit, reviewers too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import comments as actions
from assessments.forms.comments import AnswerForm, CommentForm
from assessments.models import Comment
from assessments.record.comments import comments_on

from .access import RefusedPage, member_page, user_of, visible_assessment
from .once import once
from .showing import render
from .shown import held, is_another

if TYPE_CHECKING:
    from uuid import UUID

    from assessments.models import Assessment


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
@once
def comments(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what colleagues said about a case; add to it, answer, or take one's own words back."""
    assessment = visible_assessment(request, uuid)
    another = is_another(request, held(request, assessment))
    action = request.POST.get("action", "") if request.method == "POST" else None
    asks = CommentForm(assessment.unit, user_of(request), request.POST if action == "" else None)
    answer = AnswerForm(request.POST if action == "answer" else None, auto_id="id_answer_%s")
    if action is not None and not another and _written(request, assessment, action, asks, answer):
        return redirect("assessments:comments", uuid=uuid)
    context = {
        "assessment": assessment,
        "patient": assessment.patient,
        "comments": comments_on(assessment),
        "form": asks,
        "answer_form": answer,
        "answering": request.POST.get("comment", "") if action == "answer" else "",
        "not_as_shown": another,
    }
    refused = any(form.is_bound and form.errors for form in (asks, answer))
    status = 422 if refused else 409 if another else 200
    return render(request, "assessments/comments/comments.html", context, status=status)


def _written(
    request: HttpRequest, assessment: Assessment, action: str, asks: CommentForm, answer: AnswerForm
) -> bool:
    """Write what was sent; tell whether it could be."""
    by = user_of(request)
    if action == "withdraw":
        try:
            actions.withdraw_comment(comment=_chosen(request, assessment), by=by)
        except actions.NotYoursError as error:
            raise RefusedPage(
                403, _("Only its author withdraws a comment"), _("Nothing was changed."), assessment
            ) from error
        messages.success(request, _("It is withdrawn; it stays to be read as that."))
        return True
    if action == "answer":
        question = _chosen(request, assessment)
        if answer.is_valid():
            text = answer.cleaned_data["text"]
            actions.comment(assessment=assessment, text=text, answers=question, by=by)
            return True
        return False
    if not asks.is_valid():
        return False
    try:
        actions.comment(assessment=assessment, text=asks.cleaned_data["text"], to=asks.to, by=by)
    except actions.NotAMemberError:  # they left between the form and the writing
        asks.add_error("to", _("This colleague is no longer a member of the unit. Choose another."))
        return False
    return True


def _chosen(request: HttpRequest, assessment: Assessment) -> Comment:
    """Find the comment that a button is of."""
    wanted = request.POST.get("comment", "")
    found = (one for one in assessment.comments.filter(withdraws=None) if str(one.uuid) == wanted)
    chosen: Comment | None = next(found, None)
    if chosen is None:
        raise Http404
    return chosen
