"""`python -m shim`: the command `audio-shim`."""

from shim.cli.command import main

if __name__ == "__main__":
    main()
