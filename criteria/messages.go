package criteria

import "kijun/criteria/score"

// messages are the texts of the scoring core in a language, in the order of the
// core's own list (criteria/score/message.go).
func messages(lang string) []string {
	texts := japanese
	if lang == "en" {
		texts = english
	}
	return texts[:]
}

var japanese = [score.NumMessages]string{
	"",
	"「{0}」という入力欄はありません。",
	"「{0}」は「はい」か「いいえ」で答えてください。",
	"「{0}」には整数を入れてください（入力: {1}）。",
	"「{0}」には数を入れてください（入力: {1}）。",
	"「{0}」に「{1}」という選択肢はありません。",
	"「{0}」には日付を 2026-04-01 のように入れてください（入力: {1}）。",
	"「{0}」には文章を入れてください（入力: {1}）。",
	"「{0}」は表なので、行ごとに入れてください。",
	"「{0}」は{1}以上にしてください。",
	"「{0}」は{1}以下にしてください。",
	"「{0}」は{1}きざみで入れてください。",
	"「{0}」は小数点以下{1}桁までにしてください。",
	"「{0}」の「{1}」は、ほかの選択肢と一緒には選べません。",
	"「{0}」は{1}文字までです（いま{2}文字）。",
	"「{0}」は{1}行までです。",
	"数が大きすぎて、正確に計算できません。",
	"はい",
	"いいえ",
	"—",
	"必要な資料がそろっていないため、{0}点です。",
	"必要な資料がそろっていないため、満たしていません。",
	"残りの答えがどうなっても、{0}点です。",
	"残りの答えがどうなっても、満たしています。",
	"残りの答えがどうなっても、満たしません。",
	"{0}年{1}月{2}日",
	"「{0}」を書いてください。",
	"いまの回答ではたずねない欄に、回答が残っています。判定には使いません。",
	"—（{0}）",
	"未入力",
	"入力の誤り",
	"、",
}

var english = [score.NumMessages]string{
	"",
	"There is no field “{0}”.",
	"Answer “{0}” with yes or no.",
	"Enter a whole number for “{0}” (you entered {1}).",
	"Enter a number for “{0}” (you entered {1}).",
	"“{0}” has no option “{1}”.",
	"Enter a date for “{0}”, as in 2026-04-01 (you entered {1}).",
	"Enter text for “{0}” (you entered {1}).",
	"“{0}” is a table: enter it row by row.",
	"“{0}” must be {1} or more.",
	"“{0}” must be {1} or less.",
	"“{0}” goes in steps of {1}.",
	"“{0}” takes at most {1} decimals.",
	"In “{0}”, “{1}” does not go with other options.",
	"“{0}” takes at most {1} characters (now {2}).",
	"“{0}” takes at most {1} rows.",
	"A number is too large to be computed exactly.",
	"Yes",
	"No",
	"—",
	"The papers needed are not ready: {0} points.",
	"The papers needed are not ready: not met.",
	"Whatever the other answers: {0} points.",
	"Whatever the other answers: met.",
	"Whatever the other answers: not met.",
	"{0}-{1}-{2}",
	"Fill in “{0}”.",
	"There are answers to what is not asked now. They do not count.",
	"— ({0})",
	"not entered",
	"input error",
	", ",
}
