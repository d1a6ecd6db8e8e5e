// Keeps the page for times without a network: the network first, what was kept last time when there is none. Lists and releases are not its business.

const CACHE = 'page-1';
const FILES = ['./', 'manifest.webmanifest', 'styles/base.css', 'styles/views.css', 'js/main.js', 'icons/icon.svg', 'icons/icon-144.png', 'icons/icon-192.png'];
const NEVER = /\/(demo|lists|releases|index\.json)(\/|$)/;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const address = new URL(event.request.url);
  if (event.request.method === 'GET' && address.origin === location.origin && !NEVER.test(address.pathname)) {
    event.respondWith(answer(event.request));
  }
});

/** The page's files and every module that one of them imports. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  /** @type {Set<string>} */
  const known = new Set(FILES.map((file) => new URL(file, location.href).href));
  for (const address of known) {
    const found = await fetch(address, { cache: 'no-cache' });
    if (!found.ok) {
      throw new Error(address);
    }
    await cache.put(address, found.clone());
    if (address.endsWith('.js')) {
      for (const [, name] of (await found.text()).matchAll(/(?:^(?:import|export) .*?from |await import\()'(\.[^']+)'/gm)) {
        known.add(new URL(name, address).href);
      }
    }
  }
}

async function dropOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const found = await fetch(request);
    if (found.ok && found.type === 'basic') {
      await cache.put(request, found.clone());
    }
    return found;
  } catch {
    const kept = (await cache.match(request, { ignoreSearch: true })) ?? (request.mode === 'navigate' ? await cache.match('./') : undefined);
    return kept ?? Response.error();
  }
}
