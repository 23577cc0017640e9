"""Microsoft's read-aloud service as the Edge browser talks to it: a websocket by hand."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import html
import json
import re
import struct
import time
from typing import Any

from http_reply import Reply
from spoken import PAGE, Spoken, corrupt, silent, spoken, truncated

HOST = "speech.platform.bing.com"

FAULTS = (
    "",
    "429",
    "403",
    "503",
    "hang",
    "hang half way",
    "reset",
    "no audio",
    "page as audio",
    "truncated",
    "corrupt",
    "silent",
    "50 MB",
)


class Conversation:
    """One conversation in the wire format of the Edge read-aloud service."""

    def __init__(self, proxy: Any, host: Any) -> None:
        self._proxy = proxy
        self._host = host

    def run(self) -> None:
        fault = self._host.fault()
        if self._host.latency_s:
            time.sleep(self._host.latency_s)
        if fault.isdigit():
            self._host.requests.append("")
            self._proxy.send(Reply(status=int(fault)))
            return
        self._upgrade()
        self._receive()  # speech.config
        text = _ssml_text(self._receive())
        self._host.requests.append(text)
        if fault == "hang":
            self._proxy.wait()
        if fault in ("hang", "reset"):
            self._proxy.reset()
            return
        self._answer(spoken(text), text, fault)

    def _answer(self, speech: Spoken, text: str, fault: str) -> None:
        audio = {
            "no audio": b"",
            "page as audio": PAGE * 40,
            "truncated": truncated(speech),
            "corrupt": corrupt(speech),
            "silent": silent(speech),
            "50 MB": bytes(50_000_000),
        }.get(fault, speech.mp3)
        self._send_text("turn.start", {"context": {"serviceTag": "test"}})
        for mark in speech.clip.marks:
            self._send_text("audio.metadata", _boundary(text[mark.start : mark.end], mark.at_ms))
        for start in range(0, len(audio), 720):
            self._send_audio(audio[start : start + 720])
            if fault == "hang half way" and start > len(audio) // 2:
                self._proxy.wait()
                return
        if audio:
            self._send_audio(b"")
        self._send_text("turn.end", {})
        with contextlib.suppress(OSError):
            self._receive()

    def _upgrade(self) -> None:
        key = self._proxy.headers["Sec-WebSocket-Key"]
        accept = hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()
        self._proxy.send_response(101, "Switching Protocols")
        self._proxy.send_header("Upgrade", "websocket")
        self._proxy.send_header("Connection", "Upgrade")
        self._proxy.send_header("Sec-WebSocket-Accept", base64.b64encode(accept).decode())
        self._proxy.end_headers()

    def _receive(self) -> str:
        """One message of the client's: masked, as RFC 6455 asks of clients."""
        read = self._proxy.rfile.read
        size = read(2)[1] & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", read(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", read(8))
        mask = read(4)
        data = read(size)
        return bytes(byte ^ mask[n % 4] for n, byte in enumerate(data)).decode("utf-8", "replace")

    def _send(self, opcode: int, data: bytes) -> None:
        size = len(data)
        length = bytes([size]) if size < 126 else b"\x7e" + struct.pack(">H", size)
        if size >= 1 << 16:
            length = b"\x7f" + struct.pack(">Q", size)
        self._proxy.wfile.write(bytes([0x80 | opcode]) + length + data)

    def _send_text(self, path: str, data: object) -> None:
        head = "X-RequestId:0\r\nContent-Type:application/json; charset=utf-8\r\n"
        self._send(1, f"{head}Path:{path}\r\n\r\n{json.dumps(data)}".encode())

    def _send_audio(self, data: bytes) -> None:
        kind = "Content-Type:audio/mpeg\r\n" if data else ""
        head = f"X-RequestId:0\r\n{kind}X-StreamId:0\r\nPath:audio\r\n".encode()
        self._send(2, struct.pack(">H", len(head)) + head + data)


def _ssml_text(message: str) -> str:
    inside = re.search(r"<prosody[^>]*>(.*)</prosody>", message, re.DOTALL)
    return html.unescape(inside.group(1)) if inside else ""


def _boundary(word: str, at_ms: float) -> dict[str, object]:
    data = {
        "Offset": round(at_ms * 10_000),
        "Duration": 1_000_000,
        "text": {"Text": html.escape(word), "Length": len(word), "BoundaryType": "WordBoundary"},
    }
    return {"Metadata": [{"Type": "WordBoundary", "Data": data}]}
