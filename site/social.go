package site

import (
	"net/url"
	"strings"
)

// social is what networks show where somebody shares the page. They need full
// addresses.
func (r *rendering) social(p *page, d *Page) *SocialData {
	if d.Canonical == "" || d.NoIndex || r.live {
		return nil
	}
	s := &SocialData{Type: "article", Title: Text(p.title)}
	if p.path == "" || p.doc == nil || p.kind != "page" && p.kind != "criterion" {
		s.Type = "website"
	}
	if f := d.Image; f != nil && !strings.HasSuffix(string(f.Src), ".svg") { // which networks do not show
		s.Image, s.ImageAlt, s.Width, s.Height = r.fullAddress(p, f.Src), f.Alt, f.Width, f.Height
		if c := r.sharedCopy(p); c != nil {
			s.Image, s.Width, s.Height = URL(r.config.BaseURL+c.name), c.width, c.height
		}
	}
	if s.Image == "" && p.preview != "" {
		s.Image, s.ImageAlt, s.Width, s.Height = URL(r.config.BaseURL+p.preview), Text(r.headTitle(p)), previewWidth, previewHeight
	}
	return s
}

// sharedCopy is the copy of the page's image that networks show; nil where there is
// none.
func (r *rendering) sharedCopy(p *page) *pictureCopy {
	if pic := p.doc.front.Image.src.at().picture; pic != nil {
		return pic.shared()
	}
	return nil
}

// fullAddress is an address on the page, which is relative to it, on the web.
func (r *rendering) fullAddress(p *page, address URL) URL {
	base, err := url.Parse(string(r.fullURL(p)))
	if err != nil {
		return ""
	}
	to, err := base.Parse(string(address))
	if err != nil {
		return ""
	}
	return URL(to.String())
}
