package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	sjis "golang.org/x/text/encoding/japanese"
)

// Taken is what a new project took over from files that were there.
type Taken struct {
	Pages, Files, Definitions int
	Converted                 []string // texts that were in Shift_JIS
	Cleaned                   []string // texts with traces of Word, see withoutWord
	Folders                   []string // that got a page of their own
	Passed                    []string // files that programs left
	Unused                    []string // files that no text names: nobody meant to publish them
}

// take adds the author's own files to those of a new project.
func (s Start) take(files map[string][]byte) (*Taken, error) {
	taken := &Taken{}
	if s.From != "" {
		if err := taken.folder(s.From, files); err != nil {
			return nil, err
		}
		taken.configure(files)
	}
	if s.Scheme != "" {
		if err := taken.scheme(s.Scheme, files); err != nil {
			return nil, err
		}
	}
	if s.Logo != "" {
		data, err := os.ReadFile(s.Logo)
		if err != nil {
			return nil, notThere("ロゴのファイル", s.Logo, err)
		}
		ext := strings.ToLower(filepath.Ext(s.Logo))
		if !strings.HasPrefix(contentTypes[ext], "image/") {
			return nil, fmt.Errorf("ロゴのファイル %s は画像ではありません。SVG か PNG のファイルにしてください", filepath.ToSlash(s.Logo))
		}
		name := "img/logo" + ext
		files["content/"+name] = data
		edit(files, logoLine, "logo: "+name)
	}
	return taken, nil
}

// notThere says in words of the author that something could not be read.
func notThere(what, name string, err error) error {
	if os.IsNotExist(err) {
		return fmt.Errorf("%s %s がありません", what, filepath.ToSlash(name))
	}
	return fmt.Errorf("%s %s を読めません: %w", what, filepath.ToSlash(name), err)
}

// folder takes the files of a folder: definitions to criteria/, all others to content/.
func (t *Taken) folder(dir string, files map[string][]byte) error {
	from := os.DirFS(dir)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("フォルダー %s がありません。--from には、Markdown の入ったフォルダーを書いてください", filepath.ToSlash(dir))
	}
	if _, err := fs.Stat(from, ConfigFile); err == nil {
		return fmt.Errorf("%s はもうサイトのフォルダーです（%s があります）", filepath.ToSlash(dir), ConfigFile)
	}
	documents := 0
	var texts []byte
	others := map[string][]byte{}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return err
		case passedOver(d.Name()):
			t.Passed = append(t.Passed, name)
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		switch {
		case definitionFile.MatchString(name):
			files["criteria/"+path.Base(name)] = data
			t.Definitions++
		case markdownSlip.MatchString(name):
			if text, ok := fromShiftJIS(data); ok {
				data = text
				t.Converted = append(t.Converted, name)
			}
			if clean := withoutWord(data); !bytes.Equal(clean, data) {
				data = clean
				t.Cleaned = append(t.Cleaned, name)
			}
			files["content/"+markdownSlip.ReplaceAllString(name, ".md")] = data
			texts = append(texts, data...)
			t.Pages++
		default:
			if ext := strings.ToLower(path.Ext(name)); ext == ".doc" || ext == ".docx" {
				documents++
			}
			others[name] = data
		}
		return nil
	})
	texts = escaped.ReplaceAllFunc(texts, unescape)
	for _, name := range sortedKeys(others) {
		base := path.Base(name)
		if base != path.Base(glossaryFile) && !bytes.Contains(texts, []byte(base)) {
			t.Unused = append(t.Unused, name)
			continue
		}
		files["content/"+name] = others[name]
		t.Files++
	}
	t.addFolderPages(files)
	if err == nil && t.Pages == 0 {
		hint := ""
		if documents > 0 {
			hint = "\n\thint: Word の文書は、Markdown（.md）にしてから入れてください。たとえば: pandoc 手引き.docx -t gfm --extract-media=. -o 手引き.md"
		}
		err = fmt.Errorf("フォルダー %s に Markdown のファイル（.md）がありません%s", filepath.ToSlash(dir), hint)
	}
	return err
}

