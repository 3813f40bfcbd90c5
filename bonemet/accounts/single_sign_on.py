"""Single sign-on by OpenID Connect: whom the hospital's provider names, and what is refused, and why.

It is begun by a link and never by a form: the rule `form-action 'self'` of the pages holds for every redirect
that follows a form, and a provider that forwards to another host would be stopped by it in Chrome and Edge.
"""

from __future__ import annotations

import logging
import secrets
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests.adapters import HTTPAdapter

from bonemet.accounts.models import User
from bonemet.accounts.reauthentication import factor_proof_required, reauthentication_required
from bonemet.accounts.signals import groups_told
from bonemet.accounts.tokens import is_service

if TYPE_CHECKING:
    from collections.abc import Callable

    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest, HttpResponse

PROVIDER = "sso"
ID_TOKEN = "single_sign_on_id_token"  # noqa: S105  in the session: names to the provider whom it is to log out
NONCE = "nonce"  # in the state of a log-in that was begun, and in the token that ends it
# How a provider may sign: by a key that it alone has. What else a token calls itself is not even tried.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LONGEST_TOKEN = 8_000  # characters; a longer one would not fit into the address of the provider's log-out

logger = logging.getLogger(__name__)

# Why somebody is not let in: status, and what they read. Each has a line in the log, which names nobody.
REASONS = {
    "cancelled": (403, gettext_noop("The log-in was cancelled at the provider.")),
    "down": (
        503,
        gettext_noop("The provider of single sign-on cannot be reached at the moment. Log in with your password, or try again later."),  # noqa: E501
    ),
    "refused": (
        403,
        gettext_noop("The provider of single sign-on did not let you in. Try again, or ask its administrator."),  # noqa: E501
    ),
    "not trusted": (
        403,
        gettext_noop("The provider's answer could not be verified, so nobody was logged in. Tell your hospital's engineers."),  # noqa: E501
    ),
    "unknown": (
        403,
        gettext_noop("You have no account here. Your unit's administrator makes one; then log in again."),
    ),
    "not verified": (
        403,
        gettext_noop("An account here has your e-mail address, but the provider does not say that the address is verified. Log in with your password and connect single sign-on under “Single sign-on” in your menu."),  # noqa: E501
    ),
    "ambiguous": (
        403,
        gettext_noop("More than one account here has your e-mail address. Your unit's administrator must mend that."),  # noqa: E501
    ),
    "closed": (
        403,
        gettext_noop("Your account here is closed. Your unit's administrator can open it again."),
    ),
    "elsewhere": (
        403,
        gettext_noop("The log-in was begun in another window or too long ago. Begin again."),
    ),
}  # fmt: skip


class NotTrusted(OAuth2Error):
    """What the provider sent is not what its own description and signature promise."""


def refused(request: HttpRequest, reason: str, detail: str = "") -> HttpResponse:
    """Give the page that says why somebody is not let in, and write the reason to log and access log."""
    logger.warning("single sign-on refused: %s%s", reason, f" ({detail})" if detail else "")
    user_login_failed.send(sender=SingleSignOnAdapter, credentials={}, request=request)
    status, text = REASONS[reason]
    return render(request, "account/single_sign_on_refused.html", {"text": _(text)}, status=status)


# -- What the provider says, and whether it may be believed


