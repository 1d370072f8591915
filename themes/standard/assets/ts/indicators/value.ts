// A value as people type it and as spreadsheets hand it over: full-width digits, thousands commas, the unit behind it, ▲ for
// minus. What is typed stays as it is in its input; this reads it.

import { parseDecimal, type Decimal } from "./decimal";
import { text } from "./text";

type Reading =
  | { readonly kind: "none" } // empty, or said to be missing: a gap
  | { readonly kind: "value"; readonly value: Decimal }
  | { readonly kind: "wrong"; readonly reason: string };

const mostDigits = 15;
const mostDecimals = 12;

/** readValue reads a value of an indicator with this unit. */
export function readValue(raw: string, unit: string): Reading {
  const words = raw.normalize("NFKC").trim();
  if (/^([-–—―ー−]*|該当者なし|該当なし|n\/?a|#n\/a)$/iu.test(words)) return { kind: "none" };
  const found = /^([-−–ー▲△+]?)\s*(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?\s*(.*)$/u.exec(words);
  const [, sign = "", whole = "", rest = "", own = ""] = found ?? [];
  const value = parseDecimal(`${/[-−–ー▲△]/u.test(sign) ? "-" : ""}${whole.replaceAll(",", "")}${rest}`);
  const otherUnit = own !== "" && !sameUnit(own, unit);
  if (value === null || (otherUnit && /\d/u.test(own))) return { kind: "wrong", reason: text.wrong.value(raw.trim()) };
  if (whole.replace(/,|^0+/gu, "").length > mostDigits || rest.length - 1 > mostDecimals) return { kind: "wrong", reason: text.wrong.long(raw.trim()) };
  if (otherUnit) return { kind: "wrong", reason: text.wrong.unit(raw.trim(), unit) };
  return { kind: "value", value };
}

/** sameUnit takes a unit written in full or its first part: 人 for 人/年度. */
function sameUnit(own: string, unit: string): boolean {
  const whole = unit.normalize("NFKC").replace(/\s/gu, "");
  const given = own.replace(/\s/gu, "");
  return given === whole || whole.split(/[/・]/u)[0] === given;
}
