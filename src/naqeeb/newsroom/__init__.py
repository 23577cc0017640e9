"""The newsroom: where editors work, a web application on their own machine.

It calls the desk as the commands do, and keeps nothing but the work that is running: all
else lies in ``drafts/``, the archive, ``lexicon.toml`` and ``naqeeb.toml``.
"""
