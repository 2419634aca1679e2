//! The fonts for text in pictures: those that come with Loggia and those of the theme. The fonts of the machine are
//! left alone, so that a picture is the same wherever it is made.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::{FontRef, ShapeOptions, ShapePlan, ShapePlanKey, Shaper, ShaperData, UnicodeBuffer, script};
use resvg::usvg::fontdb::{Database, ID};

use crate::mark::{Mark, Marker};

/// Latin, Greek and Cyrillic, then Arabic.
const OWN: [&[u8]; 4] = [
    include_bytes!("fonts/LoggiaSerif-Regular.otf"),
    include_bytes!("fonts/LoggiaSerif-SemiBold.otf"),
    include_bytes!("fonts/LoggiaNaskh-Regular.ttf"),
    include_bytes!("fonts/LoggiaNaskh-Bold.ttf"),
];

pub struct Fonts {
    database: Arc<Database>,
    shaping: Vec<Shaping>,
    mark: Mark,
}

/// What the shaping of texts needs of a font: to work it out anew for each text takes far longer than the shaping.
struct Shaping {
    id: ID,
    data: ShaperData,
    /// One for each script.
    plans: RwLock<Vec<Arc<ShapePlan>>>,
}

/// A font that has every character of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    id: ID,
    pub family: String,
}

impl Fonts {
    /// Those of the theme, then those that come with Loggia.
    pub fn new<'a>(themes: impl Iterator<Item = &'a [u8]>) -> Fonts {
        let mut database = Database::new();
        let mut mark = Marker::default();
        for data in themes.chain(OWN) {
            mark.add_mark(Mark::of(data));
            database.load_font_data(data.to_vec());
        }
        let ids: Vec<ID> = database.faces().map(|face| face.id).collect();
        let shaping = |id: ID| {
            let data = database
                .with_face_data(id, |data, index| Some(ShaperData::new(&FontRef::from_index(data, index).ok()?)))??;
            Some(Shaping { id, data, plans: RwLock::default() })
        };
        let shaping = ids.into_iter().filter_map(shaping).collect();
        Fonts { database: Arc::new(database), shaping, mark: mark.mark() }
    }

    pub(super) fn database(&self) -> &Arc<Database> {
        &self.database
    }

    /// Changes with the fonts.
    pub(super) fn mark(&self) -> Mark {
        self.mark
    }

    /// The names of all typefaces.
    pub fn families(&self) -> Vec<String> {
        let names = self.database.faces().filter_map(|face| face.families.first());
        let mut families: Vec<String> = names.map(|(name, _)| name.clone()).collect();
        families.dedup();
        families
    }

    /// Is there a font that has all of the text's letters?
    pub fn can_write(&self, text: &str) -> bool {
        self.face(&self.writable(text), "", 400).is_some()
    }

    /// The text without the signs that no font has. Letters stay: a word without some of them would be another.
    pub(super) fn writable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let common = |c: char| c.is_alphanumeric() || c.is_whitespace() || c < '\u{530}';
        if text.chars().all(common) {
            return Cow::Borrowed(text);
        }
        let has = |c: char| self.shaping.iter().any(|font| self.width(font.id, c.encode_utf8(&mut [0; 4])).is_some());
        text.chars().filter(|c| common(*c) || has(*c)).collect()
    }

    /// The font for a text: of the family wanted if that has all of its characters, else of the first that has. None
    /// has some scripts; better no text than a row of boxes.
    pub(super) fn face(&self, text: &str, family: &str, weight: u16) -> Option<Face> {
        let mut faces: Vec<_> = self.database.faces().enumerate().collect();
        let name = |face: &resvg::usvg::fontdb::FaceInfo| face.families.first().map(|(name, _)| name.clone());
        // Faces of one family come one after the other: by place of the family, then by weight.
        let first = |wanted: &Option<String>| self.database.faces().position(|face| name(face) == *wanted);
        faces.sort_by_key(|(_, face)| {
            let own = name(face);
            (own.as_deref() != Some(family), first(&own), face.weight.0.abs_diff(weight))
        });
        let (_, face) = faces.into_iter().find(|(_, face)| self.width(face.id, text).is_some())?;
        Some(Face { id: face.id, family: name(face)? })
    }

    /// The width of a text at size 1.
    pub(super) fn measure(&self, face: &Face, text: &str) -> Option<f64> {
        self.width(face.id, text)
    }

    /// None where a character is missing.
    fn width(&self, id: ID, text: &str) -> Option<f64> {
        let shaping = self.shaping.iter().find(|shaping| shaping.id == id)?;
        self.database
            .with_face_data(id, |data, index| {
                let font = FontRef::from_index(data, index).ok()?;
                let shaper = shaping.data.shaper(&font).build();
                let mut buffer = UnicodeBuffer::new();
                buffer.push_str(text);
                buffer.guess_segment_properties();
                let plan = shaping.plan(&shaper, &buffer);
                let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
                if shaped.glyph_infos().iter().any(|glyph| glyph.glyph_id == 0) {
                    return None;
                }
                let units: i64 = shaped.glyph_positions().iter().map(|glyph| i64::from(glyph.x_advance)).sum();
                #[expect(clippy::cast_precision_loss, reason = "a line is far shorter than 2^52 units")]
                Some(units as f64 / f64::from(shaper.units_per_em().max(1)))
            })
            .flatten()
    }
}

impl Shaping {
    fn plan(&self, shaper: &Shaper<'_>, buffer: &UnicodeBuffer) -> Arc<ShapePlan> {
        let script = Some(buffer.script()).filter(|script| *script != script::UNKNOWN);
        let (direction, language) = (buffer.direction(), buffer.language());
        let key = ShapePlanKey::new(script, direction).language(language.as_ref());
        let known = self.plans.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = known.iter().find(|plan| key.matches(plan)) {
            return plan.clone();
        }
        drop(known);
        let plan = Arc::new(ShapePlan::new(shaper, direction, script, language.as_ref(), &[]));
        self.plans.write().unwrap_or_else(PoisonError::into_inner).push(plan.clone());
        plan
    }
}
