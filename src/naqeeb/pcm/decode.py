"""Sound files and MP3 frames into PCM with miniaudio; nothing is fetched, no program is run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from naqeeb.pcm.decoder import miniaudio


def resampled(pcm: bytes | memoryview, rate_hz: int, to_hz: int) -> bytes:
    """Mono PCM at another sample rate."""
    if rate_hz == to_hz:
        return bytes(pcm)
    s16 = miniaudio.SampleFormat.SIGNED16
    return bytes(miniaudio.convert_frames(s16, 1, rate_hz, bytes(pcm), s16, 1, to_hz))


def decoded_file(data: bytes, rate_hz: int, *, most_samples: int) -> bytes | None:
    """A whole sound file as mono PCM, cut soon after ``most_samples``.

    None where it cannot be decoded or holds no sound.
    """
    pieces: list[bytes] = []
    samples = 0
    try:
        for piece in miniaudio.stream_memory(
            data,
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=rate_hz,
            frames_to_read=65536,
        ):
            pieces.append(piece.tobytes())
            samples += len(piece)
            if samples > most_samples:
                break
    except miniaudio.MiniaudioError:
        return None
    return b"".join(pieces) or None


def decoded_frames(
    frames: Iterator[bytes], rate_hz: int, piece_samples: int
) -> Iterator[memoryview]:
    """PCM of MP3 frames that come while they are encoded, in pieces of one length."""
    base: Any = miniaudio.StreamableSource

    class Arriving(base):  # type: ignore[misc]
        held = b""

        def read(self, num_bytes: int) -> bytes:
            # Always all that is asked for: the decoder loses frames over short reads.
            while len(self.held) < num_bytes:
                arrived = next(frames, None)
                if arrived is None:
                    break
                self.held += arrived
            given, self.held = self.held[:num_bytes], self.held[num_bytes:]
            return given

    source = Arriving()
    for samples in miniaudio.stream_any(
        source,
        source_format=miniaudio.FileFormat.MP3,
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=rate_hz,
        frames_to_read=piece_samples,
    ):
        yield memoryview(samples).cast("B")
