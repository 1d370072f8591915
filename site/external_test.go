package site

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

func TestCheckExternal(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Method+" "+r.URL.RequestURI()]++
		mu.Unlock()
		switch r.URL.Path {
		case "/", "/good":
		case "/get-only":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/locked":
			w.WriteHeader(http.StatusForbidden)
		case "/moved":
			http.Redirect(w, r, "/good", http.StatusMovedPermanently)
		case "/gone-home":
			http.Redirect(w, r, "/", http.StatusFound)
		case "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		default:
			http.NotFound(w, r)
		}
	}))
	defer host.Close()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	at := host.URL
	p := project(map[string]string{
		ConfigFile: "title: 手引き\nbase_url: https://example.jp/\nnav: [{title: 外, link: \"" + at + "/missing?a=1\"}]\n",
		"content/index.md": "# 表紙\n\n[a](" + at + "/good#x) [b](" + at + "/good) [c](" + at + "/get-only) [d](" + at + "/locked) [e](" + at + "/moved)\n\n" +
			"[f](" + at + "/missing) [g](https://example.jp/) [h](mailto:a@example.jp)\n",
		"content/a.md": markdownFile("title: 甲\nkind: links\nitems: [{url: \""+at+"/missing\", text: 無}]", "[i]("+at+"/gone-home)\n[j]("+at+"/broken)\n[k]("+closed.URL+"/x)"),
	})
	problems, n := (&Builder{}).CheckExternal(context.Background(), p)
	if n != 9 {
		t.Errorf("%d addresses", n)
	}
	got := strings.ReplaceAll(strings.ReplaceAll(problems.Error(), at, "HOST"), closed.URL, "CLOSED")
	want := `content/a.md:4:15: 警告: リンク先 HOST/missing はありません（404）
	hint: 新しい場所を探して書き直すか、リンクを外してください
content/a.md:6:1: 警告: リンク先 HOST/gone-home はサイトの始めのページに移されました
	hint: 元のページがなくなったのかもしれません。ブラウザーで開いて確かめてください
content/a.md:7:1: 警告: リンク先 HOST/broken は開けません（500）
	hint: ブラウザーで開いて確かめてください
content/a.md:8:1: 警告: リンク先 CLOSED/x は開けません（connection refused）
	hint: ブラウザーで開いて確かめてください
content/index.md:5:1: 警告: リンク先 HOST/missing はありません（404）
	hint: 新しい場所を探して書き直すか、リンクを外してください
kijun.yaml:3:7: 警告: リンク先 HOST/missing?a=1 はありません（404）
	hint: 新しい場所を探して書き直すか、リンクを外してください`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for request, times := range asked {
		if times > 1 && request != "HEAD /good" && request != "HEAD /" { // where others lead
			t.Errorf("%s was asked %d times", request, times)
		}
	}
	if asked["GET /good"] > 0 || asked["GET /missing"] != 1 {
		t.Errorf("asked %v", asked)
	}
}
