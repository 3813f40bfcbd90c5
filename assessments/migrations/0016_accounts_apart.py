from django.db import migrations


class Migration(migrations.Migration):
    """Passwords to be changed and choices of language go to the accounts, with their rows."""

    dependencies = [("assessments", "0015_writes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("passworddue", "accounts_passworddue"),
                migrations.AlterModelTable("languagechoice", "accounts_languagechoice"),
            ],
            state_operations=[
                migrations.DeleteModel("PasswordDue"),
                migrations.DeleteModel("LanguageChoice"),
            ],
        )
    ]
