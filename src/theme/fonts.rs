//! The fonts for text in pictures, and the function `lines` with which templates break such a text into lines.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use tera::{Kwargs, State, Tera, Value};

use crate::draw::{Fonts, Lines, Wanted};
use crate::language::Language;

/// Read when a picture is first made.
pub type Shared = Arc<LazyLock<Arc<Fonts>, Box<dyn FnOnce() -> Arc<Fonts> + Send>>>;

/// Fonts among a theme's files come before those of Loggia.
pub fn shared(statics: &BTreeMap<String, Cow<'static, [u8]>>) -> Shared {
    let own: Vec<Cow<'static, [u8]>> =
        statics.iter().filter(|(name, _)| is_font(name)).map(|(_, bytes)| bytes.clone()).collect();
    Arc::new(LazyLock::new(Box::new(move || Arc::new(Fonts::new(own.iter().map(|bytes| &**bytes))))))
}

pub fn is_font(name: &str) -> bool {
    [".ttf", ".otf"].iter().any(|ending| name.ends_with(ending))
}

pub fn register(tera: &mut Tera, fonts: &Shared, language: &Arc<Language>) {
    let (fonts, rtl) = (fonts.clone(), language.dir() == "rtl");
    tera.register_function("lines", move |arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let text: &str = arguments.must_get("text")?;
        let sizes: Vec<f64> = arguments.must_get("sizes")?;
        let wanted = Wanted {
            family: arguments.get("family")?.unwrap_or_default(),
            weight: arguments.get("weight")?.unwrap_or(400),
            width: arguments.must_get("width")?,
            sizes: &sizes,
            most: arguments.get("most")?.unwrap_or(1),
            height: arguments.get("height")?.unwrap_or(f64::INFINITY),
            rtl,
        };
        Ok(fonts.lines(text, &wanted).map_or(Value::none(), value))
    });
}

fn value(lines: Lines) -> Value {
    let Lines { lines, size, family } = lines;
    Value::from(BTreeMap::from([
        ("lines", Value::from(lines)),
        ("size", Value::from(size)),
        ("family", Value::from(family)),
    ]))
}
