// Shows a kept page where the server does not answer, leaves a form where it is, and does nothing else: what the server answers is passed on
// as it is and never kept. What is kept: two pages that are the same for everybody, and what they are drawn by.
"use strict";
const KEPT = JSON.parse("{{ kept|escapejs }}");
const CACHE = `bonemet-downtime-${KEPT.version}`;
const NUMBERS = "bonemet-numbers"; // written by static/js/downtime.js
const PAGES = Object.values(KEPT.pages);
const ANY = { ignoreVary: true };
const AWAY = [502, 504]; // the proxy's words for a server that is not there; bonemet itself never answers so

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await Promise.all([...PAGES, ...KEPT.files].map(async (address) => {
    // Nobody's: without cookies, and never what another address answered.
    const answer = await fetch(address, { cache: "reload", credentials: "omit", redirect: "error" });
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  }));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name !== CACHE && name !== NUMBERS);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.referrer.startsWith(`${self.location.origin}/`);
  if (request.method === "POST" && request.mode === "navigate" && isOurs) event.respondWith(sent(request));
  if (request.method !== "GET") return;
  const { pathname, search } = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (KEPT.files.includes(pathname + search)) event.respondWith(file(request));
});

async function page(event) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    if (!AWAY.includes(answer.status)) return answer;
  } catch { /* the server is away */ }
  const cache = await caches.open(CACHE);
  const { pathname } = new URL(event.request.url);
  const wanted = PAGES.includes(pathname) ? pathname : KEPT.pages[await language()] ?? KEPT.pages[KEPT.language];
  return (await cache.match(wanted, ANY)) ?? Response.error();
}

// A form that no server takes: 204 leaves the browser on its page, with all that was typed, and the page is told.
async function sent(request) {
  try {
    const answer = await fetch(request);
    if (!AWAY.includes(answer.status)) return answer;
  } catch { /* the server is away */ }
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ unsent: true });
  return new Response(null, { status: 204 });
}

async function file(request) {
  try {
    const answer = await fetch(request);
    if (!AWAY.includes(answer.status)) return answer;
  } catch { /* the server is away */ }
  const cache = await caches.open(CACHE);
  return (await cache.match(request, ANY)) ?? Response.error();
}

// The language of whoever was logged in here last.
async function language() {
  const cache = await caches.open(NUMBERS);
  const numbers = await cache.match(KEPT.numbers, ANY);
  return numbers ? (await numbers.json()).language : undefined;
}
