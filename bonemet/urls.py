"""Addresses. The app's own are in assessments.urls; those of accounts are chosen here, one by one."""

from allauth.account import views as account
from allauth.mfa.urls import urlpatterns as second_factor
from allauth.socialaccount.urls import urlpatterns as other_ways_in
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from bonemet import themes
from bonemet.accounts import language as languages
from bonemet.accounts import sessions, single_sign_on
from bonemet.accounts.adapters import closed
from bonemet.accounts.reauthentication import factor_proof_required, guarded, proof_required_to_send
from bonemet.health import healthz, readyz

# By these the second factor is given; all other pages of it change it, and ask for it first.
WAYS_TO_PROVE = ("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
# Before these, nobody is logged in.
WAYS_IN = ("socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup")

accounts: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", single_sign_on.log_out(account.logout), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", factor_proof_required(account.password_change), name="account_change_password"),
    path("password/set/", factor_proof_required(account.password_set), name="account_set_password"),
    path("2fa/", include(guarded(second_factor, but=WAYS_TO_PROVE))),
    path("session/", sessions.state, name="session_state"),
    # To see them needs no proof, to end them does.
    path("sessions/", proof_required_to_send(list_usersessions), name="usersessions_list"),
    # Named because the accounts package links to them; accounts are made by the unit and need no e-mail.
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
]

if settings.OIDC_IS_ON:
    accounts += [
        path("3rdparty/", include(guarded(other_ways_in, but=WAYS_IN))),
        # Named and placed as the accounts package does, which asks for them.
        path("oidc/<slug:provider_id>/login/", single_sign_on.start, name="openid_connect_login"),
        path(
            "oidc/<slug:provider_id>/login/callback/", single_sign_on.callback, name="openid_connect_callback"
        ),
    ]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("accounts/", include(accounts)),
    path("language/", languages.choose, name="set_language"),
    path("theme/", themes.choose, name="set_theme"),
    path("", include("assessments.urls")),
]

# By name: the project's addresses know of the app's views no more than that.
handler500 = "assessments.views.ended.failed"
