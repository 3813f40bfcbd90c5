"""The language of a page: the one that the user chose; without a choice, what the browser asks for."""

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from bonemet.accounts.actions import choose_language

LANGUAGE = "language"


class Language(LocaleMiddleware):
    """The language of the session goes before the cookie and the browser's header."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if language := request.session.get(LANGUAGE):
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()


def remember_choice(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Take the choice from the account into the session, so that no page needs to look it up."""
    if request is not None and user.language:
        request.session[LANGUAGE] = user.language
        if hasattr(request, "LANGUAGE_CODE"):  # what is told from here on stands on a page in it
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()


user_logged_in.connect(remember_choice, dispatch_uid="bonemet.accounts.language.remember_choice")


@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """Keep the choice with the account, and in a cookie for the page on which one logs in."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest("language")
    if request.user.is_authenticated:
        choose_language(language=language, by=request.user)
        request.session[LANGUAGE] = language
    return set_language(request)
