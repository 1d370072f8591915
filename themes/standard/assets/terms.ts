// Pages with words of the glossary only: what they mean, in place.

import { termTips } from "./ts/term-tips";

termTips(document);
