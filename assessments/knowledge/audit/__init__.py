"""What proves that the knowledge is what it says: fingerprints, versions, traceability."""