// addFolderPages gives every folder with texts a page of its own where it has none, so that
// the menu and the list of what is in it have one to lead to.
func (t *Taken) addFolderPages(files map[string][]byte) {
	has, folders := map[string]bool{}, map[string]bool{}
	for name := range files {
		dir := path.Dir(name)
		if strings.HasSuffix(name, ".md") && strings.HasPrefix(dir, "content/") {
			base := path.Base(name)
			has[dir] = has[dir] || base == "index.md" || strings.EqualFold(base, "README.md")
			for ; dir != "content"; dir = path.Dir(dir) {
				folders[dir] = true
			}
		}
	}
	for _, dir := range sortedKeys(folders) {
		if has[dir] || files[dir+".md"] != nil { // x.md beside a folder x is its page
			continue
		}
		d := &document{name: dir + ".md"}
		title := d.fileTitle()
		if title == "" {
			title = path.Base(dir)
		}
		files[dir+"/index.md"] = []byte("# " + title + "\n")
		t.Folders = append(t.Folders, strings.TrimPrefix(dir, "content/"))
	}
}

// escaped is how links write what is no ASCII, or a blank.
var escaped = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

func unescape(b []byte) []byte {
	n, _ := strconv.ParseUint(string(b[1:]), 16, 8)
	return []byte{byte(n)}
}

// fromShiftJIS is a text in UTF-8 that was in Shift_JIS, as old editors of Windows save it.
func fromShiftJIS(data []byte) ([]byte, bool) {
	if utf8.Valid(data) || !isShiftJIS(data) {
		return nil, false
	}
	text, err := sjis.ShiftJIS.NewDecoder().Bytes(data)
	return text, err == nil && !bytes.ContainsRune(text, utf8.RuneError)
}

// scheme takes a definition, with its worked examples where they lie beside it.
func (t *Taken) scheme(file string, files map[string][]byte) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return notThere("定義のファイル", file, err)
	}
	name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(filepath.Base(file), ".yaml"), ".yml"), ".scheme")
	files["criteria/"+name+".scheme.yaml"] = data
	t.Definitions++
	if cases, err := os.ReadFile(filepath.Join(filepath.Dir(file), name+".cases.yaml")); err == nil {
		files["criteria/"+name+".cases.yaml"] = cases
		t.Definitions++
	}
	return nil
}

// Lines of starter/base/kijun.yaml that change with what a project begins with.
var (
	titleLine = regexp.MustCompile(`(?m)^title: .*`)
	logoLine  = regexp.MustCompile(`(?m)^# logo: .*`)
	menuLines = regexp.MustCompile(`(?m)^nav:\n(?:  - .*\n)+`)
	firstHead = regexp.MustCompile(`(?m)^#{1,6}[ 　]+(.+?)[ #]*$`)
)

// edit changes a part of the configuration.
func edit(files map[string][]byte, what *regexp.Regexp, by string) {
	if !what.Match(files[ConfigFile]) {
		panic(fmt.Sprintf("the starter's %s has no %s", ConfigFile, what))
	}
	files[ConfigFile] = what.ReplaceAllLiteral(files[ConfigFile], []byte(by))
}

// configure fits the configuration to pages that nobody listed in a menu: the site finds
// them itself, and is called as its first page is.
func (t *Taken) configure(files map[string][]byte) {
	menu := menuLines.FindString(string(files[ConfigFile]))
	edit(files, menuLines, "# "+strings.ReplaceAll(strings.TrimSuffix(menu, "\n"), "\n", "\n# ")+"\n")
	for _, name := range []string{"content/index.md", "content/README.md"} {
		text, _ := decodeText(name, files[name])
		heading := firstHead.FindSubmatch(text)
		if heading == nil {
			continue
		}
		if title, err := yaml.Marshal(string(heading[1])); err == nil {
			edit(files, titleLine, "title: "+strings.TrimSpace(string(title)))
		}
		return
	}
}
