"""lkjip_xl: issue, take back and check the Excel workbooks behind an Indonesian LKjIP.

The public functions are those of `lkjip_xl.pipeline`.
"""

__version__ = "0.1.0"
