//! What languages, scripts and regions are called in a language, by CLDR. Start at [`Names::load`].

use std::sync::LazyLock;

use icu::locale::Locale;
use icu::locale::subtags::{Language as LanguageCode, Script};
use icu_experimental::displaynames::DisplayNamesOptions;
use icu_experimental::displaynames::multi::{
    LanguageDisplayNames, LocaleDisplayNamesFormatter, RegionDisplayNames, ScriptDisplayNames,
};

/// English names, which say what exists and stand in where another language has no name.
pub(super) static ENGLISH: LazyLock<Names> = LazyLock::new(|| Names::load(&icu::locale::locale!("en")));

/// The names in one language. CLDR knows languages for which it has no names at all: each part may be absent.
pub(super) struct Names {
    languages: Option<LanguageDisplayNames>,
    scripts: Option<ScriptDisplayNames>,
    regions: Option<RegionDisplayNames>,
    whole: Option<LocaleDisplayNamesFormatter>,
}

impl Names {
    pub(super) fn load(locale: &Locale) -> Names {
        let options = DisplayNamesOptions::default();
        Names {
            languages: LanguageDisplayNames::try_new(locale.into(), options).ok(),
            scripts: ScriptDisplayNames::try_new(locale.into(), options).ok(),
            regions: RegionDisplayNames::try_new(locale.into(), options).ok(),
            whole: LocaleDisplayNamesFormatter::try_new(locale.into(), options).ok(),
        }
    }

    pub(super) fn has_language(&self, code: LanguageCode) -> bool {
        self.languages.as_ref().is_some_and(|names| names.of(code).is_some())
    }

    pub(super) fn has_script(&self, script: Script) -> bool {
        self.scripts.as_ref().is_some_and(|names| names.of(script).is_some())
    }

    /// The name of a language, with its script and region where the tag has them: "Brazilian Portuguese".
    pub(super) fn language(&self, locale: &Locale) -> Option<String> {
        let names = self.whole.as_ref().filter(|_| self.has_language(locale.id.language))?;
        Some(names.of(locale).into_owned())
    }

    /// The name of a country or region, in the standard form rather than the short one.
    pub(super) fn region(&self, code: &str) -> Option<&str> {
        self.regions.as_ref()?.of(code.parse().ok()?)
    }
}
