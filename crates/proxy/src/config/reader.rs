//! Turns what is set into checked values, and notes every mistake on the way instead of stopping.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    entries::{Entries, Given, Located},
    mistake::{Kind, Mistake, Place},
    refusal::Refusal,
};

/// Reads settings one after the other.
pub(super) struct Reader<'a> {
    entries: Entries,
    remarks: Vec<String>,
    folder: &'a Path,
}

impl<'a> Reader<'a> {
    /// Paths in the settings are relative to `folder`.
    pub(super) fn new(entries: Entries, folder: &'a Path) -> Self {
        Self { entries, remarks: Vec::new(), folder }
    }

    /// All mistakes noted, without those that only follow from a line that could not be read: its
    /// value, and what is missing, which may stand in the broken part.
    pub(super) fn into_mistakes(self) -> Vec<Mistake> {
        let mut mistakes = self.entries.mistakes;
        let is_broken = |mistake: &Mistake| matches!(mistake.kind, Kind::NotToml { .. });
        let broken: Vec<Place> =
            mistakes.iter().filter(|one| is_broken(one)).map(|one| one.place.clone()).collect();
        mistakes.retain(|mistake| {
            let follows = broken.contains(&mistake.place)
                || (!broken.is_empty() && matches!(mistake.kind, Kind::Missing { .. }));
            is_broken(mistake) || !follows
        });
        mistakes
    }

    pub(super) fn note(&mut self, place: Place, kind: Kind) {
        self.entries.mistakes.push(Mistake { place, kind });
    }

    /// Notes what is no mistake but may surprise.
    pub(super) fn remark(&mut self, key: &'static str, place: &Place, remark: &str) {
        self.remarks.push(format!("{place}`{key}`: {remark}"));
    }

