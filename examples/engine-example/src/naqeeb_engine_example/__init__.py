"""An engine that hums a text: one swell of sound for each word."""

from array import array
from math import pi, sin

from naqeeb import Clip, Mark, Voice, VoiceNotReady

RATE_HZ = 16000


class Hum:
    version = "hum 1.0"
    online = False
    cacheable = True
    concurrency = 4

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.pitch_hz = voice.options.get("pitch_hz", 220)

    def ready(self) -> None:
        if not isinstance(self.pitch_hz, int | float):
            raise VoiceNotReady("pitch_hz is no number", hint="correct it in the voice file")

    def speak(self, text: str) -> Clip:
        samples, marks, start = array("h"), [], 0
        for word in text.split():
            start = text.index(word, start)
            marks.append(Mark(start, start + len(word), len(samples) / RATE_HZ * 1000))
            start += len(word)
            length = RATE_HZ * (len(word) + 1) // 14
            for n in range(length):
                swell = sin(pi * n / length) ** 2
                samples.append(int(9000 * swell * sin(2 * pi * self.pitch_hz * n / RATE_HZ)))
        return Clip(samples.tobytes(), RATE_HZ, tuple(marks))

    def close(self) -> None:
        pass
