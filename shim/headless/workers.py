"""Workers: each is an agent, a thread of its own with a realm, under the rules of the page that it belongs to.

https://html.spec.whatwg.org/multipage/workers.html
"""

from __future__ import annotations

import threading

from shim.api.events import PageError
from shim.engine.agent import Agent, AgentEndedError, AgentFollower
from shim.engine.memory import MemoryShare
from shim.engine.native_runtime import Thrown
from shim.engine.providers import Providers
from shim.engine.realm import HostError, Realm, ScriptError, dom_exception
from shim.engine.timer_operations import TimerOperations
from shim.html.canvas_operations import CanvasOperations
from shim.html.environment_operations import Environment, EnvironmentOperations
from shim.html.module_operations import ModuleOperations
from shim.html.module_scripts import ModuleClient, ModuleScripts, ScriptFetchOptions
from shim.net.cookies import Cookies, Relation
from shim.net.encoding import decode_without_mark
from shim.net.errors import Failure, NetworkError, shorten
from shim.net.fetcher import Fetcher, Scope
from shim.net.headers import Headers
from shim.net.messages import Receiver, Request, Response
from shim.net.referrer import policy_of_headers
from shim.net.url import scheme
from shim.web.context import ConsoleMessage, WebContext
from shim.web.databases import DatabaseHub
from shim.web.lock_operations import LockHub
from shim.web.providers import web_providers
from shim.web.session_history import SessionHistory

from .document import DocumentPage
from .worker_kind import StartedWorker, WorkerKind
from .worker_operations import WorkerOperations, WorkerScopeOperations

MOST_WORKERS = 64
"""Workers of one page that may run at a time, those of its frames and of other workers among them."""


class PageWorkers:
    """The workers of one page. Those that workers start are in it too, so any thread may call `start`."""

    def __init__(self, page: DocumentPage) -> None:
        self.page = page
        self._lock = threading.Lock()
        self._all: set[Worker] = set()
        """Workers whose threads have not ended."""

    def start(self, kind: WorkerKind, realm: Realm, root: Realm, outside: int, inside: int) -> Worker | None:
        """Starts a worker for a realm; `root` is that of the document that it ends with. `outside` and `inside` are the
        ends of its ports. None, and an error on the console and at the Worker, when there are too many."""
        with self._lock:
            worker = None
            if len(self._all) < MOST_WORKERS and not root.closed:
                worker = Worker(self, kind, realm, root, outside, inside)
                self._all.add(worker)
        if worker is None:
            self._refuse(kind, realm, outside)
            return None
        worker.start()
        return worker

    def _refuse(self, kind: WorkerKind, realm: Realm, outside: int) -> None:
        text = f"the worker {shorten(kind.url)} was not started: a page has {MOST_WORKERS} at the most"
        self.page.browser.loop.post_task(lambda: self.page.report_console("error", text, kind.url))
        realm.loop.queue_task(lambda: realm.call("workerFailed", outside), realm)

    def connect(self, kind: WorkerKind, realm: Realm, outside: int, inside: int) -> StartedWorker | None:
        """Connects a document to the shared worker of that kind, which is started if there is none."""
        shared = self.page.browser.shared_workers
        worker = shared.get(kind)
        if worker is None or worker.has_ended:
            worker = self.start(kind, realm, realm, outside, 0)
            if worker is None:
                return None
            shared[kind] = worker
        worker.connect(realm, outside, inside)
        return worker

    def forget(self, worker: Worker) -> None:
        """Its thread has ended."""
        with self._lock:
            self._all.discard(worker)
        shared = self.page.browser.shared_workers
        if shared.get(worker.kind) is worker:
            del shared[worker.kind]

    def end_of(self, root: Realm) -> None:
        """A document goes: every worker that it has started ends, and those that these have started."""
        with self._lock:
            ending = [worker for worker in self._all if worker.root is root and not worker.kind.is_shared]
        for worker in ending:
            worker.end()


