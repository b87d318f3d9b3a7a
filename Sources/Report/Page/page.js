"use strict";
const properties = [...document.querySelectorAll("details.property")];
const which = document.getElementById("which");
const words = document.getElementById("words");
const shown = document.getElementById("shown");

// What each property says, read once it is asked for.
const texts = new Map();
function text(property) {
  if (!texts.has(property)) {
    const name = property.closest("article").querySelector("h3").textContent;
    texts.set(property, (name + " " + property.textContent).toLowerCase());
  }
  return texts.get(property);
}

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const property of properties) {
    const fits = which.value === "" || which.value === property.dataset.verdict
      || which.value === "unexpected" && "unexpected" in property.dataset;
    property.hidden = !(fits && wanted.every((word) => text(property).includes(word)));
    if (!property.hidden) count += 1;
  }
  for (const part of document.querySelectorAll("article.mechanism, section.folder")) {
    part.hidden = !part.querySelector("details.property:not([hidden])");
  }
  shown.textContent = `${count} of ${properties.length} claims shown`;
}

// A link to a property opens it, and shows it if it was left out.
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest("[hidden]")) {
    which.value = words.value = "";
    filter();
  }
  if (target.matches("details")) target.open = true;
  target.scrollIntoView();
}

document.getElementById("filter").hidden = false;
document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
which.addEventListener("change", filter);
words.addEventListener("input", filter);
document.getElementById("all").addEventListener("click", () => {
  for (const property of properties) if (!property.hidden) property.open = true;
});
addEventListener("hashchange", follow);
filter();
follow();
