//! `aliases`: the old addresses of a page, each a path of this site.

use percent_encoding::percent_decode_str;

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, Located, quoted};
use crate::model::Base;

/// In bytes, as most disks have it.
const LONGEST_NAME: usize = 255;

/// Is it one? What is wrong with it is told.
pub(super) fn is_alias(fields: &Fields<'_, '_>, alias: &Located<String>, base: &Base) -> bool {
    let written = &alias.value;
    let complain = |message: String, hint: &str| {
        fields.report(Diagnostic::error("alias", message).at(fields.locate(alias.range.clone())).hint(hint));
        false
    };
    if percent_decode_str(written).decode_utf8_lossy().split('/').any(|part| part.len() > LONGEST_NAME) {
        let message = "a part of this old address is too long: no disk takes a name like that";
        return complain(message.to_owned(), "take it out; was it copied with something that stood behind it?");
    }
    if !is_path(written) {
        let better = base.below(written).filter(|path| is_path(path));
        let offer = better.map_or("for example: aliases = [\"/old/address/\"]".to_owned(), |path| {
            format!("as it is below base_url: aliases = [{}]", quoted(&path))
        });
        let message = format!("\"{written}\" is not an old address of this site");
        return complain(message, &format!("write the path alone, {offer}"));
    }
    if let Some(rest) = written.strip_prefix(base.path()).filter(|rest| base.path() != "/" && !rest.is_empty()) {
        let message =
            format!("\"{written}\" begins with the path of base_url, which every address of the site has anyway");
        return complain(message, &format!("leave it out: aliases = [{}]", quoted(&format!("/{rest}"))));
    }
    true
}

fn is_path(written: &str) -> bool {
    let path = percent_decode_str(written).decode_utf8_lossy();
    // One that stands there as it is has been complained of.
    let unreadable = |letter: char| letter.is_control() || letter == char::REPLACEMENT_CHARACTER;
    path.starts_with('/')
        && path != "/"
        && (!path.contains(unreadable) || written.contains(char::is_control))
        && !path.split('/').any(|part| matches!(part, "." | "..") || part.eq_ignore_ascii_case(".loggia"))
        && !path.contains("//")
        && !path.contains(['?', '#', '\\', ':'])
}
