//! Diagnostics of a body while they are collected: kept with their place, handed out in the file's order.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity, TextFile};

#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

pub(super) struct Finding {
    severity: Severity,
    code: &'static str,
    message: String,
    /// In the file.
    range: Range<usize>,
    pub(super) hints: Vec<String>,
    pub(super) related: Option<(Range<usize>, &'static str)>,
}

impl Findings {
    pub(super) fn error(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        range: Range<usize>,
    ) -> &mut Finding {
        self.add(Severity::Error, code, message.into(), range)
    }

    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>, range: Range<usize>) -> &mut Finding {
        self.add(Severity::Warning, code, message.into(), range)
    }

    fn add(&mut self, severity: Severity, code: &'static str, message: String, range: Range<usize>) -> &mut Finding {
        let finding = Finding { severity, code, message, range, hints: Vec::new(), related: None };
        self.0.push_mut(finding)
    }

    pub(super) fn unsafe_link(&mut self, scheme: &str, range: Range<usize>) {
        // `C:\Users\…` begins with the letter of a disk.
        if scheme == "file" || scheme.len() == 1 {
            let message = "This is the place of a file on one computer, where no visitor gets to it.";
            self.error("unsafe-link", message, range)
                .hint("put a copy of the file into assets/, and name that: ../../assets/NAME");
            return;
        }
        self.error("unsafe-link", format!("Addresses that begin with \"{scheme}:\" are not allowed."), range)
            .hint("links can begin with https:, http:, mailto: or tel:, or lead to a page or file of this site");
    }

    pub(super) fn unclosed(&mut self, name: &str, range: Range<usize>) {
        self.warn("html-unbalanced", format!("<{name}> is opened here and not closed."), range)
            .hint(format!("write </{name}> where it ends"));
    }

    pub(super) fn missing_alt(&mut self, range: Range<usize>) {
        self.warn("missing-alt", "This image has no description for people who can't see it.", range)
            .hint("write what it shows between the square brackets: ![A bridge over the river](bridge.jpg)");
    }

    pub(super) fn heading_level(&mut self, range: Range<usize>) {
        self.warn("heading-level", "The page's title is already the main heading.", range)
            .hint("start the headings of the text with ##");
    }

    pub(super) fn invisible(&mut self, name: &str, range: Range<usize>) {
        self.warn("control-character", format!("There is an invisible character here ({name})."), range)
            .hint("delete it, and begin a new line if one is meant");
    }

    pub(super) fn misplaced_figure(&mut self, place: &str, range: Range<usize>) {
        self.error("figure-syntax", format!("A figure can't stand in {place}, only in text."), range)
            .hint("to show two curly braces as they are, write \\{{");
    }

    pub(super) fn diagnostics(mut self, file: &TextFile) -> Vec<Diagnostic> {
        self.0.sort_by_key(|finding| finding.range.start);
        // An open tag that the sanitiser continues in every block is met more than once.
        self.0
            .dedup_by(|one, other| (one.code, &one.range, &one.message) == (other.code, &other.range, &other.message));
        self.0.into_iter().map(|finding| finding.diagnostic(file)).collect()
    }
}

impl Finding {
    pub(super) fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hints.push(hint.into());
        self
    }

    fn diagnostic(self, file: &TextFile) -> Diagnostic {
        let diagnostic = match self.severity {
            Severity::Error => Diagnostic::error(self.code, self.message),
            Severity::Warning => Diagnostic::warning(self.code, self.message),
        };
        let diagnostic = diagnostic.at(file.locate(self.range)).hints(self.hints);
        match self.related {
            Some((range, label)) => diagnostic.related(file.locate(range), label),
            None => diagnostic,
        }
    }
}
