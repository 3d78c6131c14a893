"""What users do, by what they do it with."""
