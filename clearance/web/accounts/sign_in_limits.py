"""Tries of a password, counted before it is looked at: who has tried too often waits."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

from clearance.i18n import gettext as _
from clearance.i18n import ngettext
from clearance.rules.basics.days import stamp
from clearance.rules.basics.sign_in import ANY_DEVICE, FORGOTTEN, KNOWN_DEVICE, MOST, still_to_wait
from clearance.store.people import secrets, sign_ins
from clearance.web.frame.context import now, now_stamp, store


@dataclass(frozen=True, slots=True)
class Try:
    """One try of a password: for which account, from where, and how long it still waits."""

    account: str
    source: str
    wait: timedelta

    @property
    def minutes(self) -> int:
        """Whole minutes to wait, rounded up."""
        return -(-self.wait // timedelta(minutes=1))

    def told(self) -> str:
        """When to try again, in words."""
        n = self.minutes
        when = ngettext("%(n)s phút", "%(n)s phút", n, n=n)
        return _("Đã nhập sai nhiều lần. Hãy thử lại sau %(when)s.", when=when)

    def was_right(self) -> None:
        """The password was right: earlier mistakes from here are forgotten."""
        sign_ins.forget(store(), self.account, self.source)


def begin_try(name: str, device: str) -> Try:
    """Count a try for the account of that name, unless it has to wait.

    `device`: how a device that knows the account calls itself; '' for any other.
    """
    account, source = _digest(name.strip().lower()), _digest(device or address())
    with store().atomic():
        counted = sign_ins.counted(store(), account, source)
        wait = still_to_wait(counted, KNOWN_DEVICE if device else ANY_DEVICE, now())
        if not wait:
            sign_ins.count(store(), account, source, now_stamp())
            sign_ins.sweep(store(), stamp(now() - FORGOTTEN), MOST)
    return Try(account, source, wait)


def address() -> str:
    """Where the request comes from; of IPv6 the network, of which one subscriber has all."""
    text = request.remote_addr or ""
    try:
        known = ip_address(text)
    except ValueError:
        return text
    return str(ip_network(f"{text}/64", False)) if isinstance(known, IPv6Address) else text


def _digest(text: str) -> str:
    return secrets.keyed(store().digest_key, text)
