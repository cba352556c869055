"""Exceptions of the package; every one a caller may want to catch derives from LkjipError."""


class LkjipError(Exception):
    """Base of everything this package raises on purpose."""


class NotAWorkbook(LkjipError):
    """The file cannot be read as .xlsx.

    Attributes:
        what: Indonesian sentence that says what the file is or what is wrong with it.
        advice: what to do about it.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what, self.advice = what, advice

    def __str__(self) -> str:
        return self.reason

    @property
    def reason(self) -> str:
        """Both sentences."""
        return f"{self.what} {self.advice}"


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
