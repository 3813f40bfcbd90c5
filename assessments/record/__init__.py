"""Reading the record: its chain, its history, what became of the patient, what waits."""
