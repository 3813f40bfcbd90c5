"""The medicine: questions, findings, scores, rules and the advice they give. Standard library only."""
