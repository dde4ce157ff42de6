//! The document as plain text of at most 78 columns, for mails and terminals. A table is said row by row.

use std::fmt::Write as _;

use super::model::{Content, Document, Table};
use crate::mail::wrap;
use crate::platform::i18n::{Tr, Value};

impl Document {
    /// As plain text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (number, section) in (1..).zip(&self.sections) {
            // Writing to a String cannot fail, here and below.
            let _ = writeln!(out, "{number}. {}\n", section.title);
            for (clause, block) in (1..).zip(&section.blocks) {
                let number = format!("{number}.{clause}");
                match &block.content {
                    Content::Paragraph { text } | Content::Markdown { text, .. } => {
                        let _ = writeln!(out, "{number} {text}\n");
                    }
                    Content::List { text, items } => {
                        let _ = writeln!(out, "{number} {text}");
                        for item in items {
                            let _ = writeln!(out, "  – {}", item.text);
                            if let Some(own) = &item.own {
                                let _ = writeln!(out, "    {}", own.text);
                            }
                        }
                        out.push('\n');
                    }
                    Content::Table(table) => {
                        let _ = writeln!(out, "{number} {}", table.caption);
                        write_table(table, Tr::new(self.language), &mut out);
                        out.push('\n');
                    }
                }
            }
        }
        let mut text = wrap(out.trim_end());
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}

fn write_table(table: &Table, t: Tr, out: &mut String) {
    let noted = |words: &str, note: &str| {
        if note.is_empty() {
            return words.to_owned();
        }
        t.with(
            "terms-noted",
            &[("words", Value::from(words)), ("note", Value::from(note))],
        )
    };
    let headed = |name: &str, words: &str| {
        t.with(
            "terms-headed",
            &[("name", Value::from(name)), ("words", Value::from(words))],
        )
    };
    for row in &table.rows {
        let head = noted(&row.head, &row.note);
        // Writing to a String cannot fail, here and below. A single column needs no label: its cell follows the head.
        if let [cell] = row.cells.as_slice() {
            let _ = writeln!(out, "  – {}", headed(&head, cell));
            continue;
        }
        let _ = writeln!(out, "  – {head}");
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let _ = writeln!(out, "    {}", headed(&noted(&column.label, &column.note), cell));
        }
    }
}
