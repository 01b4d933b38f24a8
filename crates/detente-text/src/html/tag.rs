//! The elements of HTML that layout, nesting or main-text selection treats apart.

macro_rules! tags {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// An element's name. [`Tag::Other`] stands for every name not listed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(super) enum Tag {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
            /// Any other name.
            Other,
        }

        impl Tag {
            /// The tag of a name in lower case.
            fn of_lower(name: &[u8]) -> Self {
                match std::str::from_utf8(name) {
                    $(Ok($name) => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

tags! {
    A = "a", Abbr = "abbr", Address = "address", Area = "area",
    Article = "article", Aside = "aside", Audio = "audio", B = "b", Base = "base", Big = "big",
    Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas",
    Caption = "caption", Center = "center", Cite = "cite", Code = "code", Col = "col",
    Colgroup = "colgroup", Datalist = "datalist", Dd = "dd", Details = "details",
    Dialog = "dialog", Dir = "dir", Div = "div", Dl = "dl", Dt = "dt", Em = "em",
    Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
    Font = "font", Footer = "footer", Form = "form", Frame = "frame", Frameset = "frameset",
    H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head",
    Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe",
    Img = "img", Input = "input", Ins = "ins", Label = "label", Legend = "legend", Li = "li",
    Link = "link", Main = "main", Math = "math", Menu = "menu", Meta = "meta", Nav = "nav",
    Nobr = "nobr", Noembed = "noembed", Noframes = "noframes", Noscript = "noscript",
    Object = "object", Ol = "ol", Optgroup = "optgroup", Option = "option", P = "p",
    Param = "param", Picture = "picture", Pre = "pre", S = "s", Script = "script",
    Section = "section", Select = "select", Small = "small", Source = "source", Span = "span",
    Strike = "strike", Strong = "strong", Style = "style", Sub = "sub", Summary = "summary",
    Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td",
    Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead",
    Time = "time", Title = "title", Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul",
    Video = "video", Wbr = "wbr", Xmp = "xmp",
}

impl Tag {
    /// How many tags there are, [`Tag::Other`] included.
    pub(super) const COUNT: usize = Self::Other as usize + 1;

    /// The tag of a name in any case.
    pub(super) fn of(name: &[u8]) -> Self {
        let mut lower = [0; 16];
        let Some(lower) = lower.get_mut(..name.len()) else { return Self::Other };
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        Self::of_lower(lower)
    }

    /// Elements without content (HTML Living Standard, 13.1.2 "Void elements").
    pub(super) const fn is_void(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Frame
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// Elements whose content is characters up to the end tag, never elements.
    pub(super) const fn is_raw_text(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Textarea
                | Self::Title
                | Self::Iframe
                | Self::Noembed
                | Self::Noframes
                | Self::Noscript
                | Self::Xmp
        )
    }

    /// Elements that a browser shows as a block (or as a part of a table), so that text before
    /// and after them does not stand on one line.
    pub(super) const fn is_block(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Button
                | Self::Caption
                | Self::Center
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Dir
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::Frameset
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Header
                | Self::Hgroup
                | Self::Hr
                | Self::Html
                | Self::Legend
                | Self::Li
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::Ol
                | Self::Optgroup
                | Self::Option
                | Self::P
                | Self::Pre
                | Self::Section
                | Self::Select
                | Self::Summary
                | Self::Table
                | Self::Tbody
                | Self::Td
                | Self::Textarea
                | Self::Tfoot
                | Self::Th
                | Self::Thead
                | Self::Tr
                | Self::Ul
                | Self::Xmp
        )
    }

    /// Elements whose text no browser shows.
    pub(super) const fn is_unseen(self) -> bool {
        matches!(
            self,
            Self::Audio
                | Self::Canvas
                | Self::Datalist
                | Self::Head
                | Self::Iframe
                | Self::Math
                | Self::Noembed
                | Self::Noframes
                | Self::Object
                | Self::Script
                | Self::Style
                | Self::Svg
                | Self::Template
                | Self::Title
                | Self::Video
        )
    }

    /// Elements whose start tag ends an open paragraph.
    pub(super) const fn ends_paragraph(self) -> bool {
        self.is_block()
            && !matches!(
                self,
                Self::Body
                    | Self::Button
                    | Self::Caption
                    | Self::Html
                    | Self::Legend
                    | Self::Optgroup
                    | Self::Option
                    | Self::Select
                    | Self::Tbody
                    | Self::Td
                    | Self::Textarea
                    | Self::Tfoot
                    | Self::Th
                    | Self::Thead
                    | Self::Tr
            )
    }

    /// Elements that an end tag within them cannot reach beyond.
    pub(super) const fn is_boundary(self) -> bool {
        matches!(self, Self::Caption | Self::Html | Self::Table | Self::Td | Self::Th)
    }

    /// Elements that only set type: they say nothing of text, so the tree leaves them out.
    pub(super) const fn is_typographic(self) -> bool {
        matches!(
            self,
            Self::B
                | Self::Big
                | Self::Em
                | Self::Font
                | Self::I
                | Self::Nobr
                | Self::S
                | Self::Small
                | Self::Strike
                | Self::Strong
                | Self::Sub
                | Self::Sup
                | Self::Tt
                | Self::U
                | Self::Wbr
        )
    }

    /// `h1` to `h6`.
    pub(super) const fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }

    /// Elements that may stand in the head; any other ends it.
    pub(super) const fn is_of_head(self) -> bool {
        matches!(
            self,
            Self::Base
                | Self::Head
                | Self::Html
                | Self::Link
                | Self::Meta
                | Self::Noscript
                | Self::Script
                | Self::Style
                | Self::Template
                | Self::Title
        )
    }
}
