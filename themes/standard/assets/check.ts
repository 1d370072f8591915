// Self-check pages only: the form comes to life here.

import { enhance } from "./ts/enhance";
import { selfCheck } from "./ts/selfcheck/selfcheck";

enhance(document, [selfCheck]);
