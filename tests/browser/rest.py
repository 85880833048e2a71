"""When a page of the dashboard is at rest: nothing asked, nothing running, nothing to be drawn.

What the page and the server say to each other is read from their socket, because the page
itself does not show it: between a click and the first word of the new run it looks as idle
as before the click. The page in turn counts the timers by which it puts off its messages.
"""

from __future__ import annotations

import json
import time
from typing import Any

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

STREAM = "/_stcore/stream"
"""The path of the socket over which Streamlit's page and server speak."""

SOON = 1000
"""Milliseconds: a timer up to this long puts off a message or a drawing, a longer one does not."""

STALLED = "no frame was drawn"
"""Said of a page whose browser draws nothing; without it a test would wait for ever."""

WATCH = (
    """(() => {
    if (window.top !== window || window.steelyardRest) return;
    const waiting = new Map();
    const { setTimeout: begin, clearTimeout: end, WebSocket: Socket } = window;
    const { requestAnimationFrame: frame, cancelAnimationFrame: forget } = window;
    window.setTimeout = (act, delay = 0, ...rest) => {
        const id = begin(() => {
            waiting.delete(id);
            typeof act === "function" ? act(...rest) : (0, eval)(act);
        }, delay);
        if (!(delay > SOON)) waiting.set(id, `${delay} ms: ${act}`.slice(0, 200));
        return id;
    };
    window.clearTimeout = (id) => {
        waiting.delete(id);
        end(id);
    };
    window.requestAnimationFrame = (act) => {
        const id = frame((now) => {
            waiting.delete(`frame ${id}`);
            act(now);
        });
        waiting.set(`frame ${id}`, `next frame: ${act}`.slice(0, 200));
        return id;
    };
    window.cancelAnimationFrame = (id) => {
        waiting.delete(`frame ${id}`);
        forget(id);
    };
    const rest = { waiting, socket: null };
    window.WebSocket = class extends Socket {
        constructor(...how) {
            super(...how);
            if (this.url.includes("STREAM")) rest.socket = this;
        }
    };
    rest.ping = (bytes) => rest.socket.send(new Uint8Array(bytes));
    // After a frame, once nothing of higher urgency is left to be done. A browser that has no
    // picture to make may draw no frame at all: then it is not waited for longer than this.
    rest.idle = () => new Promise((done) => {
        begin(() => done(["STALLED", ...rest.busy()]), SOON);
        frame(() => requestIdleCallback(() => done(rest.busy())));
    });
    rest.busy = () => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        const moving = document.getAnimations().filter((one) =>
            one.playState === "running" &&
            Number.isFinite(one.effect?.getComputedTiming().endTime));
        const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
        return [
            state !== "notRunning" && `the script is ${state}`,
            all("[data-stale=true]").length && "parts of the page are stale",
            all("[data-testid=stSkeleton]").length && "parts of the page are not loaded",
            all("[data-testid=stVegaLiteChart]").some(
                (chart) => !chart.querySelector("svg.marks, canvas")) && "a chart is not drawn",
            document.fonts.status !== "loaded" && "a typeface is being loaded",
            moving.length && `something moves: ${moving[0].animationName ?? ""}`,
            ...waiting.values(),
        ].filter(Boolean);
    };
    window.steelyardRest = rest;
})()""".replace("SOON", str(SOON))
    .replace("STREAM", STREAM)
    .replace("STALLED", STALLED)
)
"""What a page counts from its first moment on, for `Rest` to read."""

ANSWER = 2.0
"""Seconds after which the server is asked for another sign."""

PING = list(BackMsg(app_heartbeat=True).SerializeToString())


class Rest:
    """Reads along what a page and its server say, and waits until both have done.

    Made before the page goes anywhere; a page that is loaded anew begins anew.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._begin()
        page.add_init_script(WATCH)
        page.on("websocket", self._listen)
        page.on("request", lambda request: self.loading.add(request.url))
        page.on("requestfinished", lambda request: self.loading.discard(request.url))
        page.on("requestfailed", lambda request: self.loading.discard(request.url))
        page.on("response", lambda answer: self._hear_answer(answer.url))

    def _begin(self) -> None:
        self.words = 0
        """How many messages were exchanged that a run is begun or ended by."""
        self.acks = 0
        self.asked = False
        """Whether a run was asked for of which nothing has been heard."""
        self.running = False
        self.loading: set[str] = set()

    def _listen(self, socket: WebSocket) -> None:
        if STREAM not in socket.url:
            return
        self._begin()
        socket.on("framesent", lambda payload: self._hear_page(_as_bytes(payload)))
        socket.on("framereceived", lambda payload: self._hear_server(_as_bytes(payload)))

    def _hear_answer(self, url: str) -> None:
        """Note that an address was answered: of a file to be taken away, the page reads no more."""
        if "/media/" in url:
            self.loading.discard(url)

    def _hear_page(self, payload: bytes) -> None:
        if BackMsg.FromString(payload).HasField("rerun_script"):
            self.words += 1
            self.asked = True

    def _hear_server(self, payload: bytes) -> None:
        said = ForwardMsg.FromString(payload)
        kind = said.WhichOneof("type")
        if kind == "heartbeat_ack":
            self.acks += 1
            return
        self.words += 1
        if kind == "new_session":
            self.asked, self.running = False, True
        elif kind == "script_finished":
            self.running = said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def wait(self, milliseconds: int) -> list[str]:
        """Wait until the page is at rest; return what kept it from that, or nothing.

        It is at rest when it has nothing left to do or to send, every run it asked for has
        been begun and ended, and the server, asked twice for a sign after all that, has
        answered and said nothing else. The server answers in the order in which it is asked.
        """
        deadline = time.monotonic() + milliseconds / 1000
        quiet, heard, busy = 0, -1, ["nothing was looked at"]
        while time.monotonic() < deadline:
            busy = self._busy()
            quiet = quiet + 1 if not busy and heard == self.words else 0
            if quiet == 2:
                return []
            heard = self.words
            if busy:
                self.page.wait_for_timeout(20)
            elif not self._answered(deadline):
                heard = -1
        return busy or ["the server goes on talking"]

    def _busy(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => window.steelyardRest.idle()")
        if STALLED in found:
            self.page.bring_to_front()
        found += ["a run was asked for and has not begun"] if self.asked else []
        found += ["a run has not ended"] if self.running else []
        return found + [f"{url} is being fetched" for url in self.loading]

    def _answered(self, deadline: float) -> bool:
        # A run that begins empties what the server has still to send, an answer included:
        # then it is asked again.
        deadline = min(deadline, time.monotonic() + ANSWER)
        before = self.acks
        self.page.evaluate("bytes => window.steelyardRest.ping(bytes)", PING)
        while self.acks == before and time.monotonic() < deadline:
            self.page.wait_for_timeout(5)
        return self.acks > before


def _as_bytes(payload: Any) -> bytes:
    return payload if isinstance(payload, bytes) else json.dumps(payload).encode()
