"""The administrator's pages: users, units and their members. No record of a patient is reachable here."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin  # registers users and groups first
from django.contrib.auth.models import Group, User

from .models import Membership, Unit

admin.site.unregister(Group)
admin.site.unregister(User)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1
    autocomplete_fields = ("user",)


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    inlines = (MembershipInline,)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("user", "unit", "role")
    list_filter = ("unit", "role")
    autocomplete_fields = ("user", "unit")


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Users are deactivated when they leave: what they wrote keeps their name."""

    def has_delete_permission(self, *_args: object, **_kwargs: object) -> bool:
        return False
