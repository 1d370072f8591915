// The service worker, /sw.js: a visited handbook works without network, and never is a mixture of two builds.
//
// # Decisions
// - Each build has a cache of its own. Every file was compared with the build's list before it went in, so that what a host
//   rewrites, or half an upload, never gets there; it is passed on to the reader, and a newer build is looked for.
// - A new worker takes over as soon as all of its files are there, but not under an open page: the pages that are open then
//   are written down, and go on with the cache they came from until the last of them is closed.
// - An update copies what has not changed from the caches that are there, and fetches the rest.
// - Where a newer build cannot be kept for a day (a host that has begun to rewrite pages), pages come from the network as
//   long as there is one: nobody is left alone with an old handbook.

/** A Site is what the generator writes before this script. */
interface Site {
  readonly build: string;
  readonly bytes: number; // of all files in now
  readonly now: Readonly<Record<string, string>>; // fetched at once: hashes by name; the name of a page ends in "/" or is ""
  readonly later: Readonly<Record<string, string>>; // kept when they are visited, because all together are too much
}
/** A Past is what was there when this build took over. */
interface Past {
  readonly since: number; // ms
  readonly caches: readonly string[]; // newest first
  readonly pages: readonly string[]; // ids of clients
}
declare const site: Site;
declare const self: ServiceWorkerGlobalScope;

const atOnce = 6; // requests
const grace = 60_000; // ms that old caches stay in any case: a page that is just being loaded has no id yet
const tooLate = 86_400_000; // ms
const room = 1.2; // of the bytes, with what the browser adds

const { scope } = self.registration;
const family = `kijun ${scope} `;
const ours = family + site.build;
const failures = `kijun-failed ${scope}`;
const list = new Map([...Object.entries(site.now), ...Object.entries(site.later)]);
// addresses that no page has
const whole = `${scope}?whole`;
const pastAt = `${scope}?past`;

function address(name: string): string {
  return scope + name.split("/").map(encodeURIComponent).join("/");
}

/** nameOf is the name of an address below the scope. */
function nameOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const full = origin + pathname;
  if (!full.startsWith(scope)) return undefined;
  try {
    return decodeURIComponent(full.slice(scope.length)).replace(/(^|\/)index\.html$/u, "$1");
  } catch {
    return undefined; // not an address of ours: %
  }
}

function look(at: string, cacheName: string): Promise<Response | undefined> {
  return caches.match(at, { cacheName });
}

async function others(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(family) && name !== ours).reverse();
}

/** keep puts a file into the cache if it is this build's, and reports whether it was. */
async function keep(name: string, response: Response): Promise<boolean> {
  if (response.status !== 200) return false;
  const bytes = await response.arrayBuffer();
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 6);
  if (btoa(String.fromCharCode(...sum)) !== list.get(name)) return false;
  const headers = new Headers(response.headers);
  headers.delete("vary"); // there is one answer
  // a response of our own: one that was redirected is refused as a page
  await (await caches.open(ours)).put(address(name), new Response(bytes, { headers }));
  return true;
}

async function update(): Promise<void> {
  await self.registration.update().catch(() => undefined);
}

// Installing

async function install(): Promise<void> {
  const old: string[] = [];
  for (const name of await others()) {
    if ((await look(whole, name)) === undefined) await caches.delete(name); // broken off, and not what is there now
    else old.push(name);
  }
  const have = new Set((await (await caches.open(ours)).keys()).map((request) => request.url));
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate().catch(() => undefined)) ?? {};
  if (have.size === 0 && quota - usage < site.bytes * room) throw new Error("no room");

  const get = async (name: string): Promise<void> => {
    const at = address(name);
    for (const source of [
      ...old.map((cache) => () => look(at, cache)),
      () => fetch(at),
      () => fetch(at, { cache: "reload" }), // what the browser had may be old
    ]) {
      const found = await source();
      if (found !== undefined && (await keep(name, found))) return;
    }
    throw new Error(`${at} is not of this build`);
  };
  const names = Object.keys(site.now).filter((name) => !have.has(address(name)));
  // one first: where pages are rewritten, or the upload goes on, it ends here
  const [first] = names;
  if (first !== undefined) await get(first);
  let next = 1;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let name = names[next++]; name !== undefined; name = names[next++]) {
      await get(name).catch((err: unknown) => {
        next = names.length;
        throw err;
      });
    }
  }));
  const cache = await caches.open(ours);
  if ((await cache.keys()).length < Object.keys(site.now).length) throw new Error("the browser has thrown files away");
  await cache.put(whole, new Response());
}

