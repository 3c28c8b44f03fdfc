// The custom element <cockpit-jwt>: the page's WebAssembly inside any portal. It keeps attributes,
// properties, events and the form in step; what is seen is drawn by the WebAssembly, which is loaded
// when the first element comes into a page. The build makes one file of this and what it imports.

import { ATTRIBUTES, PROPERTIES, SWITCHES, address, check } from "./attributes.js";
import { failure, starting, surface } from "./drawing.js";
import { Giving } from "./form.js";
import { HOME, NotLoaded, STOPPED, openConsole, parts, style } from "./loading.js";
import { numbered, unnumbered } from "./numbers.js";
import { add, isTrap, remove, trapped } from "./trap.js";

export class CockpitJwt extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = ["proxy", ...Object.keys(ATTRIBUTES), ...SWITCHES];

  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: "open" });
  #surface = null;
  #app = null;
  #widget = null;
  #token = null;
  #number = 0;
  #closing = 0;
  #isStarting = false;
  #isWanted = false;
  #isChanged = false;
  #hasFailed = false;
  #stop = (isConsoleOnly) => (isConsoleOnly ? this.#consoleStopped() : this.#stopped());
  #giving = new Giving((formData) => this.#giveTo(formData));

  constructor() {
    super();
    this.#internals.role = "group";
    this.#internals.ariaLabel = "JWT";
    // Properties that were set before the element was defined stand in the way of the real ones.
    for (const property of PROPERTIES) {
      if (Object.hasOwn(this, property)) {
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
    }
  }

  static {
    for (const [attribute, [property, known]] of Object.entries(ATTRIBUTES)) {
      this.#define(property, {
        get() {
          const value = this.getAttribute(attribute) ?? "";
          return known && !known.includes(value) ? known[0] : value;
        },
        set(value) {
          this.#reflect(attribute, value);
        },
      });
    }
    for (const attribute of SWITCHES) {
      this.#define(attribute, {
        get() {
          return this.hasAttribute(attribute);
        },
        set(value) {
          this.toggleAttribute(attribute, Boolean(value));
        },
      });
    }
  }

  static #define(property, accessors) {
    Object.defineProperty(this.prototype, property, { enumerable: true, configurable: true, ...accessors });
  }

  /** Where the proxy is, as an absolute address; the module's own folder unless the attribute says otherwise. */
  get proxy() {
    const value = this.getAttribute("proxy");
    return value ? (address(value, this.baseURI)?.href ?? value) : HOME.href;
  }

  set proxy(value) {
    this.#reflect("proxy", value);
  }

  /** The token that the element holds, or null. */
  get token() {
    return this.#token;
  }

  get form() {
    return this.#internals.form;
  }

  get labels() {
    return this.#internals.labels;
  }

  get willValidate() {
    return this.#internals.willValidate;
  }

  get validationMessage() {
    return this.#internals.validationMessage;
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** Opens the dialog, as a click on "Generate JWT token" does. */
  generate() {
    if (this.matches(":disabled")) {
      return;
    }
    this.#isWanted = true;
    this.#generateIfWanted();
  }

  /** Forgets the token. */
  clear() {
    this.#isWanted = false;
    this.#tell((widget) => widget.clear());
  }

  connectedCallback() {
    clearTimeout(this.#closing);
    this.#number = numbered(this.#number);
    this.#start();
  }

  // Moved without being taken out: nothing changes.
  connectedMoveCallback() {}

  disconnectedCallback() {
    unnumbered(this.#number);
    // Taken out to be put in elsewhere, it keeps what it holds.
    this.#closing = setTimeout(() => this.#close());
  }

  attributeChangedCallback(attribute, before, value) {
    check(attribute, value);
    if (attribute === "required") {
      this.#validate();
    }
    this.#change();
  }

  formAssociatedCallback(form) {
    this.#giving.to(form);
  }

  formDisabledCallback(isDisabled) {
    this.#internals.ariaDisabled = String(isDisabled);
    if (this.#surface) {
      this.#surface.inert = isDisabled;
    }
  }

  formResetCallback() {
    this.clear();
  }

  #reflect(attribute, value) {
    if (value === null || value === undefined) {
      this.removeAttribute(attribute);
    } else {
      this.setAttribute(attribute, value);
    }
  }

  async #start() {
    if (this.#widget || this.#isStarting) {
      return;
    }
    this.#isStarting = true;
    this.#hasFailed = false;
    this.#clean().append(starting());
    try {
      const [Widget] = await Promise.all([parts(), this.#dress()]);
      this.#mount(Widget);
    } catch (error) {
      this.#notMounted(error);
    } finally {
      this.#isStarting = false;
    }
  }

  // Without styles nothing is drawn but that they are missing, and why.
  async #dress() {
    try {
      this.#root.adoptedStyleSheets = [await style()];
    } catch {
      this.#root.adoptedStyleSheets = [];
    }
  }

  #notMounted(error) {
    remove(this.#stop);
    if (isTrap(error)) {
      trapped();
    }
    this.#fail(error instanceof NotLoaded ? error : STOPPED, "widget-not-loaded");
  }

  // A new surface in the shadow root; returns the place for what is seen.
  #clean() {
    [this.#surface, this.#app] = surface();
    this.#surface.inert = this.matches(":disabled");
    this.#root.replaceChildren(this.#surface);
    this.#validate();
    return this.#app;
  }

  #mount(Widget) {
    if (!this.isConnected) {
      return;
    }
    const options = this.#options();
    this.#clean();
    add(this.#stop);
    const widget = { is: null, proxy: options.proxy };
    // What a closed widget still says is about a life that is over.
    const told = (name, detail) => {
      if (this.#widget === widget || !widget.is) {
        this.#told(name, detail);
      }
    };
    widget.is = new Widget(this.#root, options, told, openConsole);
    this.#widget = widget;
    this.#generateIfWanted();
  }

  #options() {
    const proxy = address(this.proxy);
    if (!proxy || !/^https?:$/.test(proxy.protocol)) {
      throw new NotLoaded(`The attribute proxy is no address of a proxy: ${this.proxy}`, `Give it one such as ${HOME.href}, or leave it out.`);
    }
    const { organization, scope, audience, validity, mode, profile } = this;
    const onBehalfOf = this.hasAttribute("on-behalf-of") ? this.onBehalfOf : "";
    const frame = this.compact ? "compact" : "full";
    const name = this.id || `#${this.#number}`;
    const folder = proxy.origin + proxy.pathname.replace(/\/?$/, "/");
    return { proxy: folder, name, organization, scope, audience, validity, onBehalfOf, mode, profile, frame };
  }

  // Several attributes that change together are told once.
  #change() {
    if (this.#isChanged) {
      return;
    }
    this.#isChanged = true;
    queueMicrotask(() => {
      this.#isChanged = false;
      this.#changed();
    });
  }

  #changed() {
    if (!this.#widget) {
      this.#startAgain();
      return;
    }
    let options;
    try {
      options = this.#options();
    } catch (error) {
      this.#unmount();
      this.#fail(error, "widget-not-loaded");
      return;
    }
    if (options.proxy === this.#widget.proxy) {
      this.#tell((widget) => widget.set(options));
    } else {
      // What one proxy gave is not another one's.
      this.#unmount();
      this.#start();
    }
  }

  // What has failed may be mended by another attribute.
  #startAgain() {
    if (this.#hasFailed && this.isConnected) {
      this.#start();
    }
  }

  #tell(what) {
    try {
      if (this.#widget) {
        what(this.#widget.is);
      }
    } catch (error) {
      if (!isTrap(error)) {
        throw error;
      }
      trapped();
    }
  }

  #generateIfWanted() {
    if (this.#isWanted && this.#widget) {
      this.#isWanted = false;
      this.#tell((widget) => widget.generate());
    } else if (this.#isWanted && this.isConnected) {
      this.#start();
    }
  }

  #told(name, detail) {
    if (name === "token") {
      this.#hold(detail.token);
    } else if (name === "cleared") {
      this.#hold(null);
    }
    const { expiresAt } = detail;
    this.#fire(name, expiresAt === undefined ? detail : { ...detail, expiresAt: expiresAt === null ? null : new Date(expiresAt) });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(`cockpit-jwt:${name}`, { bubbles: true, composed: true, detail }));
  }

  #hold(token) {
    this.#token = token;
    this.#validate();
  }

  #giveTo(formData) {
    if (this.name && this.#token !== null && !this.matches(":disabled")) {
      formData.append(this.name, this.#token);
    }
  }

  #validate() {
    if (!this.required || this.#token !== null) {
      this.#internals.setValidity({});
      return;
    }
    // What the browser points at has to take the focus.
    this.#app?.setAttribute("tabindex", "-1");
    this.#internals.setValidity({ valueMissing: true }, "Generate a JWT token first.", this.#app ?? undefined);
  }

  #fail(error, code) {
    const { message, hint } = error;
    this.#hasFailed = true;
    const again = error === STOPPED ? null : () => this.#start();
    this.#clean().append(failure(message, hint, again));
    this.#fire("error", { code, message, hint });
  }

  // Whoever has opened a console there listens.
  #consoleStopped() {
    this.#root.getElementById("console")?.dispatchEvent(new Event("stopped"));
  }

  #stopped() {
    this.#forget();
    this.#fail(STOPPED, "widget-stopped");
  }

  #close() {
    if (!this.isConnected) {
      this.#number = 0;
      this.#unmount();
      this.#surface = null;
      this.#app = null;
      this.#validate();
      this.#root.replaceChildren();
    }
  }

  #unmount() {
    this.#tell((widget) => {
      widget.close();
      widget.free();
    });
    this.#forget();
  }

  // The token goes with the widget; who listens to the element itself is told.
  #forget() {
    const isHeld = this.#token !== null;
    remove(this.#stop);
    this.#widget = null;
    this.#hold(null);
    if (isHeld) {
      this.#fire("cleared", {});
    }
  }
}

if (!customElements.get("cockpit-jwt")) {
  customElements.define("cockpit-jwt", CockpitJwt);
}
