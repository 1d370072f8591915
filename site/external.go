package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"kijun/criteria"
)

// Links to other sites are checked only on request: it takes time and network, and what
// it finds depends on the day.

const (
	externalWait   = 15 * time.Second       // for one answer
	externalPause  = 200 * time.Millisecond // between two questions to one host
	externalAtOnce = 8                      // hosts
)

// CheckExternal asks every other site that pages, the menu and definitions lead to,
// each address once and one after the other of a host. What does not answer, or answers
// that the page is not there, is a warning at each place that leads there. Asked is how
// many addresses there were.
func (b *Builder) CheckExternal(ctx context.Context, project fs.FS) (problems criteria.Diagnostics, asked int) {
	t, _ := b.prepare(ctx, project)
	if t == nil {
		return nil, 0
	}
	places := t.externalLinks()
	hosts := map[string][]string{}
	for _, address := range sortedKeys(places) {
		u, _ := url.Parse(address) // externalLinks has read it
		hosts[u.Host] = append(hosts[u.Host], address)
	}
	client := &http.Client{Timeout: externalWait}
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, externalAtOnce)
	for _, host := range sortedKeys(hosts) {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for i, address := range hosts[host] {
				if i > 0 {
					select {
					case <-time.After(externalPause):
					case <-ctx.Done():
						return
					}
				}
				msg, hint := ask(ctx, client, address)
				if msg == "" {
					continue
				}
				mu.Lock()
				for _, pos := range places[address] {
					problems = append(problems, criteria.Diagnostic{Pos: pos, Severity: criteria.Warning, Code: "external-link",
						Msg: fmt.Sprintf("リンク先 %s は%s", address, msg), Hint: hint})
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return tidy(problems), len(places)
}

// externalLinks are the addresses of other sites, without their fragments, with the
// places that lead there.
func (t *tree) externalLinks() map[string][]criteria.Pos {
	places := map[string][]criteria.Pos{}
	add := func(address string, pos criteria.Pos) {
		u, err := url.Parse(address)
		if _, own := t.config.ownPath(address); err != nil || own || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return
		}
		u.Fragment = ""
		if key := u.String(); !slices.Contains(places[key], pos) {
			places[key] = append(places[key], pos)
		}
	}
	for _, p := range t.pages {
		for _, d := range p.docs() {
			for _, l := range d.links {
				add(l.dest, l.spot.in(d))
			}
		}
	}
	for _, n := range t.config.Nav {
		add(n.Link, n.pos)
	}
	for _, e := range t.schemes {
		for _, s := range e.Sources {
			add(s.URL, e.Pos)
		}
	}
	return places
}

// ask asks for one address. msg is empty if somebody is there: a site that lets no
// program in is there.
func ask(ctx context.Context, client *http.Client, address string) (msg, hint string) {
	status, final, err := request(ctx, client, http.MethodHead, address)
	if err == nil && (status == http.StatusNotFound || status >= 400 && status != http.StatusTooManyRequests) {
		status, final, err = request(ctx, client, http.MethodGet, address) // some hosts know GET only
	}
	var dns *net.DNSError
	var wait net.Error
	switch {
	case ctx.Err() != nil:
		return "", ""
	case errors.As(err, &dns):
		return "見つかりません（" + dns.Name + " というサイトがない）", "サイトの名前の打ち間違いか、サイトがなくなっていないかを確かめてください"
	case errors.As(err, &wait) && wait.Timeout():
		return fmt.Sprintf("%d秒待っても答えません", int(externalWait.Seconds())), "時間をおいて調べ直してください"
	case err != nil:
		return "開けません（" + lastError(err).Error() + "）", "ブラウザーで開いて確かめてください"
	case status == http.StatusNotFound || status == http.StatusGone:
		return fmt.Sprintf("ありません（%d）", status), "新しい場所を探して書き直すか、リンクを外してください"
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests || status == http.StatusMethodNotAllowed:
		return "", ""
	case status >= 400:
		return fmt.Sprintf("開けません（%d）", status), "ブラウザーで開いて確かめてください"
	case movedHome(address, final):
		return "サイトの始めのページに移されました", "元のページがなくなったのかもしれません。ブラウザーで開いて確かめてください"
	}
	return "", ""
}

func request(ctx context.Context, client *http.Client, method, address string) (status int, final *url.URL, err error) {
	r, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("User-Agent", "Mozilla/5.0 (compatible; kijun link check)")
	answer, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 4096)
	return answer.StatusCode, answer.Request.URL, nil
}

// movedHome reports whether a page was asked for and the home page came.
func movedHome(address string, final *url.URL) bool {
	u, err := url.Parse(address)
	return err == nil && final != nil && strings.Trim(u.Path, "/") != "" && strings.Trim(final.Path, "/") == "" && final.RawQuery == "" && u.RawQuery == ""
}

// lastError is the error inside the others, which name the address once more.
func lastError(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return cmp.Or(err, errors.New(""))
}
