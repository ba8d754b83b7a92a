"""The settings every service's web side reads; a service's Settings inherits them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from shared.setting_kinds import ClientSecretOrNone, Filled, SecretKey, WebAddress


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """Where the product is reached, who signs people in, how cookies are signed.

    `public_url` is the address people type; with https the cookies are marked secure and browsers
    are told to come back by https only. `sample_data` shows the notice that all data are invented.
    """

    secret_key: SecretKey
    public_url: WebAddress = "http://127.0.0.1:8080"
    oidc_issuer: WebAddress = "http://127.0.0.1:8080/idp"
    oidc_client_id: Filled = "fairport"
    oidc_client_secret: ClientSecretOrNone = ""
    sample_data: bool = False

    @property
    def https(self) -> bool:
        """Tell whether people reach the product by https."""
        return urlsplit(self.public_url).scheme == "https"


def origin(url: str) -> str:
    """Return scheme, host and port of an address, as a Content-Security-Policy writes it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
