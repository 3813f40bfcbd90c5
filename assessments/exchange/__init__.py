"""What is exchanged with a hospital's other systems, in HL7 FHIR R4: derived from declarations and seals."""
