// What every page needs of scripts. Each thing works, or is absent, without them.
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.scripted = "";

  // The theme: follows the computer until it is chosen; the choice is a cookie, so the server draws the page in it.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.bsTheme ? root.dataset.bsTheme === "dark" : dark.matches);
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    tell();
    dark.addEventListener("change", tell);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      root.dataset.bsTheme = isDark() ? "light" : "dark";
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `${root.dataset.themeCookie}=${root.dataset.bsTheme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
      tell();
    });
  }

  for (const details of document.querySelectorAll("details[data-open-wide]")) {
    if (matchMedia("(min-width: 62rem)").matches) details.open = true;
  }

  // A menu closes when one looks elsewhere.
  for (const menu of document.querySelectorAll("details.menu")) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
  }

  // Who printed a record can be asked afterwards.
  const printed = document.querySelector("form[data-printed]");
  if (printed) addEventListener("beforeprint", () => navigator.sendBeacon(printed.action, new FormData(printed)));

  // On paper everything that is folded is open; browsers that know details::details-content need no help.
  if (!CSS.supports("selector(details::details-content)")) {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll(":is(.full-report details, .key-images):not([open])")];
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
  }

  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.copy);
      const text = "value" in source ? source.value : source.textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        source.closest("details")?.setAttribute("open", "");
        source.focus();
        source.select?.();
        return;
      }
      const told = document.querySelector(button.dataset.copyTold);
      if (told) told.textContent = told.dataset.done;
    });
  }

  // The focus follows a jump within a report or the knowledge, through folds, and comes back with "back". Forms have their own.
  let left = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target || target.closest("form")) return;
    left = link;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.tabIndex < 0) target.tabIndex = -1;
    setTimeout(() => target.focus()); // once the browser has jumped
  });
  addEventListener("popstate", () => {
    if (left && location.hash !== left.hash) left.focus();
  });

  document.querySelector(".error-summary")?.focus();
})();
