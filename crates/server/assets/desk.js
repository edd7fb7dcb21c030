// Lights up what belongs together on an article's page, and adds keys: j and k go from claim to claim, / to the search.
"use strict";

const claims = [...document.querySelectorAll("[data-claim]")];
const marks = [...document.querySelectorAll("mark[data-claims]")];

function light(ids, on) {
  for (const mark of marks) {
    if (mark.dataset.claims.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
  }
  for (const claim of claims) {
    if (ids.includes(claim.dataset.claim)) claim.classList.toggle("lit", on);
  }
}

for (const claim of claims) {
  for (const [enter, leave] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
    claim.addEventListener(enter, () => light([claim.dataset.claim], true));
    claim.addEventListener(leave, () => light([claim.dataset.claim], false));
  }
}
for (const mark of marks) {
  const ids = mark.dataset.claims.split(" ");
  mark.addEventListener("mouseenter", () => light(ids, true));
  mark.addEventListener("mouseleave", () => light(ids, false));
  mark.addEventListener("click", () => document.getElementById("c-" + ids[0])?.focus());
}

// A drawing as a picture of dots: it is painted by the browser, twice as large.
for (const button of document.querySelectorAll("button[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const link = document.createElement("a");
      link.download = button.dataset.png.slice(1).split(".")[0] + ".png";
      link.href = canvas.toDataURL("image/png");
      link.click();
    });
    picture.src = button.dataset.png;
  });
}

// Who judges is remembered for the next form.
for (const field of document.querySelectorAll("input[name=person]:not([type=hidden])")) {
  field.value ||= localStorage.getItem("person") ?? "";
  field.addEventListener("change", () => localStorage.setItem("person", field.value));
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = claims.length ? claims : [...document.querySelectorAll(".claim a, .propositions a")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (event.key === "j") rows[Math.min(at + 1, rows.length - 1)]?.focus();
  else if (event.key === "k") rows[Math.max(at - 1, 0)]?.focus();
  else if (event.key === "/") location.href = "/search";
  else rows[at]?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
});
