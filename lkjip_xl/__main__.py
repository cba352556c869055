"""`python -m lkjip_xl`."""

from lkjip_xl.cli import main

if __name__ == "__main__":  # workers that check files import this module too
    main()
