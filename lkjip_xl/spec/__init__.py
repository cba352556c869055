"""The one definition of the workbook: words (`types`), lists, formulas in pairs (`build`), sheets, and the whole (`book`)."""
