"""Changes in the tables that no test can notice, and why: nothing that is shown depends on them."""

EXPLAINED: dict[str, str] = {}
