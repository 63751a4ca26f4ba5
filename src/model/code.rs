//! The kinds of diagnostics: their names, severities and explanations. Where each is raised is not known here.

use std::fmt;

use super::diagnostic::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident,)*) => {
        /// The kind of a diagnostic, printed in kebab case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = concat!("`", $name, "`: see `docs/codes/", $name, ".md`")]
                $variant,
            )*
        }

        impl Code {
            /// Every code, in the order of their areas.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name: `note-undefined`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much a diagnostic of this kind matters by default.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// A page in Markdown: what it means, an example, and its mending.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("../../docs/codes/", $name, ".md")),)*
                }
            }
        }
    };
}

codes! {
    // read
    ContentMissing "content-missing" Error,
    FileEmpty "file-empty" Error,
    FileNotUtf8 "file-not-utf8" Error,
    FileSlug "file-slug" Error,
    FileTooLarge "file-too-large" Error,
    FileUnknown "file-unknown" Warning,
    FileUnreadable "file-unreadable" Error,
    SiteMissing "site-missing" Error,
    SlugCollision "slug-collision" Error,
    SymlinkOutside "symlink-outside" Error,
    // TOML and what it says
    TomlSyntax "toml-syntax" Error,
    KeyUnknown "key-unknown" Error,
    KeyMissing "key-missing" Error,
    ValueInvalid "value-invalid" Error,
    DateInvalid "date-invalid" Error,
    IdDuplicate "id-duplicate" Error,
    IdInvalid "id-invalid" Error,
    FrontMatterMissing "front-matter-missing" Error,
    FrontMatterUnclosed "front-matter-unclosed" Error,
    // Markdown
    HeadingDuplicate "heading-duplicate" Error,
    HeadingLevel "heading-level" Warning,
    NestingTooDeep "nesting-too-deep" Error,
    HtmlRemoved "html-removed" Warning,
    HtmlUnclosed "html-unclosed" Warning,
    // notes
    NoteUndefined "note-undefined" Error,
    NoteDuplicate "note-duplicate" Error,
    NoteUnused "note-unused" Warning,
    NoteDeclaredMissing "note-declared-missing" Error,
    NoteDeclaredUnmarked "note-declared-unmarked" Error,
    NoteCount "note-count" Error,
    NoteReferenceUnclear "note-reference-unclear" Note,
    // citations and works
    BibliographySyntax "bibliography-syntax" Error,
    BibliographyField "bibliography-field" Warning,
    CitationSyntax "citation-syntax" Warning,
    CitationUndefined "citation-undefined" Error,
    WorkDuplicate "work-duplicate" Error,
    WorkUncited "work-uncited" Note,
    StyleInvalid "style-invalid" Error,
    StyleUnknown "style-unknown" Error,
    LocaleUnknown "locale-unknown" Error,
    // links
    LinkArticle "link-article" Error,
    LinkAnchor "link-anchor" Error,
    LinkEvent "link-event" Error,
    LinkFile "link-file" Error,
    LinkNote "link-note" Warning,
    LinkTerm "link-term" Error,
    LinkUnsafe "link-unsafe" Error,
    ImageAlt "image-alt" Warning,
    ImageMissing "image-missing" Error,
    // annotations, events, terms, sessions
    AnnotationArticle "annotation-article" Error,
    AnnotationAmbiguous "annotation-ambiguous" Error,
    AnnotationLost "annotation-lost" Error,
    AnnotationOverlap "annotation-overlap" Warning,
    ReferenceUnknown "reference-unknown" Error,
    EventDateConflict "event-date-conflict" Note,
    TableCell "table-cell" Warning,
    TableColumn "table-column" Error,
    TableQuote "table-quote" Error,
    EventUnmentioned "event-unmentioned" Note,
    TermUnmentioned "term-unmentioned" Note,
    // import
    ImportExists "import-exists" Error,
    ImportFormat "import-format" Error,
    ImportUnwritable "import-unwritable" Error,
    ImportCitation "import-citation" Warning,
    ImportMetadata "import-metadata" Warning,
    ImportNotes "import-notes" Warning,
    ImportText "import-text" Warning,
    ImportDoubt "import-doubt" Warning,
    ImportRefused "import-refused" Error,
    // templates and output
    LanguageUnknown "language-unknown" Note,
    TemplateError "template-error" Error,
    OutputCollision "output-collision" Error,
    OutputPath "output-path" Error,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
