// The search answers while one types. Without it the button does the same.
(() => {
  "use strict";
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const place = document.querySelector(form.dataset.search);
  let waiting;
  let asked;

  async function search() {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.querySelector(form.dataset.search).childNodes);
      history.replaceState(null, "", address);
    } catch {
      // Another search has begun, or the server is away: the button still works.
    }
  }

  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
})();
