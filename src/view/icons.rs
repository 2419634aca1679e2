//! The site's icons, all of one logo: the arch of the theme (`icon.svg`), or the file that its setting `icon` names.

use serde_json::json;

use super::site_shapes::IconsView;
use super::{Outcome, View};
use crate::model::{Route, front_file};
use crate::theme::{Context, Theme};

/// The template of the arch.
pub const ICON: &str = "icon.svg";
pub const FAVICON: &str = "favicon.ico";
pub const TOUCH: &str = "apple-touch-icon.png";
pub const MANIFEST: &str = "site.webmanifest";
/// The icons that the manifest lists: their files, sizes, and whether they stand on a ground, so that systems can cut
/// them to their own form.
pub const SQUARES: [(&str, u32, bool); 3] =
    [("icon-192.png", 192, false), ("icon-512.png", 512, false), ("icon-maskable.png", 512, true)];

/// What the icons are made of.
#[derive(Debug, PartialEq, Eq)]
pub enum Logo {
    /// The theme's template.
    Template,
    /// An SVG file in `assets/`.
    Svg(String),
    /// Another picture in `assets/`, which is used as it is.
    Other(String),
}

/// None where the theme draws no icons.
pub fn logo(theme: &Theme) -> Option<Logo> {
    let icon = theme.settings()["icon"].as_str().unwrap_or_default();
    let path = front_file(icon).into_owned();
    theme.has(ICON).then(|| match path.rsplit('.').next() {
        _ if path.is_empty() => Logo::Template,
        Some("svg") => Logo::Svg(path),
        _ => Logo::Other(path),
    })
}

impl View<'_> {
    pub(crate) fn icons(&self) -> Option<IconsView> {
        let logo = logo(self.theme)?;
        let file = |name: &str| self.href(&Route::file(name));
        let drawn = !matches!(logo, Logo::Other(_));
        Some(IconsView {
            main: match &logo {
                Logo::Template => file(ICON),
                Logo::Svg(path) | Logo::Other(path) => file(&format!("assets/{path}")),
            },
            svg: drawn,
            favicon: drawn.then(|| file(FAVICON)),
            touch: drawn.then(|| file(TOUCH)),
            manifest: file(MANIFEST),
        })
    }

    pub fn icon(&self) -> Outcome<Context> {
        let mut context = Context::default();
        context.value("site", self.site()?);
        Ok(context)
    }

    /// `site.webmanifest` (<https://www.w3.org/TR/appmanifest/>).
    pub fn manifest(&self) -> Vec<u8> {
        let file = |name: &str| self.href(&Route::file(name));
        let mut icons: Vec<serde_json::Value> = Vec::new();
        if let Some(icons_view) = self.icons() {
            let main = &icons_view.main;
            icons.push(if icons_view.svg {
                json!({ "src": main, "sizes": "any", "type": "image/svg+xml" })
            } else {
                json!({ "src": main })
            });
            let squares = SQUARES.iter().filter(|_| icons_view.svg);
            icons.extend(squares.map(|(name, size, ground)| {
                let purpose = if *ground { "maskable" } else { "any" };
                json!({ "src": file(name), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose })
            }));
        }
        let settings = self.theme.settings();
        let manifest = json!({
            "name": self.site_title(),
            "description": self.config.description.get(self.number),
            "lang": self.language().tag(),
            "dir": self.language().dir(),
            "start_url": self.href(&self.section().home()),
            "scope": self.config.base.path(),
            "display": "browser",
            "background_color": settings["paper"],
            "theme_color": settings["paper"],
            "icons": icons,
        });
        format!("{manifest:#}\n").into_bytes()
    }
}
