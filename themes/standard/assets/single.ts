// A self-check that is one file: the scripts of its page, and what opens the explanations in it. The second script comes
// before the form that would otherwise fetch it.

import "./site";
import "./ts/selfcheck/more";
import "./more";
import "./check";
import { abouts } from "./ts/abouts";
import { enhance } from "./ts/enhance";

enhance(document, [abouts]);
