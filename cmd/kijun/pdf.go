package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"kijun/criteria"
	"kijun/site"
)

// pdf builds the site into a folder of its own and has an installed Chromium print the
// page that gathers the whole handbook, or one scheme.
func (e *env) pdf(ctx context.Context, b *site.Builder, scheme, out string) int {
	if ext := strings.ToLower(filepath.Ext(out)); ext != ".pdf" {
		fmt.Fprintf(e.stderr, "-o の %s は .pdf で終わる名前にしてください\n", out)
		return misuse
	}
	folder, problems := b.Folder(os.DirFS(e.dir))
	if len(problems) > 0 {
		return e.report(problems)
	}
	chromium, err := findChromium()
	if err != nil {
		return e.fail(err)
	}
	dir, err := os.MkdirTemp("", "kijun-pdf-")
	if err != nil {
		return e.fail(err)
	}
	defer os.RemoveAll(dir)
	public := filepath.Join(dir, "public")
	found, err := b.Build(ctx, os.DirFS(e.dir), &site.Disk{Dir: public})
	if err != nil {
		e.report(found)
		return e.fail(err)
	}
	page := folder + "print/"
	if scheme != "" {
		page = folder + "schemes/" + scheme + "/print/"
	}
	if !found.HasErrors() {
		if _, err := os.Stat(filepath.Join(public, filepath.FromSlash(page), "index.html")); err != nil {
			found = append(found, noBook(scheme, folder, b.Lang))
		}
	}
	if status := e.report(found); status != done {
		return status
	}
	data, err := printPDF(ctx, chromium, dir, public, page)
	if err == nil {
		err = site.WriteFile(e.path(out), data)
	}
	if err != nil {
		return e.fail(err)
	}
	if !e.json {
		fmt.Fprintf(e.stdout, "%s: %.1f MB\n", filepath.ToSlash(e.path(out)), float64(len(data))/1e6)
	}
	return done
}

// noBook says why there is no page to print. The folder is that of another language than
// the site's own.
func noBook(scheme, folder, lang string) criteria.Diagnostic {
	if scheme == "" {
		return criteria.Diagnostic{Code: "too-many-pages", Msg: "ページが多すぎて、全体を1つのPDFにできません", Hint: "kijun build --pdf 制度 で、制度ごとに作ってください"}
	}
	in := ""
	if folder != "" {
		in = "言語 " + lang + " の"
	}
	return criteria.Diagnostic{Code: "unknown-scheme", Msg: in + "制度「" + scheme + "」はありません", Hint: "idだけを書いてください（版は付けません）"}
}

// printTime is how long a browser may take for a handbook.
const printTime = 3 * time.Minute

// printPDF serves a folder to this machine alone and prints a page of it.
func printPDF(ctx context.Context, chromium, dir, public, page string) ([]byte, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: http.FileServer(http.Dir(public)), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(l) }()
	defer server.Close()

	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	file := filepath.Join(dir, "print.pdf")
	args := []string{"--headless", "--disable-gpu", "--disable-extensions", "--no-first-run", "--disable-background-networking",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--generate-pdf-document-outline",
		"--export-tagged-pdf", "--print-to-pdf=" + file}
	if runtime.GOOS == "linux" && os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // which it does not have as root
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, chromium, append(args, "http://"+l.Addr().String()+"/"+page)...)
	cmd.Stderr = &said
	cmd.WaitDelay = 5 * time.Second
	run := cmd.Run()
	data, err := os.ReadFile(file)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		return nil, fmt.Errorf("ブラウザー（%s）がPDFを作れませんでした：%v\n%s", chromium, cmp.Or(run, err), lines[len(lines)-1])
	}
	return data, nil
}

// chromiumEnv names the browser where it is not found by itself.
const chromiumEnv = "KIJUN_BROWSER"

// findChromium looks for a browser that can print: Chromium, Chrome or Edge.
func findChromium() (string, error) {
	if name := os.Getenv(chromiumEnv); name != "" {
		found, err := exec.LookPath(name)
		if err != nil {
			return "", fmt.Errorf("環境変数 %s の %s がありません", chromiumEnv, name)
		}
		return found, nil
	}
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"}
	for _, folder := range []string{os.Getenv("ProgramFiles"), os.Getenv("ProgramFiles(x86)"), os.Getenv("LocalAppData")} {
		if folder != "" {
			names = append(names, filepath.Join(folder, "Google", "Chrome", "Application", "chrome.exe"), filepath.Join(folder, "Microsoft", "Edge", "Application", "msedge.exe"))
		}
	}
	if runtime.GOOS == "darwin" {
		for _, app := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
			names = append(names, filepath.Join("/Applications", app+".app", "Contents", "MacOS", app))
		}
	}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", fmt.Errorf("PDFを作るには Chromium、Google Chrome、Microsoft Edge のどれかが要りますが、見つかりません。入れるか、環境変数 %s に場所を書いてください。ブラウザーで /print/ を開き、印刷から「PDFに保存」を選んでも作れます", chromiumEnv)
}
