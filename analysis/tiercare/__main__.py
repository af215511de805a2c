# SPDX-License-Identifier: Apache-2.0
"""`python -m tiercare`: the same as the command `tiercare`."""

from tiercare.commands import main

if __name__ == "__main__":
    main()
