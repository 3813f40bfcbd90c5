// The panel beside the form is kept by htmx; here is only what htmx cannot say in the page.
(() => {
  "use strict";
  // Looked for each time: after the session has ended and begun again, it is another one.
  const stale = () => document.getElementById("panel-stale");
  const fold = document.querySelector(".panel-fold");

  // A log-in page is no panel: what stands there stays, and the page says that it is old.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, isError } = event.detail;
    const right = !isError && xhr.responseText.includes('name="told"');
    event.detail.shouldSwap = right;
    tell(right ? "" : refused(xhr));
  });
  document.addEventListener("htmx:sendError", () => tell(stale()?.dataset.away));

  // The server says in a sentence why there is no panel.
  function refused(xhr) {
    let answer = {};
    try { answer = JSON.parse(xhr.responseText); } catch { /* a page of an error */ }
    if (answer.ended) document.dispatchEvent(new Event("bonemet:ended"));
    return answer.why || stale()?.dataset.refused;
  }

  function tell(why) {
    if (!stale()) return;
    stale().hidden = !why;
    stale().textContent = why;
  }

  // From a moment that is typed, hours are counted on while the page is looked at: once a minute, as long as a
  // session lasts by what is done otherwise.
  const MINUTE = 60_000;
  const body = () => document.getElementById("panel-body");
  let counted = Date.now();
  function countOn() {
    if (document.hidden || Date.now() - counted < MINUTE || !body()?.querySelector("[data-counting]")) return;
    htmx.trigger(body(), "bonemet:minute");
  }
  document.addEventListener("htmx:beforeRequest", () => { counted = Date.now(); });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.triggeringEvent?.type === "bonemet:minute") detail.headers["X-Only-Asks"] = "1";
  });
  document.addEventListener("visibilitychange", countOn);
  setInterval(countOn, MINUTE / 6);

  // Going to a question of another section saves this one first, so that what is typed here counts there.
  const form = document.getElementById("section-form");
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".panel-next a, .panel-more a, .next-question a, .stages a");
    if (!link || link.pathname === location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const onward = form.elements.onward ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "onward" }));
    onward.value = link.pathname + link.hash;
    form.requestSubmit(form.querySelector("button.btn-primary"));
  });

  // On a phone it stands folded below the form, one line high.
  if (fold && !matchMedia("(min-width: 62rem)").matches) fold.open = false;
  fold?.removeAttribute("data-fresh");
})();