class Worker:
    """One worker. Its `start` is called by whoever starts it; what comes later runs in its own thread, but for `end`,
    which any may call, and for `connect` and `leave`, which documents call.

    AD-HOC: a shared worker goes by the rules of the page that has started it, and ends with that page's last document
    that uses it or, if others use it, goes on by those rules.
    """

    def __init__(
        self, workers: PageWorkers, kind: WorkerKind, owner: Realm, root: Realm, outside: int, inside: int
    ) -> None:
        page = workers.page
        self.kind = kind
        self.root = root
        self.realm: Realm | None = None
        self._workers = workers
        self._page = page
        self._owner = owner
        self._outside = outside
        self._referrer_policy = ""
        self._inside = inside
        self._secure = owner.secure
        self._users: dict[Realm, list[int]] = {}
        self._account: MemoryShare | None = None
        self._fetcher: _WorkerFetcher | None = None
        self._has_run = False
        """Its script has run, and messages may come."""
        self._connecting: list[int] = []
        # the URL may be revoked as soon as the worker is made
        self._blob = page.browser.blobs.resolve(kind.url) if kind.url.startswith("blob:") else None
        self.agent = Agent(page.browser.loop, root, self._main, self._clean_up, self._forget)

    def start(self) -> None:
        """Starts its thread."""
        clock = self.agent.home.clock
        if clock.is_manual:
            self._follower = AgentFollower(self.agent)
            self.agent.home.post_task(lambda: clock.follow(self._follower))
        self.agent.start()

    @property
    def has_ended(self) -> bool:
        """True when it runs no script any more."""
        return self.agent.ended

    def end(self) -> None:
        """https://html.spec.whatwg.org/#terminate-a-worker, from any thread."""
        self.agent.end()
        realm = self.realm
        if realm is not None and not realm.freed:
            realm.end()

    def _forget(self) -> None:
        """Called at home when the thread has ended."""
        if self.agent.home.clock.is_manual:
            self.agent.home.clock.leave(self._follower)
        self._workers.forget(self)

    # shared workers ---------------------------------------------------------------------------------------------------

    def connect(self, user: Realm, outside: int, inside: int) -> None:
        """A document has a new port to it."""
        self._users.setdefault(user, []).append(outside)
        self.agent.post(lambda: self._connected(inside))

    def _connected(self, inside: int) -> None:
        if self.realm is None or not self._has_run:
            self._connecting.append(inside)
        elif not self.agent.ended:
            self.realm.call("connectShared", inside)
            self.realm.checkpoint()

    def leave(self, user: Realm) -> None:
        """A document that used it goes."""
        self._users.pop(user, None)
        if not self._users:
            self.end()

    # in its thread ----------------------------------------------------------------------------------------------------

    async def _main(self) -> None:
        loop, page, kind = self.agent.loop, self._page, self.kind
        assert loop is not None
        self._fetcher = _WorkerFetcher(self.agent, page)
        context = WebContext(
            fetcher=self._fetcher,
            scope=page.scope,
            origin=kind.origin,
            blobs=page.browser.blobs,
            storage=page.browser.storage,
            channels=page.browser.channels,
            databases=DatabaseHub(),
            locks=LockHub(),
            history=SessionHistory(),
            tab=None,
            on_console=lambda message: self.agent.tell(lambda: page.report_console_call(message)),
            referrer_policy=lambda: self._referrer_policy,
            partition=kind.partition,
        )
        self._account = MemoryShare(page.account)
        realm = Realm(
            loop,
            web_providers(context)
            | Providers(
                (
                    {
                        TimerOperations: lambda _, own: TimerOperations(own),
                        CanvasOperations: lambda _, own: CanvasOperations(own),
                        EnvironmentOperations: lambda _, own: EnvironmentOperations(own, Environment()),
                        ModuleOperations: lambda _, own: ModuleOperations(ModuleScripts(own, self._module_client())),
                        WorkerOperations: lambda _, own: WorkerOperations(
                            own, self._workers, kind.origin, kind.partition, self.root
                        ),
                        WorkerScopeOperations: lambda _, own: WorkerScopeOperations(self),
                    },
                    None,
                )
            ),
            url=kind.url,
            secure=self._secure,
            root="SharedWorkerGlobalScope" if kind.is_shared else "DedicatedWorkerGlobalScope",
            account=self._account,
            on_error=self._report,
            on_missing=lambda name, is_use: self.agent.tell(lambda: page.report_missing(name, is_use)),
        )
        self.realm = realm
        if self.agent.ended:
            realm.end()
            return
        realm.call("startWorkerScope", kind.name, self._inside)
        if not await (self._run_module(realm) if kind.is_module else self._run_classic(realm)):
            self._fail()
            return
        self._has_run = True
        if self.agent.ended:
            return
        if self._inside:
            page.browser.channels.start(self._inside, realm)
        for inside in self._connecting:
            self._connected(inside)

    # https://html.spec.whatwg.org/#fetch-a-classic-worker-script
    async def _run_classic(self, realm: Realm) -> bool:
        try:
            response = await self._fetch(self._request(self.kind.url, "same-origin", "worker"))
        except NetworkError as error:
            self._warn(f"Failed to load worker script: {error}")
            return False
        source = self._source_of(response)
        if source is None:
            return False
        realm.url = response.url
        realm.run_script(source, response.url)
        return True

    async def _run_module(self, realm: Realm) -> bool:
        scripts: ModuleScripts = realm.provider(ModuleOperations).scripts
        script = await scripts.fetch_external(self.kind.url, ScriptFetchOptions(self.kind.credentials))
        if script is None:
            return False
        realm.url = script.url
        scripts.run(script)
        return True

    def _module_client(self) -> ModuleClient:
        realm = self.realm
        return ModuleClient(
            fetch=self._fetch,
            origin=self.kind.origin,
            base_url=lambda: realm.url if realm is not None else self.kind.url,
            warn=self._warn,
            destination="worker",
        )

    def _request(self, url: str, mode: str, destination: str) -> Request:
        return Request(
            url=url,
            destination=destination,
            origin=self.kind.origin,
            referrer=self._owner.url,
            mode=mode if scheme(url) not in ("data", "blob", "file") else "no-cors",  # type: ignore[arg-type]
            credentials=self.kind.credentials if destination == "worker" else "include",
        )

    async def _fetch(self, request: Request) -> Response:
        if request.url == self.kind.url and self._blob is not None:
            body, content_type = self._blob
            headers = Headers([("Content-Type", content_type)])
            return Response(request=request, url=request.url, status=200, status_text="OK", headers=headers, body=body)
        response = await self.agent.get(lambda: self._page.fetch(request))
        if request.url == self.kind.url:
            self._referrer_policy = policy_of_headers(response.headers)
        return response

    def _source_of(self, response: Response) -> str | None:
        if not response.ok and scheme(response.url) != "file":
            self._warn(f"Failed to load worker script {shorten(response.url)}: status {response.status}")
            return None
        if scheme(response.url) in ("http", "https") and not response.mime_type.is_javascript():
            essence = response.mime_type.essence
            self._warn(f"Failed to load worker script {shorten(response.url)}: the type is {essence}, not JavaScript")
            return None
        return decode_without_mark(response.body, "UTF-8").removeprefix("\ufeff")

    def import_script(self, url: str) -> bool:
        """`importScripts` of one URL. True when the script threw; the error lies in the handover."""
        realm = self.realm
        assert realm is not None
        request = self._request(url, "no-cors", "script")
        failure = f"Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at '{url}' failed to load."
        try:
            response = self.agent.ask(lambda: self._page.fetch(request))
        except NetworkError as error:
            self._warn(str(error))
            raise dom_exception("NetworkError", failure) from None
        except AgentEndedError:
            raise HostError("TypeError", "the worker was terminated") from None
        source = self._source_of(response)
        if source is None:
            raise dom_exception("NetworkError", failure)
        try:
            realm.evaluate_nested(source, response.url)
        except Thrown:
            realm.hand_thrown()
            return True
        return False

    # https://html.spec.whatwg.org/#close-a-worker
    def close_by_script(self) -> None:
        """Ends it after the task that is under way."""
        if self.realm is not None:
            self._page.browser.channels.silence(self.realm)
        if self.agent.loop is not None:
            self.agent.loop.close()  # steps 1 and 2: its tasks are discarded, and none is queued from now on
        self.agent.end(after_task=True)

    def _fail(self) -> None:
        """Its script could not be had."""
        owner, number = self._owner, self._outside
        if self.kind.is_shared:
            self.agent.tell(self._fail_shared)
        else:
            owner.loop.post_task(lambda: owner.call("workerFailed", number), owner)
        self.agent.end()

    def _fail_shared(self) -> None:
        for user, numbers in self._users.items():
            for number in numbers:
                user.call("workerFailed", number)

    def _warn(self, text: str) -> None:
        self.agent.tell(
            lambda: self._page.report_console_call(ConsoleMessage("error", "network", text, url=self.kind.url))
        )

    def _report(self, error: ScriptError) -> None:
        """An error that no handler in the worker took care of."""
        if self.agent.ended:
            return
        message = error.message
        if message.startswith("Uncaught (in promise)") or self.kind.is_shared:
            shown = PageError(message, error.url, error.line, error.column, error.stack)
            self.agent.tell(lambda: self._page.report_error(shown))
            return
        message = message if message.startswith("Uncaught ") else f"Uncaught {message}"
        owner, number, place = self._owner, self._outside, (error.url, error.line, error.column, error.stack)
        owner.loop.post_task(lambda: owner.call("workerError", number, message, *place), owner)

    async def _clean_up(self) -> None:
        if self.realm is not None:
            self.realm.close()
        if self._account is not None:
            self._account.close()
        if self._fetcher is not None:
            await self._fetcher.close()


