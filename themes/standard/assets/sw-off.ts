// The /sw.js of a site that is not to be kept in browsers: it takes the place of a service worker that an earlier build left
// there, deletes what that has kept, and goes. It answers nothing: Firefox shows an error for a page
// that it asked of a worker which is just going.

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const { scope } = self.registration;
    for (const name of await caches.keys()) if (name.startsWith(`kijun ${scope} `) || name === `kijun-failed ${scope}`) await caches.delete(name);
    await self.registration.unregister();
  })());
});
