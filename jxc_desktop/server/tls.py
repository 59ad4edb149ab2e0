"""The server's own certificate authority: made once, pinned by terminals, never sent anywhere."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from jxc_desktop.store.safe_file import write_whole
from jxc_desktop.sync.enrol_code import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_AUTHORITY_LASTS = timedelta(days=365 * 25)
_SERVER_LASTS = timedelta(days=800)
_CLOCKS_DIFFER = timedelta(days=2)


class ServerKeys:
    """The files in the server's folder: authority, certificate, and their private keys."""

    def __init__(self, folder: Path) -> None:
        self._authority_key = folder / "authority.key"
        self.authority = folder / "authority.pem"
        self.certificate = folder / "server.pem"
        self.key = folder / "server.key"

    @property
    def exist(self) -> bool:
        """Whether there is an authority: never make a second one beside it."""
        return self.authority.exists() and self._authority_key.exists()

    def make_authority(self, name: str) -> None:
        """Make the authority; raises `FileExistsError` rather than break every terminal's trust."""
        if self.exist:
            raise FileExistsError(self.authority)
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(f"jxc {name}")
        certificate = (
            _certificate(subject, subject, key.public_key(), _AUTHORITY_LASTS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .sign(key, SHA256())
        )
        write_whole(self._authority_key, _private(key))
        write_whole(self.authority, certificate.public_bytes(Encoding.PEM))

    def make_certificate(self, hosts: Sequence[str]) -> None:
        """Make (or renew) the server's certificate for these names and addresses."""
        authority_key = load_pem_private_key(self._authority_key.read_bytes(), None)
        assert isinstance(authority_key, ec.EllipticCurvePrivateKey), "made here"
        authority = x509.load_pem_x509_certificate(self.authority.read_bytes())
        key = ec.generate_private_key(ec.SECP256R1())
        issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
        certificate = (
            _certificate(_name(hosts[0]), authority.subject, key.public_key(), _SERVER_LASTS)
            .add_extension(x509.SubjectAlternativeName(list(map(_host, hosts))), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(issuer_id, critical=False)
            .sign(authority_key, SHA256())
        )
        write_whole(self.key, _private(key))
        write_whole(self.certificate, certificate.public_bytes(Encoding.PEM))

    def fingerprint(self) -> bytes:
        """What enrolment codes begin with."""
        authority = x509.load_pem_x509_certificate(self.authority.read_bytes())
        return fingerprint_of(authority.public_bytes(Encoding.DER))

    def valid_until(self) -> datetime:
        """When the server's certificate ends: renew it before (`jxc server renew`)."""
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        return certificate.not_valid_after_utc

    def hosts(self) -> list[str]:
        """The names and addresses of the certificate, to renew it with."""
        certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return [str(each.value) for each in names]


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + lasts)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _host(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
