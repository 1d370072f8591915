// Pages to read that have a table of contents.

import { enhance } from "./ts/enhance";
import { toc } from "./ts/toc";

enhance(document, [toc]);
