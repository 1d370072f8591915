// The page /search/, and the dialog that every other page makes of it.

import { enhance } from "./ts/enhance";
import { openInDialog } from "./ts/search/dialog";
import { searchPanel } from "./ts/search/panel";

const panel = document.querySelector<HTMLElement>("body > .search");
const link = document.querySelector<HTMLAnchorElement>(".search-link");
if (panel !== null && link !== null) openInDialog(panel, link);
enhance(document, [searchPanel]);
