//! What a template is rendered with.

use tera::Value;

/// The names that a template sees, with their values.
#[derive(Default)]
pub struct Context(tera::Context);

impl Context {
    pub(super) fn tera(&self) -> &tera::Context {
        &self.0
    }

    pub fn value(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.insert_value(name, value.into());
    }
}
