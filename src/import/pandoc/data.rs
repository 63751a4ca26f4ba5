//! Values of front matter, whatever syntax they were written in; what they mean is not known here.

use serde_norway::Value as Yaml;

/// How deep values may lie within each other.
const DEEPEST: usize = 16;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Data {
    /// Text, a number, a date or a truth, as text
    Text(String),
    /// Several values
    List(Vec<Self>),
    /// Values by name, in order
    Table(Vec<(String, Self)>),
}

impl Data {
    /// A value of YAML.
    pub(super) fn of_yaml(value: Yaml, depth: usize) -> Self {
        match value {
            _ if depth > DEEPEST => Self::Text(String::new()),
            Yaml::Null => Self::Text(String::new()),
            Yaml::Bool(truth) => Self::Text(truth.to_string()),
            Yaml::Number(number) => Self::Text(number.to_string()),
            Yaml::String(text) => Self::Text(text),
            Yaml::Sequence(list) => {
                Self::List(list.into_iter().map(|value| Self::of_yaml(value, depth + 1)).collect())
            }
            Yaml::Mapping(table) => {
                let entry = |(name, value)| match Self::of_yaml(name, depth + 1) {
                    Self::Text(name) => Some((name, Self::of_yaml(value, depth + 1))),
                    _ => None,
                };
                Self::Table(table.into_iter().filter_map(entry).collect())
            }
            Yaml::Tagged(tagged) => Self::of_yaml(tagged.value, depth + 1),
        }
    }

    /// A value of TOML.
    pub(super) fn of_toml(value: toml::Value, depth: usize) -> Self {
        match value {
            _ if depth > DEEPEST => Self::Text(String::new()),
            toml::Value::String(text) => Self::Text(text),
            toml::Value::Array(list) => {
                Self::List(list.into_iter().map(|value| Self::of_toml(value, depth + 1)).collect())
            }
            toml::Value::Table(table) => Self::Table(
                table.into_iter().map(|(name, value)| (name, Self::of_toml(value, depth + 1))).collect(),
            ),
            other => Self::Text(other.to_string()),
        }
    }

    /// The text, where it is one and not empty; white space folded.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => {
                let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
                (!folded.is_empty() && folded != "~" && folded != "null").then_some(folded)
            }
            _ => None,
        }
    }

    /// The value of a name, whatever its capitals.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Table(table) => {
                table.iter().find(|(of, _)| of.eq_ignore_ascii_case(name)).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of the first name that has one.
    pub(super) fn text_of(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(name)?.text())
    }

    /// The values of a list; a single one is a list of its own.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(list) => list,
            one => std::slice::from_ref(one),
        }
    }

    /// All its words, as they are told to people.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::List(list) => list.iter().map(Self::told).collect::<Vec<_>>().join("; "),
            Self::Table(table) => {
                let entry = |(name, value): &(String, Self)| format!("{name}: {}", value.told());
                table.iter().map(entry).collect::<Vec<_>>().join(", ")
            }
        }
    }
}
