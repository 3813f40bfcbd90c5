/* A session that has ended takes the patient out of the document: name, identifier, report and panel. What is
   being typed stays, locked, until the same user has logged in again; to anybody else it is not shown. */
(() => {
  "use strict";
  const { user, session, seconds } = document.body.dataset;
  if (!user) return;
  const AT_MOST = 60, AGAIN = 5; // seconds until the server is asked again
  const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;
  const typed = new Set();
  let deadline = Date.now() + Number(seconds) * 1000;
  let timer = 0;
  let kept = null; // after the end: the forms that stay, and where each stood

  const main = () => document.getElementById("main");
  const texts = () => document.getElementById("session-ended").content;
  const here = () => location.pathname + location.search;

  document.addEventListener("input", (event) => { if (event.target.form) typed.add(event.target.form); });
  document.addEventListener("bonemet:kept", (event) => typed.delete(event.target));
  document.addEventListener("bonemet:ended", () => end(""));

  // A form of the page as it is now is the same as one of the page as it was: by its name, or by what it asks.
  const nameOf = (form) => form.id || `${form.getAttribute("action")} ${[...form.elements].map((one) => one.name).join()}`;

  function later(wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, wait * 1000);
  }

  async function ask() {
    let state = null;
    try {
      const answer = await fetch(session, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
      if (answer.ok) state = await answer.json();
      else if (answer.type === "opaqueredirect") state = { user: "", seconds: 0 };
    } catch { /* the server is away: see below */ }
    if (state === null) {
      if (!kept && Date.now() > deadline) end("");
      later(kept ? AGAIN : 15);
    } else if (state.user !== user) {
      end(state.user);
      later(AGAIN);
    } else if (kept) {
      await goOn();
    } else {
      deadline = Date.now() + state.seconds * 1000;
      main().hidden = false;
      later(Math.min(state.seconds + 1, AT_MOST));
    }
  }

  function end(other) {
    if (!kept) {
      const forms = [...main().querySelectorAll("form")];
      const unsent = main().querySelector(".error-summary, [data-unsaved]") !== null;
      const stay = forms.filter((form) => typed.has(form) || (unsent && form.querySelector("input:not([type=hidden]), textarea")));
      if (stay.length === 0) {
        main().replaceChildren();
        location.replace(here());
        return;
      }
      kept = stay.map((form) => ({ form, name: nameOf(form) }));
      for (const form of stay) {
        for (const element of form.querySelectorAll("[data-patient]")) {
          element.replaceWith(Object.assign(document.createElement("span"), { className: "taken-out" }));
        }
        form.inert = true;
      }
      for (const style of document.querySelectorAll("style")) style.remove();
      document.adoptedStyleSheets = [];
      document.title = "bonemet";
      main().replaceChildren(texts().cloneNode(true), ...stay);
      main().hidden = false;
      later(AGAIN);
    }
    for (const { form } of kept) form.hidden = other !== "";
    main().querySelector("[data-nobody]").hidden = other !== "";
    main().querySelector("[data-somebody-else]").hidden = other === "";
  }

  async function goOn() {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" }).catch(() => null);
    if (!answer || !answer.ok) {
      const refused = answer ? await answer.json().catch(() => null) : null;
      for (const { form } of kept) form.hidden = false;
      if (refused?.why) main().querySelector("[data-nobody]").textContent = refused.why;
      later(AGAIN);
      return;
    }
    const text = await answer.text();
    // The one rule that repeats the identity on every printed sheet; its nonce is that of another page.
    const rules = [...text.matchAll(STYLE)].map((found) => found[1]);
    const fresh = new DOMParser().parseFromString(text.replace(STYLE, ""), "text/html");
    const token = fresh.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
    const section = kept.map(({ form }) => form).find((form) => form.dataset.draft);
    if (section) {
      const sent = await fetch(section.dataset.draft, {
        method: "POST", body: new URLSearchParams(new FormData(section)), headers: { Accept: "application/json" },
      }).catch(() => null);
      if (sent?.ok) {
        location.replace(section.dataset.resume || here());
        return;
      }
    }
    putBack(fresh);
    document.adoptedStyleSheets = rules.map((rule) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      return sheet;
    });
  }

  // The page as the server shows it now, with the forms in which something is typed.
  function putBack(fresh) {
    const page = document.adoptNode(fresh.getElementById("main"));
    const forms = [...page.querySelectorAll("form")];
    for (const { form, name } of kept) {
      const place = forms.find((one) => nameOf(one) === name);
      const taken = form.querySelectorAll(".taken-out");
      const shown = place ? place.querySelectorAll("[data-patient]") : [];
      if (taken.length === shown.length) taken.forEach((mark, at) => mark.replaceWith(shown[at]));
      form.inert = form.hidden = false;
      if (place) place.replaceWith(form);
      else page.append(form);
    }
    document.title = fresh.title;
    main().replaceWith(page);
    globalThis.htmx?.process(page);
    kept = null;
    ask();
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("focus", ask);
  // A page from the browser's memory may be that of a session before.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      main().hidden = true;
      ask();
    }
  });
  later(AT_MOST);
})();
