"""Export of what a unit's lead may see: one row for each assessed lesion, as CSV or as JSON lines."""
