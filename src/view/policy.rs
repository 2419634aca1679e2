//! The content security policy: nothing comes from another host, and no script or style stands in a page.

use crate::config::Config;

/// For a `<meta>` tag. Pictures, styles and scripts are the site's own; only the newsletter's form may be sent
/// elsewhere. Where there is a search, it runs a WebAssembly program of the site in a worker, which needs words of its own.
pub fn policy(config: &Config, search: bool) -> String {
    let form = match &config.visitors.newsletter {
        Some(newsletter) => format!("'self' {}", origin(&newsletter.action)),
        None => "'self'".to_owned(),
    };
    let script = if search { "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'" } else { "script-src 'self'" };
    format!(
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; media-src 'self'; {script}; \
         connect-src 'self'; manifest-src 'self'; form-action {form}; base-uri 'none'"
    )
}

/// The host alone: an address may hold characters that end a rule.
fn origin(address: &str) -> String {
    url::Url::parse(address).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
