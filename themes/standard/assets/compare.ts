// The page that lays the schemes side by side: the visitor's standing comes to life here.

import { standing } from "./ts/compare/standing";
import { enhance } from "./ts/enhance";

enhance(document, [standing]);
