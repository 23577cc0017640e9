"""Azure's Speech service: SSML in, MP3 out.

https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from http_reply import Asked, Refused, Reply, faults_of_http
from rest_speech import KEY, header, refuse_unless
from spoken import Spoken

HOST = "westeurope.tts.speech.microsoft.com"
_SSML = "{http://www.w3.org/2001/10/synthesis}"
_VOICES = {f"ur-{name}Neural" for name in ("PK-Uzma", "PK-Asad", "IN-Gul", "IN-Salman")}


def text_of(asked: Asked) -> str:
    refuse_unless(asked.path == "/cognitiveservices/v1", Reply(status=404))
    refuse_unless(header(asked, "Ocp-Apim-Subscription-Key") == KEY, Reply(status=401))
    refuse_unless(header(asked, "Content-Type") == "application/ssml+xml", Reply(status=415))
    refuse_unless(header(asked, "X-Microsoft-OutputFormat").endswith("-mp3"), Reply(status=400))
    refuse_unless(0 < len(header(asked, "User-Agent")) < 255, Reply(status=400))
    try:
        speak = ET.fromstring(asked.body)
    except ET.ParseError:
        raise Refused(Reply(status=400)) from None
    (voice,) = speak
    good = (speak.tag, voice.tag) == (f"{_SSML}speak", f"{_SSML}voice")
    refuse_unless(good and voice.get("name") in _VOICES, Reply(status=400))
    return "".join(voice.itertext())


def _answer(_: Spoken, audio: bytes) -> Reply:
    return Reply(headers={"Content-Type": "audio/mpeg"}, body=audio)


FAULTS = faults_of_http(_answer) | {"quota": lambda _: Reply(status=403)}
