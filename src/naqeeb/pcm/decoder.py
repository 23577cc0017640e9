"""miniaudio, the decoder, imported in this one place.

miniaudio imports numpy wherever it is installed, and only to take arrays, which naqeeb never
hands over. That is a tenth of a second in each start, so numpy is hidden while miniaudio is
imported. This is done at import, in the main thread; nothing else of naqeeb imports numpy.
"""

from __future__ import annotations

import sys

if "numpy" in sys.modules:
    import miniaudio
else:
    sys.modules["numpy"] = None  # type: ignore[assignment]  # makes `import numpy` an ImportError
    try:
        import miniaudio
    finally:
        del sys.modules["numpy"]

__all__ = ["miniaudio"]
