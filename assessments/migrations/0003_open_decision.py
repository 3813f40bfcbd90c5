"""Whether open answers leave other decisions possible, for the lists."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_outbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessedlesion",
            name="is_open",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assessment",
            name="is_open",
            field=models.BooleanField(blank=True, null=True),
        ),
    ]
