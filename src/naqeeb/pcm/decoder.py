"""miniaudio, the decoder, imported in this one place.

miniaudio imports numpy wherever it is installed, and only to take arrays, which naqeeb never
hands over. That is a tenth of a second in each start, so numpy is hidden while miniaudio is
imported. This is done at import, in the main thread; nothing else of naqeeb imports numpy.
"""

from __future__ import annotations

import sys

from naqeeb.errors import SoundError

_HIDES_NUMPY = "numpy" not in sys.modules
if _HIDES_NUMPY:
    sys.modules["numpy"] = None  # type: ignore[assignment]  # makes `import numpy` an ImportError
try:
    import miniaudio
except ImportError as error:
    raise SoundError(
        "miniaudio, which decodes sound, is not installed",
        cause="there is no wheel of it for this Python and this machine",
        hint="install a C compiler, then run `pip install miniaudio`",
    ) from error
finally:
    if _HIDES_NUMPY:
        del sys.modules["numpy"]

__all__ = ["miniaudio"]
