"""A service behind a REST interface, as an engine has it: address, key, patience, connections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from naqeeb.model import Voice
from naqeeb.speech.address import Address, address_of, refuse_plain
from naqeeb.speech.keys import Key
from naqeeb.speech.online import patience_of, service
from naqeeb.speech.rest import Explain, RestClient

T = TypeVar("T")


class RestService:
    """One voice's way to its service. Its methods may be called from any thread.

    Args:
        voice: whose options hold the patience.
        address: where the service is.
        key: opens it.
        connections: at most so many at once.

    Raises:
        SettingsError: an option is wrong.
    """

    def __init__(self, voice: Voice, address: Address, key: Key, connections: int) -> None:
        self.address = address
        self.host = address.host
        self.key = key
        self._patience = patience_of(voice)
        self._service = service(self.host)
        self._client = RestClient(address, self._patience, connections)

    def ask(
        self,
        path: str,
        content: bytes,
        headers: Mapping[str, str],
        explain: Explain,
        *,
        billed: int,
        read: Callable[[bytes], T],
    ) -> T:
        """What ``read`` makes of the answer; asked for again while that may help.

        Args:
            path: below the service's base URL.
            content: the body of the request.
            headers: of the request.
            explain: what a refusal means.
            billed: characters that one request costs.
            read: raises BadAudio where the answer is not what it must be.

        Raises:
            VoiceFailed: it failed for good, or time is up.
            BudgetReached: one more request would pass the day's budget.
        """
        url = f"{self.address.base_url}/{path}"
        return self._service.ask(
            lambda: read(self._client.post(url, content, headers, explain)), self._patience, billed
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()


def paid_service(
    voice: Voice, base_url: str, key_env: str, page: str, connections: int
) -> RestService:
    """A service that takes nothing without a key, so that plain HTTP to it is refused.

    Args:
        voice: its options may name another ``base_url``, and where the key lies.
        base_url: the service's own.
        key_env: the environment variable of the key.
        page: where the newsroom gets one.
        connections: at most so many at once.

    Raises:
        SettingsError: an option is wrong.
    """
    address = address_of(voice, base_url)
    refuse_plain(voice, address)
    return RestService(voice, address, Key(voice, key_env, page), connections)
