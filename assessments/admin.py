"""The administrator's pages: users, units and their members. No record of a patient is reachable here.

Nor is anything with which somebody else's session could be taken over.
"""

from typing import Any, ClassVar, cast

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401  all four register their pages now, to be taken away below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin  # registers groups first
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import CharField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from bonemet.accounts.actions import factor_taken_away, reset_password
from bonemet.accounts.models import User

from .actions.access_log import page_name
from .actions.account_log import record_change
from .actions.units import note
from .forms.written import WrittenField
from .models import ACCOUNT_KINDS, AccessEntry, Membership, Unit, UnitEventKind


def user_of(request: HttpRequest) -> User:
    """Give the administrator, who is logged in wherever these pages are shown."""
    return cast("User", request.user)


for model in (Group, Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken, UserSession):
    admin.site.unregister(model)


FILLING_IN = ("/xregexp.js", "/xregexp.min.js", "/urlify.js", "/prepopulate.js")


class KeptAdmin(admin.ModelAdmin):
    """Nothing is deleted: what was done keeps its names. No field is filled in from another."""

    @property
    def media(self) -> forms.Media:
        """Leave out the scripts that make one field of another: a third of the page's weight."""
        scripts: list[str] = super().media._js  # type: ignore[attr-defined]  # the stubs leave it out
        return forms.Media(js=[one for one in scripts if not one.endswith(FILLING_IN)])

    def has_delete_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False


class MembershipInline(admin.StackedInline):  # with a label at each field
    model = Membership
    extra = 1
    fields = (("user", "role", "is_active"),)
    can_delete = False


@admin.register(Unit)
class UnitAdmin(KeptAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name",)
    formfield_overrides: ClassVar = {CharField: {"form_class": WrittenField}}
    inlines = (MembershipInline,)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Save the members, and write down for the unit's lead what the administrator changed."""
        super().save_formset(request, form, formset, change)
        for one in (one for one in formset.forms if one.has_changed()):
            membership = one.instance
            kind = UnitEventKind.ROLE if "role" in one.changed_data else UnitEventKind.ADDED
            if not membership.is_active:
                kind = UnitEventKind.REMOVED
            elif {"user", "is_active"} & set(one.changed_data):
                kind = UnitEventKind.ADDED
            note(membership.unit, kind, membership.user, membership.get_role_display(), request.user)


NAMES = {"first_name": WrittenField, "last_name": WrittenField}


class NamedForm(forms.ModelForm):
    """An account, whose name differs from every other by more than capitals."""

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise self.instance.unique_error_message(User, ["username"])
        return name


class NewAccountForm(NamedForm):
    """A new account. Nobody types its password: a temporary one is made, or it comes by single sign-on."""

    only_single_sign_on = forms.BooleanField(
        label=_("Only by single sign-on, without a password"), required=False
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email")
        field_classes: ClassVar = NAMES


class AccountForm(NamedForm):
    """An account that exists. It has no field for a password."""

    class Meta:
        model = User
        fields = (
            *("username", "first_name", "last_name", "email"),
            *("is_active", "is_staff", "is_superuser", "user_permissions"),
        )
        field_classes: ClassVar = NAMES


# What an administrator may change of an account, as the log and its owner are told.
CHANGES = {
    "rights": {"is_staff", "is_superuser", "user_permissions", "groups"},
    "e-mail address": {"email"},
    "names": {"username", "first_name", "last_name"},
}


# What these pages ask of somebody who is staff; each name is that of one model only.
ASKED_FOR = (
    *("view_user", "add_user", "change_user"),
    *("view_unit", "add_unit", "change_unit"),
    *("view_membership", "add_membership", "change_membership"),
    *("view_authenticator", "delete_authenticator", "view_accessentry"),
)


@admin.register(User)
class AccountAdmin(KeptAdmin, UserAdmin):
    """Users are deactivated when they leave: what they wrote keeps their name.

    No password is typed here for anybody. A temporary one is made by an action of its own, which is written
    down and told to its owner.
    """

    form, add_form = AccountForm, NewAccountForm
    change_form_template = "assessments/administration/account.html"
    fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "user_permissions")}),
        (_("When"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "only_single_sign_on")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()  # boxes instead: Django's two lists are too wide for a phone, and read out wrongly

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the permissions that these pages ask for, and no others."""
        if db_field.name == "user_permissions":
            offered = Permission.objects.filter(codename__in=ASKED_FOR).select_related("content_type")
            kwargs |= {"queryset": offered, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_urls(self) -> list[Any]:
        """Leave out Django's page on which a password is typed for somebody, and add ours."""
        mine = path(
            "<id>/temporary-password/",
            self.admin_site.admin_view(self.temporary_password),
            name="accounts_user_temporary_password",
        )
        return [mine, *(url for url in super().get_urls() if url.name != "auth_user_password_change")]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Save an account and write down what of it was changed, by whom."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            record_change("account made", about=obj, by=user_of(request))
            return
        if "is_active" in form.changed_data:
            what = "account opened" if obj.is_active else "account closed"
            record_change(what, about=obj, by=user_of(request))
        for what, names in CHANGES.items():
            if names & set(form.changed_data):
                record_change(what, about=obj, by=user_of(request))

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: Any = None) -> HttpResponse:
        """Show the temporary password of a new account, this once."""
        if request.POST.get("only_single_sign_on"):
            return super().response_add(request, obj, post_url_continue)
        return self._shown(request, obj, reset_password(user=obj, by=user_of(request)))

    def temporary_password(self, request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002  as Django's
        """Ask whether a temporary password shall be made, and show it once."""
        account = self.get_object(request, unquote(id))
        if account is None or not self.has_change_permission(request, account):
            raise PermissionDenied
        if request.method != "POST":
            return self._shown(request, account, "")
        without = bool(request.POST.get("second_factor"))
        password = reset_password(user=account, without_second_factor=without, by=user_of(request))
        return self._shown(request, account, password)

    def _shown(self, request: HttpRequest, account: User, password: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Temporary password"),
            "account": account,
            "password": password,
            "opts": self.opts,
        }
        return render(request, "assessments/administration/temporary_password.html", context)


@admin.register(Authenticator)
class SecondFactorAdmin(admin.ModelAdmin):
    """A second factor that was lost is taken away here; its secret is shown to nobody."""

    list_display = ("user", "type", "created_at", "last_used_at")
    search_fields = ("user__username",)
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        super().delete_model(request, obj)
        factor_taken_away(user=obj.user, by=user_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        users = {one.user for one in queryset}
        super().delete_queryset(request, queryset)
        for user in users:
            factor_taken_away(user=user, by=user_of(request))


class KindFilter(admin.SimpleListFilter):
    """What happened, of what can happen to accounts."""

    title, parameter_name = _("what happened"), "kind"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in ACCOUNT_KINDS]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(AccessEntry)
class AccountLogAdmin(admin.ModelAdmin):
    """What happened to accounts: attempts to get in and changes. Who looked at which record is not here."""

    list_display = ("at", "user", "kind", "said", "about", "unit")
    list_filter = (KindFilter,)
    list_select_related = ("user", "about", "unit")
    search_fields = ("user__username", "about__username")
    ordering = ("-at", "-pk")
    show_full_result_count = False
    fields = readonly_fields = ("at", "user", "kind", "said", "about", "unit")

    @admin.display(description=_("what"))
    def said(self, entry: AccessEntry) -> str:
        return page_name(entry.what)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(kind__in=ACCOUNT_KINDS, patient=None)

    def has_add_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False

    def has_change_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False

    def has_delete_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False
