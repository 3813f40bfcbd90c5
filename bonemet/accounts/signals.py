"""What the accounts tell, for whoever writes it down."""

from django.dispatch import Signal

# With `request` and `user` (None for a name that nobody has): an attempt was not even tried.
attempt_refused = Signal()

# With `user`: they have ended their other sessions.
sessions_ended = Signal()

# With `what`, `about` and `by` (None for the server's command line): an account was changed.
account_changed = Signal()

# With `user` and `groups`: the names of the groups in which the provider of single sign-on has them.
groups_told = Signal()
