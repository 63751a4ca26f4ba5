//! The package document of a book: its data, its files, their order; what is in the files is not looked at.

use std::collections::BTreeMap;

use crate::import::archive::Archive;
use crate::import::document::Document;
use crate::import::xhtml::joined;
use crate::import::xml::{self, Element};
use crate::model::diagnostic::Diagnostic;

/// What a book says of itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The data: elements of Dublin Core, and `meta` elements
    data: Vec<Datum>,
    /// The files in the order in which they are read
    pub(super) spine: Vec<Item>,
    /// What the guide of an older book calls a file
    pub(super) guide: BTreeMap<String, String>,
}

/// A file of the spine.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its path in the archive
    pub(super) path: String,
    /// Whether it is a table of contents or the like
    pub(super) is_navigation: bool,
}

/// A piece of data.
#[derive(Debug)]
struct Datum {
    /// `dc:title`, or the property of a `meta` element
    name: String,
    /// The element's own name, by which others refine it
    id: String,
    /// The name of what it refines
    refines: String,
    value: String,
    /// The role of a person, as older books have it
    role: Option<String>,
}

/// The most files of a spine.
const MOST_ITEMS: usize = 5000;

/// Reads the package document.
///
/// # Errors
/// Why there is none to be read. The box keeps the common way small.
pub(super) fn read(archive: &mut Archive<'_>, document: &Document) -> Result<Package, Box<Diagnostic>> {
    let container = tree(archive, "META-INF/container.xml", document)?;
    let rootfile = container.every().find(|element| element.is("rootfile"));
    let path = rootfile.and_then(|file| file.attribute("full-path")).unwrap_or("content.opf").to_owned();
    let root = tree(archive, &path, document)?;
    let mut package = Package::default();
    let mut items: BTreeMap<&str, Item> = BTreeMap::new();
    for element in root.every() {
        let of = |name: &str| element.attribute(name).unwrap_or_default();
        match element.local() {
            "item" => {
                let is_navigation = of("properties").split(' ').any(|property| property == "nav");
                items.insert(of("id"), Item { path: joined(&path, of("href")), is_navigation });
            }
            "itemref" if package.spine.len() < MOST_ITEMS => {
                package.spine.extend(items.get(of("idref")).cloned());
            }
            "reference" => {
                let href = of("href").split('#').next().unwrap_or_default();
                package.guide.entry(joined(&path, href)).or_insert_with(|| of("type").to_owned());
            }
            _ => package.data.extend(datum(element)),
        }
    }
    refuse_locked(archive, &package, document)?;
    Ok(package)
}

fn datum(element: &Element) -> Option<Datum> {
    let of = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let is_meta = element.is("meta");
    let name = match (is_meta, element.attribute("property"), element.attribute("name")) {
        (true, Some(property), _) => property.to_owned(),
        (true, None, Some(name)) => name.to_owned(),
        _ if element.name.starts_with("dc:") => element.name.to_string(),
        _ => return None,
    };
    let value = element.words().or_else(|| element.attribute("content").map(str::to_owned))?;
    let role = element.attributes.iter().find(|(name, _)| name.rsplit(':').next() == Some("role"));
    let role = role.map(|(_, role)| role.clone());
    let refines = of("refines").trim_start_matches('#').to_owned();
    Some(Datum { name, id: of("id"), refines, value, role })
}

/// A file of the archive as XML.
fn tree(archive: &mut Archive<'_>, path: &str, document: &Document) -> Result<Element, Box<Diagnostic>> {
    let bytes = archive.read(path).map_err(|trouble| Box::new(trouble.tell(document)))?;
    let tree = xml::parse(&xml::decode(&bytes));
    Ok(tree.map_err(|unreadable| Box::new(unreadable.tell(document, Some(path))))?.root)
}

/// Fonts may be encrypted; texts cannot be read then.
fn refuse_locked(
    archive: &mut Archive<'_>,
    package: &Package,
    document: &Document,
) -> Result<(), Box<Diagnostic>> {
    const LIST: &str = "META-INF/encryption.xml";
    if !archive.has(LIST) {
        return Ok(());
    }
    let list = tree(archive, LIST, document)?;
    let locked = |path: &str| package.spine.iter().any(|item| item.path == path);
    let locked = list.every().filter_map(|element| element.attribute("URI")).any(locked);
    if locked {
        let help = "import a copy of the book without protection";
        return Err(Box::new(document.damaged("the texts of the book are encrypted").help(help)));
    }
    Ok(())
}

impl Package {
    /// The values of a name, in order.
    pub(super) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.data.iter().filter(move |datum| datum.name == name).map(|datum| datum.value.as_str())
    }

    /// The title; of several the one that says it is the main one, or the first.
    pub(super) fn title(&self) -> Option<&str> {
        let titles = || self.data.iter().filter(|datum| datum.name == "dc:title");
        let main = titles().find(|datum| self.refined(datum, "title-type") == Some("main"));
        main.or_else(|| titles().next()).map(|datum| datum.value.as_str())
    }

    /// The persons who have a role; those who say none are authors.
    pub(super) fn persons(&self, role: &str) -> Vec<&str> {
        let people =
            self.data.iter().filter(|datum| matches!(datum.name.as_str(), "dc:creator" | "dc:contributor"));
        let of = |datum: &&Datum| {
            let own = datum.role.as_deref().or_else(|| self.refined(datum, "role"));
            own.map_or(role == "aut" && datum.name == "dc:creator", |own| own == role)
        };
        people.filter(of).map(|datum| datum.value.as_str()).collect()
    }

    fn refined(&self, datum: &Datum, property: &str) -> Option<&str> {
        let refines =
            |other: &&Datum| !datum.id.is_empty() && other.refines == datum.id && other.name == property;
        self.data.iter().find(refines).map(|other| other.value.as_str())
    }
}
