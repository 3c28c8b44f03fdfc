// What TypeScript has to know of <cockpit-jwt>. Copy it into your project; for JSX there is
// cockpit-jwt.react.d.ts beside it.

/** The default, `"myself"`, gets the person's own token. */
export type OnBehalfOf = "myself" | "organization";
/** Where the person signs in: in a window of its own (the default), or on this page, which is left for it. */
export type Mode = "popup" | "redirect";
/** What the token is judged by; `""` takes the proxy's setting. */
export type Profile = "" | "cockpit" | "documented" | "strict";
/** `"auto"`, the default, is as the page around it is. */
export type Theme = "auto" | "light" | "dark";

/** A token has come. It is a secret: keep it in memory only, and for as long as it is needed. */
export interface TokenDetail {
  readonly token: string;
  /** Null when the token never expires. */
  readonly expiresAt: Date | null;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
}

/** Told when five minutes are left, and with `remaining: 0` at the end. */
export interface ExpiringDetail {
  readonly expiresAt: Date;
  /** In seconds. */
  readonly remaining: number;
}

export interface ErrorDetail {
  /** Stable, for programs. */
  readonly code: string;
  /** What is the matter, for people. */
  readonly message: string;
  /** What can be done about it. */
  readonly hint: string;
}

export interface CockpitJwtEventMap {
  "cockpit-jwt:token": CustomEvent<TokenDetail>;
  "cockpit-jwt:cleared": CustomEvent<Record<string, never>>;
  "cockpit-jwt:expiring": CustomEvent<ExpiringDetail>;
  "cockpit-jwt:error": CustomEvent<ErrorDetail>;
}

/** The properties that go with an attribute each; `onBehalfOf` with `on-behalf-of`. */
export interface CockpitJwtProperties {
  /** Where the proxy is; the folder of the module unless said otherwise. Relative to the page's base. */
  proxy: string;
  organization: string;
  /** Separated by commas. */
  scope: string;
  /** Separated by commas. */
  audience: string;
  /** For how long the token shall be valid, written as in the dialog, such as `15m`. */
  validity: string;
  onBehalfOf: OnBehalfOf;
  mode: Mode;
  profile: Profile;
  theme: Theme;
  compact: boolean;
  /** Under which name the token is in the form's data. */
  name: string;
  disabled: boolean;
  /** Whether the form is incomplete without a token. */
  required: boolean;
}

export declare class CockpitJwt extends HTMLElement implements CockpitJwtProperties {
  static readonly formAssociated: true;
  static readonly observedAttributes: string[];

  proxy: string;
  organization: string;
  scope: string;
  audience: string;
  validity: string;
  get onBehalfOf(): OnBehalfOf;
  set onBehalfOf(value: OnBehalfOf);
  get mode(): Mode;
  set mode(value: Mode);
  get profile(): Profile;
  set profile(value: Profile);
  get theme(): Theme;
  set theme(value: Theme);
  compact: boolean;
  name: string;
  disabled: boolean;
  required: boolean;

  /** The token that the element holds. */
  readonly token: string | null;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly willValidate: boolean;
  readonly validationMessage: string;

  /** Opens the dialog, as a click on "Generate JWT token" does. */
  generate(): void;
  /** Forgets the token. */
  clear(): void;
  checkValidity(): boolean;
  reportValidity(): boolean;

  addEventListener<Name extends keyof CockpitJwtEventMap>(
    type: Name,
    listener: (this: CockpitJwt, event: CockpitJwtEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: CockpitJwt, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof CockpitJwtEventMap>(
    type: Name,
    listener: (this: CockpitJwt, event: CockpitJwtEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: CockpitJwt, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "cockpit-jwt": CockpitJwt;
  }
  // The events bubble: they may be listened to further out.
  interface HTMLElementEventMap extends CockpitJwtEventMap {}
  interface DocumentEventMap extends CockpitJwtEventMap {}
  interface WindowEventMap extends CockpitJwtEventMap {}
}
