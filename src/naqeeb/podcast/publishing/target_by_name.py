"""The target that a name stands for: a folder or a bucket."""

from __future__ import annotations

from pathlib import Path

from naqeeb.errors import PublishFailed, SettingsError
from naqeeb.paths import expanded
from naqeeb.podcast.publishing.folder import Folder
from naqeeb.podcast.publishing.target import Target
from naqeeb.text.addresses import is_address, redacted


def open_target(target: str, output: Path, below: str = "", *, dry_run: bool = False) -> Target:
    """The target of this name.

    Args:
        target: ``s3://bucket/prefix`` or a folder.
        output: what is published; a folder within it is refused.
        below: folder of the show within the target, where there are several.
        dry_run: whether nothing will be written.

    Raises:
        PublishFailed: it cannot be reached, or is the output itself.
        SettingsError: no bucket is named, or the ``s3`` extra is missing.
    """
    if not target.strip():
        raise SettingsError(
            "the target's name is empty",
            cause="a variable that names it is not set",
            hint="name a folder or s3://bucket/prefix; the current folder is .",
        )
    if target.startswith("s3://"):
        return _bucket(target, below)
    if is_address(target):
        raise PublishFailed(
            f"{redacted(target)} is neither a folder nor s3://bucket/prefix",
            hint="publish to a folder and send that on with rsync or the like; "
            "or set AWS_ENDPOINT_URL for storage that speaks S3",
            target=redacted(target),
        )
    return Folder.open(expanded(target), output, below, dry_run=dry_run)


def _bucket(target: str, below: str) -> Target:
    try:
        from naqeeb.podcast.publishing.bucket import Bucket
    except ImportError:
        raise SettingsError(
            "publishing to s3:// needs obstore, which is not installed",
            hint="pip install 'naqeeb[s3]'",
        ) from None
    return Bucket.open(target, below)
