//! What can be wrong with the configuration, and where it stands.

use std::fmt;

use domain::quoted;

use super::refusal::Refusal;

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In this line of the file, counted from one.
    Line(usize),
    /// In this environment variable.
    Variable(String),
    /// Nowhere: it is missing, or the whole file is meant.
    Nowhere,
}

/// One mistake in the configuration. It never holds the client secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub(super) place: Place,
    pub(super) kind: Kind,
}

/// The kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// The file cannot be read.
    FileUnreadable { file: String, reason: String },
    /// The file is not TOML.
    NotToml { message: String },
    /// No setting has this name.
    UnknownName { name: String, near: Option<String> },
    /// The value has another shape than the setting.
    WrongShape { key: &'static str, expected: &'static str, found: &'static str },
    /// An item of a list is no text.
    WrongItem { key: &'static str, found: &'static str },
    /// A setting that must be given is not.
    Missing { key: &'static str },
    /// The secret stands where everybody reads it.
    SecretInFile,
    /// Secret and file with the secret are both given.
    SecretTwice,
    /// A word that the setting does not know.
    UnknownWord { key: &'static str, word: String, known: &'static [&'static str] },
    /// A number outside its range.
    OutOfRange { key: &'static str, number: i64, least: i64, most: i64 },
    /// The value of an environment variable is no text; it is not shown.
    NotText,
    /// A value that its parser refuses.
    Refused { key: &'static str, refusal: Refusal },
    /// A file or folder named by a setting cannot be used.
    Unusable { key: &'static str, path: String, reason: String },
}

impl Mistake {
    pub(super) fn refused(key: &'static str, place: Place, refusal: impl Into<Refusal>) -> Self {
        Self { place, kind: Kind::Refused { key, refusal: refusal.into() } }
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::FileUnreadable { .. } => "config-file-unreadable",
            Kind::NotToml { .. } => "config-not-toml",
            Kind::UnknownName { .. } => "config-unknown-name",
            Kind::WrongShape { .. } | Kind::WrongItem { .. } => "config-wrong-shape",
            Kind::Missing { .. } => "config-missing",
            Kind::SecretInFile => "config-secret-in-file",
            Kind::SecretTwice => "config-secret-twice",
            Kind::UnknownWord { .. } => "config-unknown-word",
            Kind::OutOfRange { .. } => "config-out-of-range",
            Kind::NotText => "config-not-text",
            Kind::Refused { .. } => "config-refused",
            Kind::Unusable { .. } => "config-unusable-path",
        }
    }

    /// What the operator can do.
    pub fn hint(&self) -> String {
        match &self.kind {
            Kind::FileUnreadable { .. } => "check the path and who may read the file".to_owned(),
            Kind::NotToml { .. } => {
                "`cockpit-jwt config example` prints a file that works".to_owned()
            }
            Kind::UnknownName { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Kind::UnknownName { near: None, .. } => {
                "`cockpit-jwt config example` shows every setting".to_owned()
            }
            Kind::WrongShape { expected, .. } => format!("give {expected}"),
            Kind::WrongItem { .. } => "give texts in quotes".to_owned(),
            Kind::Missing { key } => missing_hint(key),
            Kind::SecretInFile => "put it into a file of its own and name that file with \
                `client_secret_file`, and have a new secret made: this one has been written down"
                .to_owned(),
            Kind::SecretTwice => "give one of the two".to_owned(),
            Kind::UnknownWord { known, .. } => format!("one of: {}", known.join(", ")),
            Kind::OutOfRange { least, most, .. } => format!("from {least} to {most}"),
            Kind::NotText => "give it in UTF-8".to_owned(),
            Kind::Refused { refusal: Refusal { hint: Some(hint), .. }, .. } => hint.clone(),
            Kind::Refused { .. } => "`cockpit-jwt config example` shows what it may be".to_owned(),
            Kind::Unusable { .. } => {
                "paths are relative to the folder of the configuration file".to_owned()
            }
        }
    }
}

fn missing_hint(key: &str) -> String {
    let variable =
        |name| super::keys::Key::named(name).map_or_else(String::new, super::keys::Key::variable);
    match key {
        "client_secret_file" => {
            format!("name a file that holds it, or set {}", variable("client_secret"))
        }
        key => format!("add it to the file, or set {}", variable(key)),
    }
}

/// The beginning of a line of the report, with a colon where there is a place.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(formatter, "line {line}: "),
            Self::Variable(name) => write!(formatter, "environment variable {name}: "),
            Self::Nowhere => Ok(()),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.place, self.kind)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FileUnreadable { file, reason } => {
                write!(formatter, "the file {file} cannot be read: {reason}")
            }
            Self::NotToml { message } => write!(formatter, "this is not TOML: {message}"),
            Self::UnknownName { name, .. } => {
                write!(formatter, "there is no setting `{}`", quoted(name))
            }
            Self::WrongShape { key, expected, found } => {
                write!(formatter, "`{key}` must be {expected}, but is {found}")
            }
            Self::WrongItem { key, found } => {
                write!(formatter, "an item of `{key}` must be a text, but is {found}")
            }
            Self::Missing { key } => write!(formatter, "`{key}` is missing"),
            Self::SecretInFile => {
                formatter.write_str("`client_secret` must not stand in the configuration file")
            }
            Self::SecretTwice => {
                formatter.write_str("`client_secret` and `client_secret_file` are both given")
            }
            Self::UnknownWord { key, word, .. } => {
                write!(formatter, "`{key}` does not know `{}`", quoted(word))
            }
            Self::OutOfRange { key, number, .. } => {
                write!(formatter, "`{key}` is {number}, which is out of range")
            }
            Self::NotText => formatter.write_str("its value is not UTF-8 text"),
            Self::Refused { key, refusal } => write!(formatter, "`{key}`: {}", refusal.reason),
            Self::Unusable { key, path, reason } => write!(formatter, "`{key}`: {path} {reason}"),
        }
    }
}

/// Every mistake in a configuration, in the order in which they stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    file: String,
    mistakes: Vec<Mistake>,
}

impl ConfigError {
    pub(super) fn new(file: &str, mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort_by(|one, other| one.place.cmp(&other.place));
        Self { file: file.to_owned(), mistakes }
    }

    /// The mistakes, one by one.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }
}

/// The whole report, several lines: each mistake with its place, below it what to do.
impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.mistakes.len();
        let word = if count == 1 { "mistake" } else { "mistakes" };
        write!(formatter, "{count} {word} in the configuration {}", self.file)?;
        for mistake in &self.mistakes {
            write!(formatter, "\n  {mistake}\n      {}", mistake.hint())?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
