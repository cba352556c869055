"""The sheets of the workbook, one module per subject; `spec.book` puts them in order."""