self.addEventListener("install", (event) => {
  event.waitUntil(install().then(async () => {
    await caches.delete(failures);
    await self.skipWaiting();
  }, async (err: unknown) => {
    if ((await look(scope, failures)) === undefined) await (await caches.open(failures)).put(scope, new Response(String(Date.now())));
    throw err;
  }));
});

/** failing reports whether a newer build could not be kept for a long time. */
async function failing(): Promise<boolean> {
  const since = await look(scope, failures);
  return since !== undefined && Date.now() - Number(await since.text()) > tooLate;
}

// Taking over

let past: Promise<Past | undefined> | undefined;

function thePast(): Promise<Past | undefined> {
  past ??= look(pastAt, ours).then((found) => found?.json() as Promise<Past> | undefined);
  return past;
}

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ includeUncontrolled: true });
    const found: Past = { since: Date.now(), caches: await others(), pages: open.map((client) => client.id) };
    await (await caches.open(ours)).put(pastAt, new Response(JSON.stringify(found)));
    past = Promise.resolve(found);
    for (const client of open) {
      const name = nameOf(client.url);
      if (name !== undefined && name in site.later) await keep(name, await fetch(address(name))).catch(() => false);
    }
  })());
});

/** tidy removes old caches once no page needs them. */
async function tidy(): Promise<void> {
  past = undefined; // what was read long ago may be over
  const old = await thePast();
  if (old === undefined || Date.now() - old.since < grace) return;
  for (const id of old.pages) if ((await self.clients.get(id)) !== undefined) return;
  for (const name of old.caches) await caches.delete(name);
  await (await caches.open(ours)).delete(pastAt);
  past = Promise.resolve(undefined);
}

// Answering

async function page(event: FetchEvent, name: string): Promise<Response> {
  event.waitUntil(tidy());
  if (!list.has(name) && list.has(`${name}/`)) {
    const to = new URL(event.request.url);
    to.pathname += "/";
    return Response.redirect(to.href);
  }
  const kept = await look(address(name), ours);
  if (kept !== undefined && !(await failing())) return kept;
  try {
    return await through(event, name);
  } catch (err) {
    if (kept !== undefined) return kept;
    const known = list.has(name);
    const file = known ? "offline.html" : "404.html";
    const language = name.slice(0, name.indexOf("/") + 1); // its folder, if there is one
    const instead = (await look(address(language + file), ours)) ?? (await look(address(file), ours));
    if (instead === undefined) throw err;
    return new Response(instead.body, { status: known ? 503 : 404, headers: instead.headers });
  }
}

async function file(event: FetchEvent, name: string): Promise<Response> {
  const at = address(name);
  const old = await thePast();
  if (old !== undefined && (old.pages.includes(event.clientId) || !list.has(name))) {
    for (const cache of old.caches) {
      const kept = await look(at, cache);
      if (kept !== undefined) return kept;
    }
  }
  return (await look(at, ours)) ?? through(event, name);
}

/** through gets what is not in the cache, and keeps it if it is of this build. */
async function through(event: FetchEvent, name: string): Promise<Response> {
  const response = await fetch(event.request);
  if (list.has(name)) {
    const copy = response.clone();
    event.waitUntil(keep(name, copy).then((kept) => (kept ? undefined : update()), () => undefined)); // the storage is full
  } else if (response.ok && event.request.mode === "navigate") {
    event.waitUntil(update());
  }
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" && !request.headers.has("range") ? nameOf(request.url) : undefined;
  if (name === undefined) return;
  if (request.mode === "navigate") event.respondWith(page(event, name));
  else if (new URL(request.url).search === "") event.respondWith(file(event, name));
});
