// The clock stands still, in UTC, so that every time on the page is the same in every run.
Date.now = () => THEN;
Date.prototype.getTimezoneOffset = () => 0;
Date.prototype.toLocaleString = () => "<time>";
Object.defineProperty(performance, "timeOrigin", { get: () => THEN });

// What live regions say, in order, of all roots that the page makes.
window.heard = [];
(() => {
  const LIVE = "[aria-live]:not([aria-live='off']), [role='status'], [role='alert'], [role='log']";

  const regionOf = (node) => {
    for (let at = node; at; at = at.parentNode ?? at.host) {
      if (at.matches?.(LIVE)) return at;
    }
    return null;
  };

  const say = (region) => {
    const text = region.textContent.replace(/\s+/g, " ").trim();
    if (text !== "" && region.checkVisibility()) window.heard.push(text);
  };

  // An alert that appears is said, too.
  const appeared = ({ addedNodes }) =>
    [...addedNodes].filter((node) => node.matches?.("[role='alert']"));

  const listen = (changes) => {
    // What is in a page from the beginning is read, but not announced.
    if (document.readyState === "loading") return;
    const changed = changes.map(({ target }) => regionOf(target)).filter(Boolean);
    new Set([...changed, ...changes.flatMap(appeared)]).forEach(say);
  };

  const observe = (root) => {
    const observer = new MutationObserver(listen);
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ["hidden"],
    });
    return observer;
  };

  // The rest of the beginning would be told of when the page is no longer loading.
  const observer = observe(document);
  document.addEventListener("readystatechange", () => observer.takeRecords(), { once: true });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(options) {
    const root = attach.call(this, options);
    observe(root);
    return root;
  };
})();
