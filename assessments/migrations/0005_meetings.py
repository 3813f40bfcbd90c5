"""Meetings of the tumour board, their agenda and guests; what boards decided is found by an index."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_drafts_of_author"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("running", "In session"), ("closed", "Closed")],
                        default="planned",
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "chair",
                    models.ForeignKey(on_delete=PROTECT, related_name="chaired", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=PROTECT, related_name="meetings", to="assessments.unit"),
                ),
            ],
            options={
                "ordering": ("-on", "-pk"),
                "indexes": [models.Index(fields=["unit", "-on", "-id"], name="meetings_of_unit")],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("question", models.TextField(blank=True)),
                ("is_left", models.BooleanField(default=False, editable=False)),
                ("at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="agenda_items", to="assessments.assessment"
                    ),
                ),
                ("by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "carried_from",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=PROTECT,
                        related_name="carried_over",
                        to="assessments.meeting",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(on_delete=PROTECT, related_name="items", to="assessments.meeting"),
                ),
                (
                    "presenter",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "assessment"), name="a_case_once_on_an_agenda")
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(on_delete=PROTECT, related_name="guests", to="assessments.meeting"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="invited_to", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "user"), name="a_guest_once_at_a_meeting")
                ],
            },
        ),
        migrations.AlterField(
            model_name="unitevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("added", "Became a member"),
                    ("role", "Got another role"),
                    ("removed", "Left the unit"),
                    ("settings", "Settings changed"),
                    ("taken_over", "Assessment taken over"),
                    ("invited", "Invited to a meeting of the tumour board"),
                    ("uninvited", "No longer invited to a meeting of the tumour board"),
                    ("erased", "A patient's identity was erased"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="sealed",
            index=models.Index(
                condition=models.Q(("kind", "board")), fields=["unit", "-at"], name="board_decisions"
            ),
        ),
    ]