class Adapter(OpenIDConnectOAuth2Adapter):
    """allauth's, which trusts more: here the issuer must be the one that was set, and every token signed."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        said, wanted = str(config.get("issuer", "")).rstrip("/"), settings.OIDC_SERVER_URL.rstrip("/")
        if said != wanted.partition("/.well-known/")[0]:
            raise NotTrusted("the issuer is another than BONEMET_OIDC_SERVER_URL")
        return config

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            signed_by = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError:
            raise NotTrusted("the id_token cannot be read") from None
        if signed_by not in ALGORITHMS:
            raise NotTrusted("the id_token is signed in a way that is not taken")
        data: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=_key,
        )
        if len(id_token) <= LONGEST_TOKEN:
            self.request.id_token = id_token
            remember_token(self.request)
        return data

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """Raise NotTrusted without a signed token, or where token and user information differ in the user."""
        if not kwargs["response"].get("id_token"):
            raise NotTrusted("no id_token")
        login: SocialLogin = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data
        if said.get("userinfo", {}).get("sub", said["id_token"]["sub"]) != said["id_token"]["sub"]:
            raise NotTrusted("userinfo is about another user than the id_token")
        return login


class Provider(OpenIDConnectProvider):
    """allauth's, with the adapter above."""

    oauth2_adapter_class = Adapter

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        """Ask the provider for nothing that the address of the link says: only what is set here."""
        params: dict[str, Any] = self.get_auth_params()
        return params

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope

    def redirect(self, request: HttpRequest, process: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin a log-in: the token that ends it must hold what only this begin knows."""
        nonce = secrets.token_urlsafe(32)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), NONCE: nonce}
        response: HttpResponse = super().redirect(request, process, *args, **kwargs, **{NONCE: nonce})
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Give the field that is the user's id; without it nobody can be told from anybody."""
        try:
            return str(super().extract_uid(data))
        except KeyError as error:
            raise NotTrusted(f"no field {error} in what the provider says of the user") from None


def _key(keys: dict[str, Any], kid: str) -> Any:
    """Find the provider's key; only kinds that need its secret half to sign with are taken."""
    asymmetric = [key for key in keys["keys"] if key.get("kid") == kid and key.get("kty") != "oct"]
    return jwtkit.lookup_kid_jwk({"keys": asymmetric}, kid)


def _is_safe(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn whatever a provider can do wrong into a page."""

    @wraps(view)
    def page(request: HttpRequest, provider_id: str) -> HttpResponse:
        if provider_id != PROVIDER or not settings.OIDC_IS_ON:
            return redirect("account_login")
        try:
            return view(request)
        except requests.RequestException as error:
            return refused(request, "down", type(error).__name__)
        except (OAuth2Error, KeyError, TypeError, ValueError, AttributeError) as error:
            return refused(request, "not trusted", _detail(error))

    return page


def _detail(error: Exception) -> str:
    """Tell ours in words; of others only the kind, for their text may quote what the provider sent."""
    return str(error) if isinstance(error, NotTrusted) else type(error).__name__


@require_safe
@never_cache
@_is_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider. Only from here: no other site can log anybody in."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect("account_login")
    process = request.GET.get("process", AuthProcess.LOGIN)
    if process not in (AuthProcess.LOGIN, AuthProcess.CONNECT):
        return redirect("account_login")
    view: Callable[..., HttpResponse] = OAuth2LoginView.adapter_view(Adapter(request, PROVIDER))
    if process == AuthProcess.CONNECT:  # another way in, for as long as the account lasts
        view = factor_proof_required(reauthentication_required(view))
    return view(request)


@require_safe
@never_cache
@_is_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Take the browser back from the provider."""
    view: HttpResponse = OAuth2CallbackView.adapter_view(Adapter(request, PROVIDER))(request)
    return view


# -- Who that is here


class OnlyTheProvider(HTTPAdapter):
    """Asks the host that was set and those named beside it; no description of a provider leads elsewhere."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        asked, own = urlsplit(request.url or ""), urlsplit(settings.OIDC_SERVER_URL)
        if asked.hostname not in {own.hostname, *settings.OIDC_HOSTS} or asked.scheme != own.scheme:
            raise NotTrusted(f"it leads to {asked.scheme}://{asked.hostname}, which BONEMET_OIDC_HOSTS lacks")
        return super().send(request, *args, **kwargs)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def get_requests_session(self) -> requests.Session:
        """Give a session that follows no redirect, which could carry our secret to another host."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        for scheme in ("https://", "http://"):
            session.mount(scheme, OnlyTheProvider())
        return session

    def generate_state_param(self, state: dict[str, Any]) -> str:
        """Name a log-in that was begun by 256 random bits."""
        return secrets.token_urlsafe(32)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account this is: connected before, or else by the verified e-mail address."""
        said = sociallogin.account.extra_data.get("id_token", {}).get(NONCE)
        if not said or not constant_time_compare(said, sociallogin.state.get(NONCE, "")):
            raise ImmediateHttpResponse(refused(request, "not trusted", "the id_token is of another log-in"))
        user = sociallogin.user if sociallogin.is_existing else None
        if user is None and sociallogin.state.get("process") != AuthProcess.CONNECT:
            user = _by_address(request, sociallogin)
            if user is not None and user.is_active and not is_service(user):
                sociallogin.connect(request, user)
                logger.info("single sign-on: connected to an account by its e-mail address")
        if user is not None and (not user.is_active or is_service(user)):
            raise ImmediateHttpResponse(refused(request, "closed"))
        if user is not None:
            _tell_groups(user, sociallogin)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        if not settings.OIDC_CREATES_ACCOUNTS:
            raise ImmediateHttpResponse(refused(request, "unknown"))
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        logger.info("single sign-on: account made")
        _tell_groups(user, sociallogin)
        return user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **_more: Any
    ) -> None:
        """Answer with a page of ours, whatever went wrong."""
        if isinstance(exception, requests.RequestException):
            reason = "down"
        elif exception is not None:
            reason = "not trusted"
        elif error == AuthError.CANCELLED:
            reason = "cancelled"
        else:
            reason = "refused" if "state" in request.GET and "error" in request.GET else "elsewhere"
        raise ImmediateHttpResponse(refused(request, reason, _detail(exception) if exception else ""))


def _by_address(request: HttpRequest, sociallogin: SocialLogin) -> User | None:
    """Give the one account that has an address of theirs; raise a refusal where that would be a guess."""
    for address in sociallogin.email_addresses:
        found = list(User.objects.filter(email__iexact=address.email)[:2]) if address.email else []
        if not found:
            continue
        is_trusted = (
            address.verified or address.email.rpartition("@")[2].lower() in settings.OIDC_TRUSTED_DOMAINS
        )
        if not is_trusted:
            raise ImmediateHttpResponse(refused(request, "not verified"))
        if len(found) > 1:
            raise ImmediateHttpResponse(refused(request, "ambiguous"))
        return found[0]
    return None


def _tell_groups(user: User, sociallogin: SocialLogin) -> None:
    """Tell the app in which of the provider's groups somebody is, where the setting asks for groups."""
    if not settings.OIDC_GROUPS:
        return
    said = sociallogin.account.extra_data
    groups = {**said.get("id_token", {}), **said.get("userinfo", {})}.get(settings.OIDC_GROUPS_FIELD, [])
    groups = [groups] if isinstance(groups, str) else groups
    groups_told.send(sender=User, user=user, groups={str(group) for group in groups or []})


# -- Out again


def remember_token(request: HttpRequest) -> None:
    """Keep what names the session to the provider; again after log-in, which may have begun a new one."""
    if token := getattr(request, "id_token", ""):
        request.session[ID_TOKEN] = token


def log_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap the log-out: whoever came from the provider is sent on to log out there as well.

    By a page that leads on, and not by a redirect, which `form-action 'self'` would stop.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = _end_of_session(request) if request.method == "POST" else ""
        response = view(request, *args, **kwargs)
        if not address or request.user.is_authenticated:
            return response
        return render(request, "account/log_out_there.html", {"address": address, "name": settings.OIDC_NAME})

    return page


def _end_of_session(request: HttpRequest) -> str:
    """Give the provider's address of log-out; empty where it has none, or cannot be asked now."""
    if ID_TOKEN not in request.session:
        return ""
    try:
        config = Adapter(request, PROVIDER).openid_config
    except (requests.RequestException, OAuth2Error, ValueError):
        return ""
    if not (end := config.get("end_session_endpoint")):
        return ""
    back = request.build_absolute_uri(reverse("account_login"))
    asked = {
        "id_token_hint": request.session[ID_TOKEN],
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": back,
    }
    return f"{end}{'&' if '?' in end else '?'}{urlencode(asked)}"
