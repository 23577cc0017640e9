"""Secrets in addresses: kept out of names and records, starred in messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqeeb.text.addresses import is_address, is_private, redacted, without_secrets

JSON_TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.canary0123"
AWS_ID = "AKIACANARY0123456789"
POLICY = "eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoi~canary-_"

SIGNED = [
    ("X-Amz-Security-Token", "canary"),
    ("AWSAccessKeyId", "canary"),
    ("Policy", POLICY),
    ("CloudFront-Policy", POLICY),
    ("Key-Pair-Id", "canary"),
    ("CloudFront-Key-Pair-Id", "canary"),
    ("sig", "canary%2B"),
    ("X-Goog-Signature", "canary"),
    ("X-Goog-Credential", "canary"),
    ("GoogleAccessId", "desk@canary.example"),
    ("__gda__", "1_canary"),
    ("hdnea", "exp=1~acl=/*~hmac=canary"),
    ("t", "exp=1~acl=/*~hmac=canary"),
    ("OSSAccessKeyId", "canary"),
    ("x-oss-signature", "canary"),
    ("q-ak", "canary"),
    ("q-signature", "canary"),
    ("txSecret", "canary"),
    ("auth_key", "1-0-0-canary"),
    ("login", "canary"),
    ("pin", "4711"),
    ("otp", "123456"),
    ("sms_otp", "123456"),
    ("pwd", "canary"),
    ("user_pwd", "canary"),
    ("db-passwd", "canary"),
    ("tempauth", "canary"),
    ("connect.sid", "canary"),
    ("cookie", "canary"),
    ("rlkey", "canary"),
    ("resourcekey", "0-canary"),
    ("preview_nonce", "canary"),
    ("code_verifier", "canary"),
    ("SAMLart", "canary"),
    ("q", AWS_ID),
    ("q", "AIzaCanary0123456789abcdefghijklmnopqrs"),
    ("q", "ghp_Canary0123456789abcdefghijklmnopqrst"),
    ("q", "xoxb-canary-0123456789"),
    ("q", "sk-proj-canary0123456789abcdefghijklmnopqrst"),
]

SECRETS = [
    ("https://user:canary@news.pk/a", "https://news.pk/a", "https://***@news.pk/a"),
    ("https://canary@news.pk/a", "https://news.pk/a", "https://***@news.pk/a"),
    ("http://u:can@ary@news.pk:81/", "http://news.pk:81/", "http://***@news.pk:81/"),
    ("https://news.pk/a?api_key=canary", "https://news.pk/a", "https://news.pk/a?api_key=***"),
    (
        "https://news.pk/a?p=7&Access-Token=canary&q=x",
        "https://news.pk/a?p=7&q=x",
        "https://news.pk/a?p=7&Access-Token=***&q=x",
    ),
    (
        "https://s3.example/a.mp3?X-Amz-Credential=canary&X-Amz-Signature=canary&X-Amz-Date=1",
        "https://s3.example/a.mp3?X-Amz-Date=1",
        "https://s3.example/a.mp3?X-Amz-Credential=***&X-Amz-Signature=***&X-Amz-Date=1",
    ),
    (
        "https://news.pk/a#access_token=canary&x=1",
        "https://news.pk/a",
        "https://news.pk/a#access_token=***&x=1",
    ),
    ("s3://id:canary@bucket/news", "s3://bucket/news", "s3://***@bucket/news"),
    # Parameters of a path, other separators, names that are escaped or of several parts.
    ("http://a.pk/x;token=canary/y", "http://a.pk/x/y", "http://a.pk/x;token=***/y"),
    ("http://a.pk/x;jsessionid=canary", "http://a.pk/x", "http://a.pk/x;jsessionid=***"),
    ("http://a.pk/?a=1;token=canary", "http://a.pk/?a=1", "http://a.pk/?a=1;token=***"),
    ("http://a.pk/?api%5Fkey=canary", "http://a.pk/", "http://a.pk/?api%5Fkey=***"),
    ("http://a.pk/?auth[token]=canary", "http://a.pk/", "http://a.pk/?auth[token]=***"),
    ("http://a.pk/?secret_key=canary", "http://a.pk/", "http://a.pk/?secret_key=***"),
    ("http://a.pk/?hdnts=exp=1~hmac=canary", "http://a.pk/", "http://a.pk/?hdnts=***"),
    ("http://a.pk/#/back?token=canary", "http://a.pk/", "http://a.pk/#/back?token=***"),
    ("http://a.pk/token=canary/y", "http://a.pk//y", "http://a.pk/token=***/y"),
    # Parts of a path that are named by the one before, or are what they are by their form.
    (
        "http://a.pk/token/canary0123456789abcd/rss",
        "http://a.pk/token//rss",
        "http://a.pk/token/***/rss",
    ),
    (
        "http://a.pk/api-key/01234567-89ab-cdef-0123-456789abcdef",
        "http://a.pk/api-key/",
        "http://a.pk/api-key/***",
    ),
    (
        "http://a.pk/ical/private-0123456789abcdef0123/basic.ics",
        "http://a.pk/ical//basic.ics",
        "http://a.pk/ical/***/basic.ics",
    ),
    (f"http://a.pk/f/{JSON_TOKEN}/rss", "http://a.pk/f//rss", "http://a.pk/f/***/rss"),
    (f"http://a.pk/f?t={JSON_TOKEN}&p=1", "http://a.pk/f?p=1", "http://a.pk/f?t=***&p=1"),
    ("http://a.pk/#access_token%3Dcanary", "http://a.pk/", "http://a.pk/#***"),
    ("http://a.pk/?ticket=ST-1-canary", "http://a.pk/", "http://a.pk/?ticket=***"),
    (
        "http://a.pk/key/canary0123456789abcd/rss",
        "http://a.pk/key//rss",
        "http://a.pk/key/***/rss",
    ),
    (
        "http://a.pk/7/private/01234567-89ab-cdef-0123-456789abcdef.rss",
        "http://a.pk/7/private/.rss",
        "http://a.pk/7/private/***.rss",
    ),
    (
        "http://a.pk/bot123456789:canary_0123456789-abcdef/x",
        "http://a.pk//x",
        "http://a.pk/***/x",
    ),
    ("http://a.pk/?PHPSESSID=canary", "http://a.pk/", "http://a.pk/?PHPSESSID=***"),
    ("http://a.pk/?ASPSESSIONIDQA=canary", "http://a.pk/", "http://a.pk/?ASPSESSIONIDQA=***"),
    ("http://a.pk/?access_code=canary", "http://a.pk/", "http://a.pk/?access_code=***"),
    ("http://a.pk/?user-pass=canary", "http://a.pk/", "http://a.pk/?user-pass=***"),
    # An address within an address, escaped or not.
    (
        "http://a.pk/http://u:canary@b.pk/",
        "http://a.pk/http://b.pk/",
        "http://a.pk/http://***@b.pk/",
    ),
    ("http://a.pk/?u=http://desk:canary@b.pk/&p=1", "http://a.pk/?p=1", "http://a.pk/?u=***&p=1"),
    (
        "http://a.pk/?u=http%3A%2F%2Fdesk%3Acanary%40b.pk&p=1",
        "http://a.pk/?p=1",
        "http://a.pk/?u=***&p=1",
    ),
    ("http://a.pk/?next=/b?token=canary", "http://a.pk/", "http://a.pk/?next=***"),
    ("http://a.pk/?next=%2Fb%3Ftoken%3Dcanary", "http://a.pk/", "http://a.pk/?next=***"),
    # What may name an article too: two of them stay two.
    (
        "https://hooks.slack.com/services/T0CANARY/B0CANARY/canary0123",
        "https://hooks.slack.com/services/070fdbec",
        "https://hooks.slack.com/services/***",
    ),
    (
        "https://discord.com/api/webhooks/123/canary-0_1/messages/7",
        "https://discord.com/api/webhooks/123/8160ab5a",
        "https://discord.com/api/webhooks/123/***",
    ),
    (
        "https://news.webhook.office.com/webhookb2/1@2/IncomingWebhook/canary/3",
        "https://news.webhook.office.com/830589b0",
        "https://news.webhook.office.com/***",
    ),
    (
        "https://outlook.office.com/webhook/1@2/IncomingWebhook/canary/3",
        "https://outlook.office.com/webhook/0cfe513f",
        "https://outlook.office.com/webhook/***",
    ),
    (
        "http://a.pk/rss/canary0123456789abcd/",
        "http://a.pk/rss/d9b0e858/",
        "http://a.pk/rss/***/",
    ),
    (
        "http://a.pk/feed/canary0123456789abcd.xml",
        "http://a.pk/feed/d9b0e858.xml",
        "http://a.pk/feed/***.xml",
    ),
    (
        "http://a.pk/?code=4/0Acanary012345-xyz&p=1",
        "http://a.pk/?code=9354733e&p=1",
        "http://a.pk/?code=***&p=1",
    ),
    # Signed addresses and keys, as the well known services write them.
    *(
        (f"http://a.pk/?p=1&{name}={value}", "http://a.pk/?p=1", f"http://a.pk/?p=1&{name}=***")
        for name, value in SIGNED
    ),
    (
        "http://a.pk/?hash=canary0123456789abcdef&p=1",
        "http://a.pk/?hash=a54242ec&p=1",
        "http://a.pk/?hash=***&p=1",
    ),
    (
        "http://a.pk/#/reset/token/canary0123456789abcd",
        "http://a.pk/#/reset/token/",
        "http://a.pk/#/reset/token/***",
    ),
    ("http://a.pk/#!/in?pin=4711", "http://a.pk/", "http://a.pk/#!/in?pin=***"),
    (f"http://a.pk/#{JSON_TOKEN}", "http://a.pk/", "http://a.pk/#***"),
    (f"http://a.pk/f/{AWS_ID}/rss", "http://a.pk/f//rss", "http://a.pk/f/***/rss"),
    # Passwords that ought to have been escaped.
    ("http://desk:can/ary@a.pk/x", "http://a.pk/x", "http://***@a.pk/x"),
    ("http://desk:can#ary@a.pk/", "http://a.pk/", "http://***@a.pk/"),
    ("http://desk:can?ary@a.pk/", "http://a.pk/", "http://***@a.pk/"),
    ("http://desk:can'ary@a.pk/", "http://a.pk/", "http://***@a.pk/"),
    ("http://[desk:canary@a.pk/", "http://a.pk/", "http://***@a.pk/"),
]


@pytest.mark.parametrize(("address", "kept", "shown"), SECRETS)
def test_a_secret_is_split_off_and_starred(address: str, kept: str, shown: str) -> None:
    assert without_secrets(address) == kept
    assert redacted(address) == shown
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://news.pk/a?p=7&code=12&keyword=x&monkey=1&utm_source=rss#x",
        "https://news.pk/?id=7",
        "https://news.pk/modules.php?name=News&sid=7",
        "https://news.pk/story?key=12345",
        "news/flood.txt",
        "",
        "mailto:desk@news.pk",
        "https://medium.com/@desk/story-1",
        "http://[2001:db8::1]:8000/a;b/c?d;e=f",
        "http://a.pk:8o8o/",
        "http://a.pk/token/bitcoin-falls-in-2024-again/",
        "http://a.pk/token/12345678901234567890",
        "http://a.pk/tag/password/page/2",
        "http://a.pk/rss/karachi-weather-2026-in-short/",
        "http://a.pk/rss/12345678901234567890/",
        "http://a.pk/feed/bc0123456789abcdef0",
        "http://a.pk/?code=flood-relief-2026-karachi",
        "http://a.pk/?code=123456789012345",
        "https://slack.com/services/T0/B0/x",
        "https://discord.com/api/webhooks/123",
        "https://discord.com/channels/123/456",
        "http://a.pk/story/id=7/p",
        "http://a.pk/news/3f0c2a7e-1b2c-4d5e-8f90-123456789abc",
        "http://a.pk/?u=http%3A%2F%2Fb.pk%2F%3Fq%3D1",
        "http://a.pk/?policy=foreign-policy-of-the-new-government",
        "http://a.pk/?policy=eyewitness",
        "http://a.pk/?sign=leo&hash=flood-relief-2026&md5=7&session=15&user=imran",
        "http://a.pk/?se=2026-01-01&sp=r&sv=2022&st=1&sr=b&spr=https",
        "http://a.pk/?X-Amz-Date=1&X-Amz-Expires=2&Expires=3&Hash-Algorithm=SHA256",
        "http://a.pk/?bypass=1&announce=1&author=x&assign=7&pinned=1&loginpage=x&opinion=7",
        "http://a.pk/sk-hynix-shares-rise-sharply-in-2026-as-memory-prices-go-up",
        "http://a.pk/pin/12345678901234567890",
        "http://a.pk/login/help-for-readers-in-2026",
        "http://a.pk/~desk/?tilde=~a=b",
        "http://a.pk/#/story/7/comments?page=2",
    ],
)
def test_what_holds_no_secret_is_not_changed(address: str) -> None:
    assert without_secrets(address) == redacted(address) == address
    assert not is_private(address)


def test_addresses_inside_a_message_are_starred() -> None:
    text = "GET 'https://u:canary@a.pk/x?token=canary' led to <http://b.pk/?sig=canary>, and failed"
    assert redacted(text) == (
        "GET 'https://***@a.pk/x?token=***' led to <http://b.pk/?sig=***>, and failed"
    )


@pytest.mark.parametrize("slip", ["http:/", "https:", "http:\\\\", "S3:/", "sftp:"])
def test_a_login_is_starred_where_the_strokes_are_wrong(slip: str) -> None:
    shown = redacted(f"there is no file {slip}desk:canary@a.pk/x")
    assert "canary" not in shown
    assert shown.endswith("***@a.pk/x")


@pytest.mark.parametrize(
    ("login", "shown"),
    [
        ("//desk:canary@a.pk/x", "//***@a.pk/x"),
        ("desk:canary@a.pk/x", "***@a.pk/x"),
        ("desk:canary@10.0.0.1:90", "***@10.0.0.1:90"),
        ("tcp:/desk:canary@a.pk:90", "tcp:/***@a.pk:90"),
    ],
)
def test_a_login_is_starred_where_no_scheme_is_before_it(login: str, shown: str) -> None:
    assert redacted(f"there is no file {login}") == f"there is no file {shown}"


def test_a_login_before_a_host_is_no_name_of_a_folder() -> None:
    assert is_address("desk:canary@a.pk/x")
    assert not is_address("desk@a.pk/x")
    assert not is_address("C:/desk@home/x")


def test_a_login_is_starred_where_its_password_has_blanks() -> None:
    shown = redacted("http://desk:my canary pass@a.pk/x leads nowhere")
    assert shown == "http://***@a.pk/x leads nowhere"


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:8000 is not there, write to desk@news.pk",
        "http://127.0.0.1:8000/x is not there, write to desk@news.pk",
        "نامہ نگار، email:desk@news.pk",
        "c.toml:3: [show] email is desk@news.pk",
        "2026-11-22T09:30: desk@news.pk: rain",
    ],
)
def test_an_address_of_mail_is_no_login(text: str) -> None:
    assert redacted(text) == text


@given(st.from_regex(r"[a-z0-9]{6,12}", fullmatch=True), st.text(max_size=20))
def test_a_password_never_stays(password: str, rest: str) -> None:
    secret = f"zz{password}zz"
    address = f"https://user:{secret}@news.pk/{rest.replace(secret, '')}"
    assert secret not in redacted(address)
    assert secret not in without_secrets(address)


def test_what_may_name_an_article_tells_two_apart_and_is_the_same_each_time() -> None:
    addresses = [
        f"http://a.pk/{place}".format(value)
        for value in ("canary0123456789abcd", "canary0123456789abce")
        for place in ("rss/{}/", "session/{}", "?code={}", "?hash={}", "#/feed/{}", "#!/session/{}")
    ]
    addresses += [
        "https://hooks.slack.com/services/T0/B0/canary",
        "https://x.webhook.office.com/a/canary",
    ]
    kept = list(map(without_secrets, addresses))
    assert len(set(kept)) == len(addresses)
    assert "canary" not in "".join(kept)
    assert list(map(without_secrets, kept)) == kept == list(map(redacted, kept))
