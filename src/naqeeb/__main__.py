"""``python -m naqeeb``."""

from naqeeb.cli import run

if __name__ == "__main__":
    run()
