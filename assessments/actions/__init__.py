"""Every write: one module a subject, keyword-only functions with `by=`."""
