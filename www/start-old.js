// Runs only where modules are unknown, so in words that every browser knows.
(function () {
  document.getElementById("not-started-reason").textContent = "This browser is too old for this page.";
  document.getElementById("not-started-hint").textContent = "Use a current version of Firefox, Chrome, Edge or Safari.";
  document.getElementById("not-started").removeAttribute("hidden");
})();
