//! Pictures come from the site itself: one from another host would tell that host who reads the page, and the
//! content security policy keeps browsers from showing it. And they are what their names say.

use super::{Inspected, lost_files};
use crate::config::{address_fault, bare_address, is_on_disk};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{LinkKind, front_file, linked_file};
use crate::source::{Asset, PictureKind};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, text, document) in &inspected.texts {
        if let Some(image) = text.image() {
            let target = &*image.src.value;
            let file = inspected.view.targets().asset(target);
            let path = file.and_then(|route| route.path().strip_prefix("assets/"));
            let path = path.map_or_else(|| front_file(target), Into::into);
            let complaint = if is_on_disk(target) {
                // As any file that is named so.
                None
            } else if is_elsewhere(inspected, target) {
                Some(from_elsewhere())
            } else {
                let list = format!("list it instead: documents = [{{ title = \"…\", url = \"assets/{path}\" }}]");
                not_shown(inspected, target, &path, list)
            };
            found.extend(complaint.map(|complaint| complaint.at(document.locate(image.src.range.clone()))));
        }
        for link in document.body.links.iter().filter(|link| link.kind == LinkKind::Image) {
            let complaint = if is_elsewhere(inspected, &link.target) {
                Some(from_elsewhere())
            } else {
                let path = linked_file(&document.file.path, &link.target).unwrap_or_default();
                let link_it =
                    format!("link it instead: [words]({})", lost_files::from_text(&document.file.path, &path));
                not_shown(inspected, &link.target, &path, link_it)
            };
            found.extend(complaint.map(|complaint| complaint.at(document.locate(link.range.clone()))));
        }
    }
    let withheld = &inspected.view.portfolio().withheld;
    let published = inspected.assets.iter().filter(|asset| !withheld.contains_key(at(asset).as_str()));
    found.extend(published.filter_map(misnamed));
    found
}

fn at(asset: &Asset) -> String {
    format!("assets/{}", asset.path)
}

/// Browsers go by what is in a file: some kinds are shown whatever the name says, others are not.
fn misnamed(asset: &Asset) -> Option<Diagnostic> {
    const SHOWN: [&str; 5] = ["PNG", "JPEG", "WebP", "GIF", "AVIF"];
    let (_, ending) = asset.path.rsplit_once('.')?;
    let found = match asset.picture?.kind {
        PictureKind::AsNamed => return None,
        PictureKind::Other(kind) if SHOWN.contains(&kind) => {
            let message = format!("this file's name ends in .{ending}, but it is a {kind} picture");
            // What is called SVG is read as that.
            let diagnostic = match ending.eq_ignore_ascii_case("svg") {
                true => Diagnostic::error("picture-kind", message),
                false => Diagnostic::warning("picture-kind", message),
            };
            diagnostic.hint(format!("rename it to end in .{}, here and where pages name it", kind.to_lowercase()))
        }
        PictureKind::Other(kind) => {
            Diagnostic::error("picture-kind", format!("this is a {kind} picture, which most browsers can't show"))
                .hint("open it in a picture editor and save it as JPEG, PNG or WebP")
        }
        PictureKind::Unsaid => Diagnostic::error(
            "picture-kind",
            "browsers show nothing of this SVG picture: its first tag lacks xmlns",
        )
        .hint(
            "save it anew from a drawing program, or write <svg xmlns=\"http://www.w3.org/2000/svg\" in place of <svg",
        ),
        PictureKind::None if asset.size == 0 => {
            Diagnostic::error("picture-kind", "this picture is empty").hint("copy it here again, or delete it")
        }
        PictureKind::None => Diagnostic::error("picture-kind", "this file has the name of a picture, but is none")
            .hint("open it in a browser: if nothing is shown, save it anew from the program that made it"),
    };
    Some(found.at(Location::file(at(asset))))
}

/// Endings of the names of pictures that browsers show.
const ENDINGS: [&str; 12] = ["png", "apng", "jpg", "jpeg", "jfif", "pjpeg", "pjp", "webp", "gif", "avif", "svg", "ico"];

fn from_elsewhere() -> Diagnostic {
    Diagnostic::error(
        "outside-picture",
        "this picture would come from another site, which would see who reads the page",
    )
    .hint("save the picture in assets/ (if you may use it) and name that file")
}

/// With a scheme or a host, or what is no file of the site and looks like one.
fn is_elsewhere(inspected: &Inspected<'_>, target: &str) -> bool {
    target.starts_with("//")
        || url::Url::parse(target).is_ok()
        || inspected.view.targets().asset(target).is_none()
            && (address_fault(target).is_some() || bare_address(target).is_some())
}

/// A file that is there, and that browsers don't show as a picture. `instead` is what to do with one that is none.
fn not_shown(inspected: &Inspected<'_>, target: &str, path: &str, instead: String) -> Option<Diagnostic> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_shown = ENDINGS.iter().any(|shown| ending.eq_ignore_ascii_case(shown));
    if is_shown || path.is_empty() || inspected.view.targets().asset(path).is_none() {
        return None;
    }
    let save = "open it in a picture editor, save it as JPEG, PNG, WebP, AVIF or SVG, and name that file here";
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let is_picture = mime.type_() == mime_guess::mime::IMAGE || mime == mime_guess::mime::APPLICATION_OCTET_STREAM;
    let message = if is_picture {
        format!("\"{target}\" is not of a kind that browsers show as a picture")
    } else {
        format!("\"{target}\" is not a picture")
    };
    let diagnostic = Diagnostic::error("picture-kind", message);
    Some(if is_picture { diagnostic.hint(save) } else { diagnostic.hint(instead) })
}
