"""Very many episodes out of one: the same words under other names, whole down to each hash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from naqeeb.model import hashed_name


def clone(template: Path, number: int, *, key: str) -> str:
    """Put another episode beside ``template``, as if it had been made of the source ``key``.

    Names are replaced by names of the same length in every file, the sound's tag too.

    Args:
        template: an episode's folder.
        number: below 2**32; the last eight digits of the new id.
        key: the source key.

    Returns:
        The new id.
    """
    record = json.loads((template / "episode.json").read_bytes())
    digits = f"{number:08x}"
    old_id = str(record["id"])
    new_id = old_id[:-8] + digits
    guid = f"urn:uuid:00000000-0000-4000-8000-{number:012x}"
    names = {
        old_id: new_id,
        record["guid"]: guid,
        hashed_name(record["key"]): hashed_name(key),
    }
    folder = template.with_name(new_id)
    folder.mkdir()
    sound = _replaced((template / record["audio"]["name"]).read_bytes(), names.items())
    digest = sha256(sound).hexdigest()
    audio = record["audio"] | {"name": f"{new_id}-{digest[:8]}.mp3", "sha256": digest}
    (folder / audio["name"]).write_bytes(sound)
    old_digits = record["audio"]["sha256"][:8]
    # The id is replaced first, so the sound's name begins with the new one by then.
    names[f"{new_id}-{old_digits}"] = f"{new_id}-{digest[:8]}"
    files = {}
    for name in record["files"]:
        data = _replaced((template / name).read_bytes(), names.items())
        (folder / name).write_bytes(data)
        files[name] = sha256(data).hexdigest()
    record |= {"id": new_id, "guid": guid, "key": key, "audio": audio, "files": files}
    if "aliases" in record:
        record["aliases"] = [f"text:{number:032x}"]
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    (folder / "episode.json").write_text(text + "\n", "utf-8")
    return new_id


def _replaced(data: bytes, names: Iterable[tuple[str, str]]) -> bytes:
    for old, new in names:
        for encoding in ("utf-8", "utf-16-le"):  # a tag has both
            data = data.replace(old.encode(encoding), new.encode(encoding))
    return data
