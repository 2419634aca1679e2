//! Tables: in a region of their own that can be scrolled, columns aligned by class.
//!
//! Called from `render` for the four kinds of table events. Styles stay out of attributes, as the site's
//! content security policy forbids them there.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::marks::Mark;
use super::render::Renderer;

/// The table being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_rows: bool,
}

impl<'s> Renderer<'s> {
    pub(super) fn table_start(&mut self, tag: &Tag<'s>, at: usize) {
        match tag {
            Tag::Table(alignments) => {
                self.table = Table { alignments: alignments.clone(), ..Table::default() };
                self.line();
                if self.manner.dress {
                    let label = Mark::word("table");
                    self.put(&format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"));
                }
                self.put("<table>");
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.put("<thead><tr>");
            }
            Tag::TableRow => {
                self.put(if self.table.has_rows { "<tr>" } else { "<tbody><tr>" });
                self.table.has_rows = true;
                self.table.column = 0;
            }
            _ => {
                // The corner over row names is often empty, and an empty heading says nothing.
                let is_empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
                let class = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                let head = if is_empty { "<th" } else { "<th scope=\"col\"" };
                let open = if self.table.in_head { head } else { "<td" };
                for part in [open, class, ">"] {
                    self.put(part);
                }
                self.table.column += 1;
            }
        }
    }

    pub(super) fn table_end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Table => {
                self.put(if self.table.has_rows { "</tbody></table>" } else { "</table>" });
                self.put(if self.manner.dress { "</div>\n" } else { "\n" });
            }
            TagEnd::TableHead => {
                self.put("</tr></thead>\n");
                self.table.in_head = false;
            }
            TagEnd::TableRow => self.put("</tr>\n"),
            _ => self.put(if self.table.in_head { "</th>" } else { "</td>" }),
        }
    }
}
