// A picture that is pasted or dropped is put into the form's field, as if it had been chosen there.
(() => {
  "use strict";
  const form = document.querySelector("[data-takes-pictures]");
  const field = form?.querySelector("input[type=file]");
  if (!field) return;
  const said = form.querySelector("[data-picture-said]");

  function take(files) {
    const [file] = [...files].filter((one) => one.size);
    if (!file) return false;
    const holder = new DataTransfer();
    // Its name may tell who it is of, and is not needed.
    holder.items.add(new File([file], "picture", { type: file.type }));
    field.files = holder.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    said.textContent = said.dataset.taken;
    form.scrollIntoView({ block: "nearest" });
    return true;
  }

  document.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length && take(event.clipboardData.files)) event.preventDefault();
  });
  for (const name of ["dragover", "dragenter"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    form.classList.remove("is-over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
})();