class _WorkerCookies(Cookies):
    """The cookies of the browser, for WebSockets of a worker."""

    def __init__(self, agent: Agent, cookies: Cookies) -> None:
        super().__init__()
        self._agent = agent
        self._there = cookies

    def header(self, url: str, relation: Relation = "same-site") -> str | None:
        async def read() -> str | None:
            return self._there.header(url, relation)

        try:
            return self._agent.ask(read)
        except AgentEndedError:
            return None


class _WorkerFetcher(Fetcher):
    """The network as a worker sees it: the page fetches, by its own rules. Only WebSockets are opened here."""

    def __init__(self, agent: Agent, page: DocumentPage) -> None:
        super().__init__(user_agent=page.browser.fetcher.user_agent)
        self.cookies = _WorkerCookies(agent, page.browser.fetcher.cookies)
        self._agent = agent
        self._page = page

    async def fetch(self, request: Request, scope: Scope) -> Response:
        return await self._agent.get(lambda: self._page.fetch(request))

    async def fetch_or_stream(self, request: Request, scope: Scope, receiver: Receiver) -> Response:
        return await self.fetch(request, scope)

    async def stream(self, request: Request, scope: Scope, receiver: Receiver) -> None:
        await self._stream_whole(request, scope, receiver)

    def fetch_while_waiting(self, request: Request, scope: Scope) -> Response:
        try:
            return self._agent.ask(lambda: self._page.fetch(request))
        except AgentEndedError:
            raise NetworkError(request.url, Failure.ABORTED, "the worker was terminated") from None
