"""Starts a server from its configuration and shuts it down in order."""

from __future__ import annotations

import gc
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from streamlit import config

from steelyard.export.turns import limit_turns
from steelyard.files.saving.acting import find_people_by
from steelyard.files.saving.save import forbid_writing
from steelyard.files.saving.under_way import listen_to_saves
from steelyard.server import bind_socket, serve_application
from steelyard.serving.accounts import Accounts
from steelyard.serving.configuration.loading import Configuration
from steelyard.serving.doorway import Doorway, Entrance
from steelyard.serving.figures import Counters
from steelyard.serving.git_commits import GitCommits
from steelyard.serving.guard import Guard
from steelyard.serving.limits.page_limits import PageLimits, SlowedPages
from steelyard.serving.limits.rate_limits import PER_WINDOW, RateLimits
from steelyard.serving.log import Log, LogHandler
from steelyard.serving.login.choice import make_login
from steelyard.serving.login.login_check import LoginCheck
from steelyard.serving.login.login_routes import LoginRoutes
from steelyard.serving.operations import Operations, make_checks
from steelyard.serving.route_table import RouteTable, make_table
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.migrating import open_store
from steelyard.serving.store.using import use_store
from steelyard.serving.visits import USER_HEADER, Visits
from steelyard.views.session import served_files as served
from steelyard.views.visitor.slowed import find_slowed_by
from steelyard.views.visitor.whose_page import find_whose_page_by

if TYPE_CHECKING:
    from streamlit import App


def run_server(read: Configuration, say: Callable[[str], None]) -> bool:
    """Serve until stopped; report why and return False if the server cannot start."""
    settings = read.settings
    assert settings is not None
    address = "127.0.0.1" if settings.address == "localhost" else settings.address
    listener = bind_socket(settings.port, settings.port, address)
    if listener is None:
        say(
            f"{settings.address} port {settings.port} cannot be listened on: it is in use, may "
            "not be used, or is no address of this machine"
        )
        return False
    try:
        store = open_store(read.store) if read.has_login else None
    except StoreError as error:
        listener.close()
        say(str(error))
        return False
    log = Log(read.log_file)
    with listener, closing(store) if store is not None else nullcontext():
        served.choose(*read.served)
        try:
            if store is not None:
                use_store(store, read.served, lambda said: log.write("store", says=said))
        except StoreError as error:
            say(str(error))
            return False
        # SIGINT and SIGTERM are the normal way to stop, not an error; clean-up happens after the
        # server has stopped accepting requests.
        signal.signal(signal.SIGTERM, lambda *_: None)
        log.write(
            "started",
            address=settings.address,
            port=settings.port,
            public=read.public.url,
            read_only=settings.read_only,
            login=settings.login,
        )
        # To standard output, since the log may go to standard error and all its lines are JSON.
        print(f"Steelyard shows {read.shown} at {read.public.url}", flush=True)
        with suppress(KeyboardInterrupt):
            accounts = Accounts(log, Counters(), with_requests=settings.log_requests)
            _answer(listener, read, accounts, store)
        log.write("stopped")
    return True


def _answer(
    listener: socket.socket, read: Configuration, accounts: Accounts, store: Store | None
) -> None:
    # Imported modules are never freed: garbage collection while they load only costs time.
    gc.disable()

    from steelyard.application import dashboard_script

    assert read.settings is not None
    logging.getLogger().addHandler(LogHandler(accounts.log))
    listen_to_saves(accounts.saved)
    commits = GitCommits(accounts.log, read.public.name) if read.settings.git_commits else None
    if commits is not None:
        commits.begin(*read.served)
        listen_to_saves(commits.saved)
    seconds = read.settings.stop_seconds
    app = make_application(read, accounts, store)
    try:
        serve_application(listener, app, dashboard_script(), stop_seconds=seconds)
    finally:
        if commits is not None:
            commits.end(seconds)


def make_application(read: Configuration, accounts: Accounts, store: Store | None = None) -> App:
    """Return the dashboard as an application, behind the doorway and the guard."""
    from steelyard.application import SecurityHeaders, application, dashboard_script, page_names

    settings, public = read.settings, read.public
    assert settings is not None
    if settings.read_only:
        forbid_writing()
    proxies = [ipaddress.ip_network(proxy) for proxy in settings.trusted_proxies]
    entrance = Entrance(
        public,
        settings.port,
        proxies if settings.behind_proxy else [],
        settings.operations_public,
    )
    table = RouteTable(make_table(page_names()))
    login, visits, slowed = make_login(read, store), Visits(), SlowedPages()
    find_people_by(visits.acting if settings.login != "none" else None)
    asks = f"{public.base}{login.asks}" if login.asks else ""
    find_whose_page_by(lambda: visits.whose(asks))
    find_slowed_by(lambda: slowed.take(visits.token_of_run()))
    limit_turns(settings.exports_at_once)
    rates = RateLimits({**PER_WINDOW, "upload": settings.uploads_per_minute})
    # The outermost comes first.
    front = [
        Middleware(SecurityHeaders, https=public.is_encrypted, shared=True),
        Middleware(Doorway, entrance, accounts),
        Middleware(LoginCheck, login, accounts),
        Middleware(Guard, table, accounts, public.base, login, visits, rates),
        Middleware(LoginRoutes, login, public, accounts),
        Middleware(
            PageLimits,
            table,
            accounts,
            slowed,
            most_pages=settings.pages_per_person,
            runs_per_second=settings.runs_per_second,
        ),
        Middleware(Operations, make_checks(read.served, store), accounts.figures),
    ]
    app = application(
        dashboard_script(), front, hosts=[public.name], on_script_error=accounts.fault
    )
    # Streamlit then resumes a disconnected session for the same user only. Set here because loading
    # the application has read the options file beside the script.
    config.set_option("server.trustedUserHeaders", {USER_HEADER.decode(): "user"})
    return app
