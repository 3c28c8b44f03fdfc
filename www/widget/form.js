// The token in the data of the form that an element is in. It is given in the `formdata` event and not
// by `setFormValue`: browsers write down the values of forms, to show them again after a restart.

import { warn } from "./attributes.js";

export class Giving {
  #form = null;
  #submitted = null;
  #give;
  #note = (event) => {
    this.#submitted = event;
  };
  #ask = ({ formData }) => {
    if (this.#isForAddress()) {
      warn('the form sends its data in an address, which is no place for a token. Give it method="post".');
    } else {
      this.#give(formData);
    }
  };

  // `give` adds to the data what there is to add.
  constructor(give) {
    this.#give = give;
  }

  to(form) {
    this.#form?.removeEventListener("submit", this.#note);
    this.#form?.removeEventListener("formdata", this.#ask);
    this.#form = form;
    form?.addEventListener("submit", this.#note);
    form?.addEventListener("formdata", this.#ask);
  }

  // The browser itself asks right after `submit`, once, if nobody has prevented it; else a script does.
  // The event's phase does not tell that it is over: in Firefox the browser asks before it is reset.
  #isForAddress() {
    if (this.#submitted?.currentTarget !== null) {
      return false;
    }
    const { defaultPrevented, submitter } = this.#submitted;
    this.#submitted = null;
    // A field with the name `method` stands in the way of the form's own property.
    const method = submitter?.getAttribute("formmethod") ? submitter.formMethod : Reflect.get(HTMLFormElement.prototype, "method", this.#form);
    return !defaultPrevented && method === "get";
  }
}
