"use strict";
(function () {
  const steps = Array.from(document.querySelectorAll("section.firing"));
  const bar = document.getElementById("bar");
  const where = document.getElementById("where");
  const run = document.getElementById("run");
  let at = 0;
  let timer = null;
  document.body.classList.add("playing");
  bar.hidden = false;

  function show(number, focus) {
    at = Math.max(0, Math.min(steps.length - 1, number));
    steps.forEach(function (step, index) { step.hidden = index !== at; });
    where.textContent = where.dataset.text.replace("{at}", at + 1).replace("{all}", steps.length);
    document.getElementById("back").disabled = at === 0;
    document.getElementById("next").disabled = at === steps.length - 1;
    history.replaceState(null, "", "#" + steps[at].id);
    if (focus) { steps[at].querySelector("h2").focus(); }
    window.scrollTo(0, 0);
  }
  function stop() {
    if (timer !== null) { clearInterval(timer); timer = null; }
    run.textContent = run.dataset.run;
    run.setAttribute("aria-pressed", "false");
  }
  function toggle() {
    if (timer !== null) { stop(); return; }
    run.textContent = run.dataset.stop;
    run.setAttribute("aria-pressed", "true");
    timer = setInterval(function () {
      if (at === steps.length - 1) { stop(); } else { show(at + 1, false); }
    }, 2500);
  }
  function indexOf(id) { return steps.findIndex(function (step) { return step.id === id; }); }
  function go(id) {
    const index = indexOf(id);
    if (index >= 0) { stop(); show(index, true); }
  }

  document.getElementById("next").addEventListener("click", function () { stop(); show(at + 1, false); });
  document.getElementById("back").addEventListener("click", function () { stop(); show(at - 1, false); });
  run.addEventListener("click", toggle);
  ["rule", "fact"].forEach(function (name) {
    document.getElementById(name).addEventListener("change", function (event) { go(event.target.value); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.tagName === "SELECT") { return; }
    const keys = { ArrowRight: function () { stop(); show(at + 1, false); }, ArrowLeft: function () { stop(); show(at - 1, false); },
      Home: function () { stop(); show(0, false); }, End: function () { stop(); show(steps.length - 1, false); } };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
    if (event.key === "r") { toggle(); }
  });
  window.addEventListener("hashchange", function () { go(location.hash.slice(1)); });
  show(Math.max(0, indexOf(location.hash.slice(1))), false);
}());
