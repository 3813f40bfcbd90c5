/* The page for the time without a server: since when, and whom to call. It asks whether the server is back. */
(async () => {
  "use strict";
  const { own, home, health, numbers } = document.body.dataset;
  const isShownInstead = !own.split(" ").includes(location.pathname); // of the page that was asked for
  const SINCE = "bonemet-away-since"; // in the browser's storage: a time, and nothing else
  const EVERY = 15_000; // ms between two questions to the server
  const language = document.documentElement.lang;
  const one = (name) => document.querySelector(`[data-${name}]`);
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const hour = new Intl.DateTimeFormat(language, { timeStyle: "short" });

  function inWords(time) {
    const isToday = time.toDateString() === new Date().toDateString();
    return (isToday ? hour : day).format(time);
  }

  function since() {
    try {
      const known = Date.parse(localStorage.getItem(SINCE));
      if (known <= Date.now()) return new Date(known);
      const now = new Date();
      localStorage.setItem(SINCE, now.toISOString());
      return now;
    } catch {
      return new Date(performance.timeOrigin);
    }
  }

  function tell(isAway) {
    one("away").hidden = !isAway;
    one("back").hidden = isAway;
    if (isAway) {
      const began = since();
      const time = one("since");
      time.dateTime = began.toISOString();
      time.textContent = inWords(began);
    } else {
      try { localStorage.removeItem(SINCE); } catch { /* nothing was kept */ }
    }
  }

  async function ask() {
    let isAway = true;
    try {
      const answer = await fetch(health, { cache: "no-store", credentials: "omit", redirect: "error" });
      isAway = !answer.ok;
    } catch { /* it is */ }
    tell(isAway);
  }

  async function tellNumbers() {
    const kept = "caches" in globalThis ? await caches.match(numbers, { ignoreVary: true }) : undefined;
    if (!kept) return;
    const { units, kept: at } = await kept.json();
    const list = one("units");
    for (const { name, call } of units) {
      const part = one("unit").content.cloneNode(true);
      part.querySelector("strong").textContent = name;
      if (call) part.querySelector("[data-call]").textContent = call;
      list.append(part);
    }
    if (units.length) one("no-numbers").hidden = true;
    one("kept-on").textContent = day.format(new Date(at));
    one("kept").hidden = units.length === 0;
  }

  one("again").addEventListener("click", () => {
    if (isShownInstead) location.reload();
    else location.assign(home);
  });
  one("print").addEventListener("click", () => print());

  if (isShownInstead) tell(true);
  await Promise.all([ask(), tellNumbers().catch(() => {})]);
  setInterval(() => { if (!document.hidden) ask(); }, EVERY);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
})();
