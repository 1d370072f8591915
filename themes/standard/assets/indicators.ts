// Pages of indicators that compute: the calculator of all, that of one, and the trend.

import { enhance } from "./ts/enhance";
import { indicatorCalculator, indicatorSummary } from "./ts/indicators/calculator";
import { trend } from "./ts/indicators/trend";
import { selfCheck } from "./ts/selfcheck/selfcheck";

enhance(document, [indicatorSummary, selfCheck, indicatorCalculator, trend]);
