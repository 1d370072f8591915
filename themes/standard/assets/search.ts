// The page /search/, and the dialog that every other page makes of it.

import { enhance } from "./ts/enhance";
import { openInDialog } from "./ts/search/dialog";
import { searchPanel } from "./ts/search/panel";

export { fetchBook, readBook } from "./ts/search/book";
export { find, pieces } from "./ts/search/find";
export { unitsOf } from "./ts/search/fold";
export { parse } from "./ts/search/query";

const panel = document.querySelector<HTMLElement>("body > .search");
const link = document.querySelector<HTMLAnchorElement>(".search-link");
if (panel !== null && link !== null) openInDialog(panel, link);
enhance(document, [searchPanel]);
