// Self-check pages only, when it is needed first: the views beside the form, and what the rarer buttons do.

import { more } from "./ts/selfcheck/panels";
import { moreEvent } from "./ts/selfcheck/session";

document.dispatchEvent(new CustomEvent(moreEvent, { detail: more }));
