"""Patients and their lesions."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.base import VisibleQuerySet

from .names import name_key, normalised, words_of
from .units import Unit

if TYPE_CHECKING:
    from typing import Self


KEPT = 200  # signs of a name
LAST_SIGN = "\U0010ffff"


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


@models.CharField.register_lookup
class BeginsWith(models.Lookup):
    """A text begins with signs, as they are: a range of an index of SQLite, a pattern for one of PostgreSQL.

    In a PostgreSQL database whose texts are sorted as in a language, N-1 does not stand between N and N
    followed by the last sign there is: nothing is compared by order there.
    """

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*values, connection.ops.prep_for_like_query(self.rhs) + "%")

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", (*values, self.rhs, *values, f"{self.rhs}{LAST_SIGN}")


def begins_like(typed: str, of: str = "") -> models.Q:
    """Keep whose identifier begins like this; `of` leads from other rows to the patient."""
    return models.Q(**{f"{of}identifier__begins": normalised(typed)})


def words_searched(typed: str) -> list[str]:
    """Give the words that names are searched for; none where there is no letter: that is a number."""
    words = words_of(typed)
    return words if any(sign.isalpha() for word in words for sign in word) else []


def is_called(typed: str, of: str = "") -> models.Q:
    """Keep whose name has every word of this as a part of its own; nobody where no name is searched for."""
    if not (words := words_searched(typed)):
        return models.Q(**{f"{of}pk__in": ()})
    return models.Q(*(models.Q(**{f"{of}name_key__contains": word}) for word in words))


class PatientQuerySet(VisibleQuerySet["Patient"]):
    """Patients, found as people look for them."""

    def named(self, name: str) -> Self:
        """Keep who bears this name, in whichever order and with whichever signs it is written."""
        return self.filter(name_key=name_key(name)[:KEPT])


class Patient(models.Model):
    """Who is assessed. Identity lives here and nowhere else: not in answers, addresses or logs."""

    unit_path = "unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="patients")
    identifier = models.CharField(_("identifier"), max_length=64)
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_key = models.CharField(max_length=KEPT, blank=True, editable=False)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    # The record that stays, where a patient was entered twice.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "name_key"], name="patient_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "identifier"], name="one_identifier_in_a_unit")
        ]

    def __str__(self) -> str:
        return f"Patient {self.uuid}"  # never the identity: this text reaches logs and error pages

    def save(self, *args: object, **kwargs: object) -> None:
        self.identifier, self.name_key = normalised(self.identifier), name_key(self.name)[:KEPT]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def everyone(self) -> models.QuerySet[Patient]:
        """Give this record and the duplicates that were joined with it: what is written of them is theirs."""
        return Patient.objects.filter(models.Q(pk=self.pk) | models.Q(merged_into=self.pk))


class Lesion(models.Model):
    """One metastasis of a patient, the same through all assessments of it."""

    unit_path = "patient__unit"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="lesions")
    number = models.PositiveSmallIntegerField()
    # For lists; it follows from the follow-ups and the signatures (see outcomes.due_of).
    follow_up_due = models.DateField(null=True, blank=True, db_index=True)

    objects = VisibleQuerySet["Lesion"].as_manager()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "number"], name="lesions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"Lesion {self.number}"

    @property
    def key(self) -> str:
        """Give its identity as answers and sealed records name it."""
        return str(self.uuid)
