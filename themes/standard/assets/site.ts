// Every page: the modules that improve what already works without them.

import { markCurrent } from "./ts/current";
import { enhance } from "./ts/enhance";
import { workOffline } from "./ts/offline";
import { searchLink } from "./ts/search-link";
import { sectionNav } from "./ts/section-nav";
import { themeToggle } from "./ts/theme-toggle";

for (const menu of document.querySelectorAll(".site-menu, .section-nav")) markCurrent(menu);
enhance(document, [themeToggle, sectionNav]);
searchLink();
workOffline();
