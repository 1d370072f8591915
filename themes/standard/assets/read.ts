// Pages to read that have a table of contents, or show where the company stands.

import { enhance } from "./ts/enhance";
import { ownStanding } from "./ts/own-standing";
import { toc } from "./ts/toc";

enhance(document, [toc, ownStanding]);
