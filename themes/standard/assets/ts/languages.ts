// Texts of all languages have the same names and take the same values: what is missing or is left over in one of them is
// found when types are checked. No script imports this file.

import * as joint from "./compare/text-joint";
import * as jointEnglish from "./compare/text-joint.en";
import * as indicators from "./indicators/text";
import * as indicatorsEnglish from "./indicators/text.en";
import * as near from "./selfcheck/text-near";
import * as nearEnglish from "./selfcheck/text-near.en";
import * as marks from "./marks";
import * as marksEnglish from "./marks.en";
import * as search from "./search/text";
import * as searchEnglish from "./search/text.en";
import * as panels from "./selfcheck/text-panels";
import * as panelsEnglish from "./selfcheck/text-panels.en";
import * as site from "./text";
import * as siteEnglish from "./text.en";

/** Texts are texts of that shape, whatever they say. */
type Texts<T> = T extends string ? string : T extends RegExp | ((...values: never[]) => unknown) ? T : { readonly [K in keyof T]: Texts<T[K]> };

const japanese = { joint, indicators, marks, near, panels, search, site };
const english = { joint: jointEnglish, indicators: indicatorsEnglish, marks: marksEnglish, near: nearEnglish, panels: panelsEnglish, search: searchEnglish, site: siteEnglish };

export const languages: readonly [Texts<typeof english>, Texts<typeof japanese>] = [japanese, english];
