"""Which parameters of an address hold a secret: by their names, and by the form of their values.

The names are those of the well known ways to sign an address (AWS, CloudFront, Azure, Google,
Akamai, Alibaba, Tencent) and to log in. What only dates or names a signed address (``Expires``,
``X-Amz-Date``, ``se``, ``sp``) opens nothing, and stays.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from naqeeb.text.lazy_pattern import LazyPattern

# A parameter is a secret if its name, in small letters and without separators, is one of
# these or ends in one of those below.
SECRET_NAMES = frozenset(
    (
        *("key", "pass", "pw", "pin", "login", "sid", "connectsid", "bearer", "cookie", "rlkey"),
        *("authorization", "session", "cred", "creds", "credentials", "secrets", "tokens"),
        *("hdnts", "hdnea", "hdntl", "gda", "qak", "googleaccessid", "ticket", "assertion"),
        *("samlresponse", "samlart", "wresult", "tok", "mkttok", "csrf", "xsrf"),
        *("unlockedarticlecode", "resetcode"),
    )
)
_SECRET_ENDINGS = (
    *("apikey", "token", "secret", "password", "passwd", "pwd", "passphrase", "passcode", "otp"),
    *("signature", "sig", "hmac", "jwt", "auth", "nonce", "credential"),
    *("keypairid", "accesskey", "accesskeyid", "authkey", "privatekey", "subscriptionkey"),
    *("secretkey", "sharedkey", "signingkey", "sessionkey", "streamkey", "consumerkey", "appkey"),
    *("userkey", "licensekey", "licencekey", "previewkey", "resourcekey", "accountkey"),
    *("masterkey", "devkey", "authcode", "accesscode", "logincode", "devicecode", "codeverifier"),
    *("oauthverifier", "userpass", "apipass", "loginpass", "passwort", "kennwort", "sessid"),
    *("sessionid", "magiclink"),
)
_SECRET_BEGINNINGS = ("aspsessionid",)
_MAY_BE_NUMBERS = frozenset(("sid", "key", "session"))
_LONGEST_NUMBER = 9
_CODED_NAMES = frozenset(
    (
        *("code", "sign", "sgn", "md5", "hash", "digest", "mac", "checksum", "appid", "gift"),
        *("verify", "tk", "securelink"),
    )
)
"""Names that elsewhere name a story or a page: their values tell."""
_CODED_ENDINGS = ("key",)
_MAY_NAME_PAGES = frozenset(("session", "ticket", "pin", "login"))
_PIECE = LazyPattern("[A-Za-z0-9]{12,}")
_POLICY = LazyPattern(r"\Ae(?:y[AIJ]|w[0ko])[\w~=+/-]{20,}\Z")
"""An object of JSON in base64: what CloudFront and Google sign. A word is no such thing."""


def plain_name(parameter: str) -> str:
    """The name of a parameter in small letters, without separators."""
    return re.sub(r"[^a-z0-9]", "", unquote(parameter).lower())


def is_secret(parameter: str, value: str) -> bool:
    """Whether a query parameter of this name holds a secret.

    Of a few names a number is none: ``?sid=7`` is the seventh story.
    """
    name = plain_name(parameter)
    if name in _MAY_BE_NUMBERS and value.isdecimal() and len(value) <= _LONGEST_NUMBER:
        return False
    if name in SECRET_NAMES or name.startswith(_SECRET_BEGINNINGS):
        return True
    return name.endswith(_SECRET_ENDINGS) or (
        name.endswith("policy") and _POLICY.search(unquote(value)) is not None
    )


def may_name_page(name: str) -> bool:
    """Whether a part of a path of this name may have a page behind it, as ``/session/…``."""
    return plain_name(name) in _MAY_NAME_PAGES


def is_named_secret(name: str) -> bool:
    """Whether a part of a path of this name has a secret behind it, as ``/token/…``."""
    plain = plain_name(name)
    return plain in SECRET_NAMES or plain == "private" or plain.endswith(_SECRET_ENDINGS)


def is_code(parameter: str, value: str) -> bool:
    """Whether a parameter that elsewhere names a story is a code that lets somebody in."""
    name = plain_name(parameter)
    if is_secret(parameter, value):
        return False
    return (name in _CODED_NAMES or name.endswith(_CODED_ENDINGS)) and any(
        not (piece.isalpha() or piece.isdecimal()) for piece in _PIECE.findall(unquote(value))
    )
