//! `docs/templates.md` is made from the view types: this test makes it again and compares.
//!
//! `UPDATE=1 cargo test --test suite templates` writes it.

use std::fmt::Write as _;
use std::fs;

use syn::{Expr, Fields, Item, ItemStruct, Lit, Meta};

const INTRODUCTION: &str = "# What templates are given

Templates are written in [Tera](https://keats.github.io/tera/) 2. A file in `templates/` of a reader takes the place of
the built-in one of the same name; it may extend or include that one as `default/<name>`:

```jinja
{% extends \"default/article.html\" %}
{% block main %}<p class=\"banner\">Draft for the seminar.</p>{{ super() }}{% endblock %}
```

Each template is given one view; its fields are the template’s variables. Fields of the type `Html` are safe HTML and are
printed with `| safe`; everything else is plain text, which Tera escapes. A field marked *optional* may be null. A name
that no view has is an error, so that a slip is found when the reader is built.

This page is made from the types in `src/render/view/`.
";

#[test]
fn the_documentation_of_templates_is_that_of_the_views() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut structs = Vec::new();
    for name in ["article", "collection", "timeline", "axis", "glossary", "references", "apparatus", "mod"] {
        let source = fs::read_to_string(format!("{root}/src/render/view/{name}.rs")).unwrap();
        let file = syn::parse_file(&source).unwrap();
        structs.extend(file.items.into_iter().filter_map(|item| match item {
            Item::Struct(item) if item.ident != "Html" => Some(item),
            _ => None,
        }));
    }
    let (pages, parts): (Vec<_>, Vec<_>) =
        structs.iter().partition(|item| doc(&item.attrs).contains(".html`"));
    let mut made = String::from(INTRODUCTION);
    made.push_str("\n# Views of pages\n");
    for item in pages {
        describe(item, &mut made);
    }
    made.push_str("\n# Parts of views\n");
    for item in parts {
        describe(item, &mut made);
    }

    let path = format!("{root}/docs/templates.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/templates.md is behind the views: run with UPDATE=1");
}

fn describe(item: &ItemStruct, out: &mut String) {
    let Fields::Named(fields) = &item.fields else { return };
    write!(out, "\n## {}\n\n{}\n\n| field | type | what |\n|---|---|---|\n", item.ident, doc(&item.attrs))
        .unwrap();
    for field in &fields.named {
        let name = renamed(&field.attrs).unwrap_or_else(|| field.ident.as_ref().unwrap().to_string());
        let kind = kind(&field.ty);
        writeln!(out, "| `{name}` | {kind} | {} |", doc(&field.attrs).replace('|', "\\|")).unwrap();
    }
}

/// A type in the words of a template's author.
fn kind(ty: &syn::Type) -> String {
    let syn::Type::Path(path) = ty else { return "text".to_owned() };
    let last = path.path.segments.last().unwrap();
    let inner = || match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(syn::GenericArgument::Type(inner)) => kind(inner),
            _ => String::new(),
        },
        _ => String::new(),
    };
    match last.ident.to_string().as_str() {
        "String" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" | "u8" => "number".to_owned(),
        "Vec" => format!("list of {}", inner()),
        "Option" => format!("{}, optional", inner()),
        "Html" => "`Html`".to_owned(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}

fn doc(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let text = lines.collect::<Vec<_>>().join(" ");
    // Links within the source mean nothing outside of it.
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("](") {
        out.push_str(&rest[..=at]);
        rest = rest[at + 2..].split_once(')').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("[`", "`").replace("`]", "`")
}

fn renamed(attributes: &[syn::Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        attribute
            .parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
                }
                Ok(())
            })
            .unwrap();
    }
    name
}
