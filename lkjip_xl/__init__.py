"""lkjip_xl: issue, take back and check the workbooks behind an LKjIP."""
