"""`python -m lkjip_xl`."""

from lkjip_xl.cli import main

main()
