"""Addresses. The app's own are in assessments.urls; those of accounts are chosen here, one by one."""

from allauth.account import views as account
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from bonemet import themes
from bonemet.accounts import language as languages
from bonemet.accounts import sessions, single_sign_on
from bonemet.accounts.adapters import closed
from bonemet.health import healthz, readyz

accounts: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", single_sign_on.log_out(account.logout), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("session/", sessions.state, name="session_state"),
    path("sessions/", include("allauth.usersessions.urls")),
    # Named because the accounts package links to them; accounts are made by the unit and need no e-mail.
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
]

if settings.OIDC_IS_ON:
    accounts += [
        path("3rdparty/", include("allauth.socialaccount.urls")),
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
