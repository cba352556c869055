"""Exceptions of the package; every one a caller may want to catch derives from LkjipError."""


class LkjipError(Exception):
    """Base of everything this package raises on purpose."""


class NotAWorkbook(LkjipError):
    """The file cannot be read as .xlsx.

    Attributes:
        reason: Indonesian text that says what the file is and what to do about it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SpecError(LkjipError):
    """A template specification breaks one of its own rules."""


class DataFileError(LkjipError):
    """A data file (TOML, JSON, CSV) is malformed or does not match the specification."""


class OutputError(LkjipError):
    """A result cannot be written; nothing half-written is left."""


class OutputExists(OutputError):
    """The target exists and may not be overwritten."""


class ErrorsOpen(LkjipError):
    """A workbook has open errors and the caller asked for none."""
