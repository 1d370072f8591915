package site

import "testing"

func TestWriteCSV(t *testing.T) {
	got := string(WriteCSV([][]string{{"ファイル", "=1+1", "-5", "-5a", "＋1", "+1,000.5%", "-"}, {`"引用"`, "a,b", "二\n行", "", "@x", "10", "'"}}))
	want := "\ufeffファイル,'=1+1,-5,'-5a,'＋1,\"+1,000.5%\",'-\r\n\"\"\"引用\"\"\",\"a,b\",\"二\r\n行\",,'@x,10,'\r\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
