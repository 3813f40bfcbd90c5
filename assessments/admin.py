"""The administrator's pages: users, units and their members. No record of a patient is reachable here.

Nor is anything with which somebody else's session could be taken over.
"""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401  all four register their pages now, to be taken away below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin  # registers users and groups first
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from bonemet.accounts.actions import ask_for_a_longer_one, ask_for_another

from .actions.units import note
from .models import Membership, Unit, UnitEventKind

for model in (Group, User, Authenticator, EmailAddress, SocialAccount, SocialApp, SocialToken, UserSession):
    admin.site.unregister(model)


class KeptAdmin(admin.ModelAdmin):
    """Nothing is deleted: what was done keeps its names."""

    def has_delete_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1
    autocomplete_fields = ("user",)
    can_delete = False


@admin.register(Unit)
class UnitAdmin(KeptAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name",)
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


class GivenPasswordForm(AdminPasswordChangeForm):
    """A password that the administrator has typed is changed by its owner at the next log-in."""

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        ask_for_another(user=user)
        return user


class AccountForm(UserChangeForm):
    """An account that is changed. Its name differs from every other by more than capitals."""

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise self.instance.unique_error_message(User, ["username"])
        return name


@admin.register(User)
class AccountAdmin(KeptAdmin, UserAdmin):
    """Users are deactivated when they leave: what they wrote keeps their name."""

    form = AccountForm
    change_password_form = GivenPasswordForm

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """A password that the administrator has typed is changed by its owner at the first log-in."""
        super().save_model(request, obj, form, change)
        if not change:
            ask_for_another(user=obj)


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
        ask_for_a_longer_one(user=obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        users = {one.user for one in queryset}
        super().delete_queryset(request, queryset)
        for user in users:
            ask_for_a_longer_one(user=user)
