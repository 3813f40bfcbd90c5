/* Keeps in this browser what is shown while the server does not answer: the pages, by a service worker, and the
   telephone numbers of the units of whoever is logged in. Log-out leaves them. Nothing of a patient is kept. */
(async () => {
  "use strict";
  const { worker, numbers } = document.currentScript.dataset;
  const { user } = document.body.dataset;
  const NEW_FOR = 60 * 60 * 1000; // ms for which numbers are not asked for again
  if (!user || !("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  // A form that the server did not take stays as it is; all pages are told, and only the one that sent it says so.
  let isSending = false;
  document.addEventListener("submit", (event) => { isSending = !event.defaultPrevented; });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (!data.unsent || !isSending) return;
    isSending = false;
    const told = document.querySelector("[data-unsent]");
    told.hidden = false;
    told.focus();
    document.dispatchEvent(new CustomEvent("bonemet:unsent"));
  });
  try {
    const cache = await caches.open("bonemet-numbers");
    const had = await (await cache.match(numbers, { ignoreVary: true }))?.json();
    const isOld = had?.user !== user || had.language !== document.documentElement.lang
      || !(Math.abs(Date.now() - Date.parse(had.kept)) < NEW_FOR);
    if (isOld || document.querySelector("[data-kept]")) {
      const answer = await fetch(numbers, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" });
      // Whoever belongs to no unit takes nobody's numbers away.
      if (answer.ok && (!had || (await answer.clone().json()).units.length)) await cache.put(numbers, answer);
      await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
    }
    for (const told of document.querySelectorAll("[data-kept]")) {
      await navigator.serviceWorker.ready;
      told.hidden = false;
    }
  } catch { /* a browser that keeps nothing, or a server that is away */ }
})();
