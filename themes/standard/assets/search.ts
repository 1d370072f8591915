// The page /search/, and the dialog that every page makes of it: see ts/search-link.ts.

import { enhance } from "./ts/enhance";
import { searchPanel } from "./ts/search/panel";

export { fetchBook, readBook } from "./ts/search/book";
export { find, pieces } from "./ts/search/find";
export { unitsOf } from "./ts/search/fold";
export { parse } from "./ts/search/query";

enhance(document, [searchPanel]);