    /// Everything that has been remarked.
    pub(super) fn take_remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.remarks)
    }

    /// Notes that the value of a setting cannot be used.
    pub(super) fn refuse(&mut self, key: &'static str, place: Place, refusal: impl Into<Refusal>) {
        self.entries.mistakes.push(Mistake::refused(key, place, refusal));
    }

    /// Notes that the setting is missing, unless it is given. What was given in a wrong way has been
    /// noted already, and is not missing.
    pub(super) fn missing_unless_set(&mut self, key: &'static str) {
        if !self.is_set(key) && !self.noted(key) {
            self.note(Place::Nowhere, Kind::Missing { key });
        }
    }

    /// Whether the setting is given at all.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.entries.set.contains_key(key)
    }

    /// Where the setting stands.
    pub(super) fn place(&self, key: &str) -> Place {
        self.entries.set.get(key).map_or(Place::Nowhere, |entry| entry.place.clone())
    }

    /// The text of a setting.
    pub(super) fn text(&self, key: &'static str) -> Option<Located<String>> {
        match self.entries.set.get(key) {
            Some(Located { value: Given::Text(value), place }) => {
                Some(Located { value: value.clone(), place: place.clone() })
            }
            _ => None,
        }
    }

    /// The text of a setting, through its parser.
    pub(super) fn parse<T, E: Into<Refusal>>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let Located { value, place } = self.text(key)?;
        match parse(&value) {
            Ok(parsed) => Some(parsed),
            Err(reason) => {
                self.refuse(key, place, reason);
                None
            }
        }
    }

    /// The same for a setting that must be given.
    pub(super) fn required<T, E: Into<Refusal>>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.missing_unless_set(key);
        self.parse(key, parse)
    }

    fn noted(&self, name: &str) -> bool {
        self.entries.mistakes.iter().any(|mistake| match mistake.kind {
            Kind::WrongShape { key, .. } => key == name,
            Kind::SecretInFile => name == "client_secret_file",
            _ => false,
        })
    }

    /// One of a few words; the first where nothing is given.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        known: &'static [&'static str],
        values: &[T],
        default: T,
    ) -> T {
        let Some(Located { value, place }) = self.text(key) else { return default };
        let found = known.iter().zip(values).find(|(word, _)| **word == value);
        if let Some((_, found)) = found {
            return *found;
        }
        self.note(place, Kind::UnknownWord { key, word: value, known });
        default
    }

    /// The items of a list, each through its parser; `None` where the list is not given.
    pub(super) fn list<T, E: Into<Refusal>>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Vec<Located<T>>> {
        let Some(Located { value: Given::List(items), .. }) = self.entries.set.get(key) else {
            return None;
        };
        let (mut parsed, mut refused) = (Vec::new(), Vec::new());
        for Located { value, place } in items {
            let place = place.clone();
            match parse(value) {
                Ok(value) => parsed.push(Located { value, place }),
                Err(reason) => refused.push(Mistake::refused(key, place, reason)),
            }
        }
        self.entries.mistakes.extend(refused);
        Some(parsed)
    }

    /// The same for a list that must not be empty if it is given.
    pub(super) fn some<T, E: Into<Refusal>>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Vec<Located<T>>> {
        if let Some(Located { value: Given::List(items), place }) = self.entries.set.get(key)
            && items.is_empty()
        {
            self.refuse(key, place.clone(), "it is empty, but at least one is needed");
        }
        self.list(key, parse)
    }

    /// The items of a list without their places.
    pub(super) fn values<T, E: Into<Refusal>>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<Vec<T>> {
        Some(self.list(key, parse)?.into_iter().map(|item| item.value).collect())
    }

    /// A number within a range.
    pub(super) fn number(&mut self, key: &'static str, least: i64, most: i64) -> Option<i64> {
        let Some(Located { value: Given::Number(number), place }) = self.entries.set.get(key)
        else {
            return None;
        };
        let (number, place) = (*number, place.clone());
        if (least..=most).contains(&number) {
            return Some(number);
        }
        self.note(place, Kind::OutOfRange { key, number, least, most });
        None
    }

    /// A setting that is on or off.
    pub(super) fn switch(&self, key: &'static str) -> Option<bool> {
        match self.entries.set.get(key)?.value {
            Given::Switch(on) => Some(on),
            _ => None,
        }
    }

    /// The path that a setting names.
    pub(super) fn path(&self, key: &'static str) -> Option<Located<PathBuf>> {
        let Located { value, place } = self.text(key)?;
        Some(Located { value: self.folder.join(value), place })
    }

    /// The text of the file that a setting names.
    pub(super) fn file(&mut self, key: &'static str) -> Option<Located<String>> {
        let path = self.path(key)?;
        self.contents(key, &path)
    }

    /// The texts of the files that a setting lists.
    pub(super) fn files(&mut self, key: &'static str) -> Vec<Located<String>> {
        let names = self.some(key, |name| Ok::<_, io::Error>(name.to_owned())).unwrap_or_default();
        names
            .into_iter()
            .filter_map(|Located { value, place }| {
                let path = Located { value: self.folder.join(value), place };
                self.contents(key, &path)
            })
            .collect()
    }

    fn contents(&mut self, key: &'static str, path: &Located<PathBuf>) -> Option<Located<String>> {
        match std::fs::read_to_string(&path.value) {
            Ok(value) => Some(Located { value, place: path.place.clone() }),
            Err(error) => {
                self.unusable(key, path, format!("cannot be read: {}", plainly(&error)));
                None
            }
        }
    }

    /// Notes that a path cannot be used.
    pub(super) fn unusable(&mut self, key: &'static str, path: &Located<PathBuf>, reason: String) {
        let shown = path.value.display().to_string();
        self.note(path.place.clone(), Kind::Unusable { key, path: shown, reason });
    }
}

/// A text that holds something.
pub(super) fn not_empty(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("it is empty") } else { Ok(text.to_owned()) }
}

/// An I/O error in words, without the number of the operating system.
pub(super) fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        kind => kind.to_string(),
    }
}
