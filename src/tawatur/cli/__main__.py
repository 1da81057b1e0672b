"""`python -m tawatur.cli`: the same as `tawatur`."""

from tawatur.cli.app import main

if __name__ == "__main__":
    main()
