//! `/audit/kejadian/{nomor}`: what exactly happened here?

use ingest::frame::{Frame, RecordedEvent};
use ingest::identity::{Instant, Position};
use ingest::ledger::{hex, leaf_hash};
use ingest::log::LogError;
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use crate::asked::{Asked, event_path};
use crate::audit::{data_as_shown, is_partly_hidden, sheet_as_shown};
use crate::pages::Page;
use crate::pages::parts::table;
use crate::text::{date, t, tf, whole};
use crate::user_error::UserError;

/// One event.
///
/// Of an answer only what names nobody and gives nothing away is shown. Its id, the end of its
/// stream's name and its leaf hash are hidden with the answer: whoever knows all three can try the
/// few possible answers until the hash fits. The marks of a Gelar that is open are hidden likewise.
pub struct Kejadian {
    event: RecordedEvent,
    is_secret_sheet: bool,
    recorded_at: Instant,
    occurred_on: time::Date,
    actor: Option<(String, String)>,
}

impl Kejadian {
    fn is_hidden(&self) -> bool {
        is_partly_hidden(&self.event) || self.is_secret_sheet
    }

    /// Its data as JSON, as it may be shown.
    fn shown(&self) -> String {
        match self.is_secret_sheet {
            true => sheet_as_shown(&self.event),
            false => data_as_shown(&self.event),
        }
    }

    fn stream(&self) -> String {
        let stream = &self.event.stream;
        match self.is_hidden() {
            true => format!("{}-{}:…", stream.category(), stream.pemda()),
            false => stream.to_string(),
        }
    }

    fn leaf(&self) -> Option<String> {
        (!self.is_hidden()).then(|| hex(&leaf_hash(&self.event.canonical())))
    }

    fn id(&self) -> Option<String> {
        (!self.is_hidden()).then(|| self.event.id.to_string())
    }

    fn data(&self) -> Value {
        serde_json::from_str(&self.shown()).unwrap_or_default()
    }

    fn what(&self) -> String {
        t(&format!("kejadian-{}", self.event.type_name))
    }

    fn neighbours(&self, asked: &Asked) -> Markup {
        let number = self.event.position.0;
        let link = |position: u64, key: &str| {
            let words = tf(key, &[("nomor", &whole(position))]);
            html! { li { a href=(asked.link(&event_path(Position(position)))) { (words) } } }
        };
        html! {
            nav.pager aria-label=(t("kejadian-tetangga")) {
                ul {
                    @if let Some(before) = number.checked_sub(1) { (link(before, "kejadian-sebelum")) }
                    @if number < asked.view.position.0 { (link(number + 1, "kejadian-sesudah")) }
                }
            }
        }
    }

    fn facts(&self, asked: &Asked) -> Markup {
        let event = &self.event;
        let hidden = || html! { span.muted { (t("kejadian-disembunyikan")) } };
        html! {
            dl {
                dt { (t("kejadian-nama")) }
                dd { code { (event.type_name) } " " (tf("kejadian-versi", &[("versi", &whole(event.version))])) }
                dt { (t("kejadian-dicatat")) }
                dd { (asked.at(self.recorded_at)) }
                dt { (t("kejadian-tanggal")) }
                dd { (date(self.occurred_on)) }
                dt { (t("kejadian-pelaku")) }
                dd {
                    @match &self.actor {
                        Some((pseudonym, role)) => {
                            code.sidik { (pseudonym) } " " (tf("kejadian-peran", &[("peran", role)]))
                        }
                        None => (t("kejadian-tanpa-pelaku")),
                    }
                }
                dt { (t("kejadian-aliran")) }
                dd { code.sidik { (self.stream()) } }
                dt { (t("kejadian-revisi")) }
                dd { (whole(event.revision.0)) }
                dt { (t("kejadian-id")) }
                dd { @match self.id() { Some(id) => code.sidik { (id) }, None => (hidden()) } }
                dt { (t("kejadian-daun")) }
                dd { @match self.leaf() { Some(leaf) => code.sidik { (leaf) }, None => (hidden()) } }
            }
        }
    }

    fn fields(&self, asked: &Asked) -> Markup {
        let data = self.data();
        let none = Map::new();
        let fields = data.as_object().unwrap_or(&none);
        html! {
            (table(&t("kejadian-data-tabel"), &html! {
                thead {
                    tr { th scope="col" { (t("kejadian-kolom")) } th scope="col" { (t("kejadian-isi")) } }
                }
                tbody {
                    @for (name, value) in fields {
                        tr {
                            th scope="row" { code { (name) } }
                            td { (self.value(asked, name, value)) }
                        }
                    }
                }
            }))
        }
    }

    /// A form's event has none: its receipt proves participation only.
    fn proof(&self) -> Markup {
        let folder = format!("/audit/kejadian/{}", self.event.position.0);
        html! {
            @if !self.is_hidden() {
                section {
                    h2 { (t("kejadian-bukti")) }
                    p { (t("kejadian-bukti-guna")) }
                    ul {
                        li { a href={ (folder) "/tanda-terima.tlog-proof" } { (t("kejadian-bukti-berkas")) } }
                        li { a href={ (folder) "/tanda-terima.svg" } { (t("kejadian-bukti-qr")) } }
                    }
                }
            }
        }
    }

    fn value(&self, asked: &Asked, name: &str, value: &Value) -> Markup {
        match value {
            Value::Null if self.is_hidden() && is_secret(name) => {
                html! { span.muted { (t("kejadian-disembunyikan")) } }
            }
            Value::Null => html! { span.muted { (t("kejadian-kosong")) } },
            Value::Bool(yes) => html! { (t(if *yes { "kejadian-ya" } else { "kejadian-tidak" })) },
            Value::String(text) if name == "opd" || name == "induk" => html! {
                a href=(asked.link(&format!("/opd/{text}"))) { (text) }
            },
            Value::String(text) => html! { (text) },
            Value::Number(number) => html! { (number) },
            Value::Object(fields) => match fields.get("komitmen").and_then(Value::as_str) {
                Some(commitment) => html! {
                    (t("kejadian-tersegel")) " " code.sidik { (commitment) }
                },
                None => html! {
                    @for (index, (name, value)) in fields.iter().enumerate() {
                        @if index > 0 { ", " }
                        code { (name) } " " (self.value(asked, name, value))
                    }
                },
            },
            Value::Array(items) => match items.iter().map(pair).collect::<Option<Vec<_>>>() {
                Some(pairs) => html! { (pairs.join(" · ")) },
                None => {
                    html! { ul { @for item in items { li { (self.value(asked, name, item)) } } } }
                }
            },
        }
    }
}

/// A code and its number, `S01 75`, where an item is no more than that.
fn pair(item: &Value) -> Option<String> {
    let fields = item.as_object().filter(|fields| fields.len() == 2)?;
    let mut text = String::new();
    for value in fields.values() {
        let word = match value {
            Value::String(word) => word.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        text = if text.is_empty() { word } else { format!("{text} {word}") };
    }
    Some(text)
}

/// Fields that a hidden event shows as empty.
fn is_secret(name: &str) -> bool {
    matches!(name, "kelas_jabatan" | "jawaban" | "nilai")
}

/// The event at a position. Errors: [`LogError`].
fn find(asked: &Asked, position: Position) -> Result<Option<Kejadian>, LogError> {
    Ok(asked.app.log().frame_at(position)?.and_then(|frame| of_frame(frame, position)))
}

fn of_frame(frame: Frame, position: Position) -> Option<Kejadian> {
    Some(Kejadian {
        event: frame.event_at(position)?,
        is_secret_sheet: false,
        recorded_at: frame.recorded_at,
        occurred_on: frame.occurred_on,
        actor: frame.actor.map(|actor| (actor.pseudonym.to_string(), actor.role.to_string())),
    })
}

impl Page for Kejadian {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let newest = asked.view.position;
        let number = asked.segment(0);
        let missing =
            || UserError::no_such_event(number, newest.0, asked.link(&event_path(newest)));
        let position = number.parse().map(Position).map_err(|_| missing())?;
        if position > newest {
            return Err(missing());
        }
        let mut found = find(asked, position)?.ok_or_else(missing)?;
        found.is_secret_sheet = asked.app.is_secret_sheet(&asked.view, &found.event).await?;
        Ok(found)
    }

    fn title(&self, _: &Asked) -> String {
        tf("kejadian-judul", &[("nomor", &whole(self.event.position.0))])
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.lead { (self.what()) }
            (self.facts(asked))
            section {
                h2 { (t("kejadian-data")) }
                @if self.is_secret_sheet {
                    p.note { (t("kejadian-lembar-tersembunyi")) }
                } @else if self.is_hidden() {
                    p.note { (t("kejadian-jawaban-tersembunyi")) }
                }
                (self.fields(asked))
                details {
                    summary { (t(if self.is_hidden() { "kejadian-json-sebagian" } else { "kejadian-json" })) }
                    p { code.sidik { (self.shown()) } }
                }
            }
            (self.proof())
            (self.neighbours(asked))
        }
    }

    fn json(&self, _: &Asked) -> Value {
        let event = &self.event;
        json!({
            "position": event.position.0,
            "id": self.id(),
            "stream": self.stream(),
            "revision": event.revision.0,
            "type": event.type_name,
            "version": event.version,
            "recorded_at": self.recorded_at.to_string(),
            "occurred_on": ingest::identity::date_text(self.occurred_on),
            "actor": self.actor.as_ref().map(|(pseudonym, _)| pseudonym),
            "role": self.actor.as_ref().map(|(_, role)| role),
            "data": self.data(),
            "leaf": self.leaf(),
            "hidden": self.is_hidden(),
        })
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        let Value::Object(fields) = self.json(asked) else {
            return Vec::new();
        };
        let text = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let row = |(name, value): (&String, &Value)| vec![name.clone(), text(value)];
        let header = ["kolom", "isi"].map(String::from).to_vec();
        std::iter::once(header).chain(fields.iter().map(row)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ingest::event::KelasJabatan;
    use ingest::frame::{Body, Form, Questions};
    use ingest::identity::{Kode, Revision, StreamName, parse_date};

    #[test]
    fn nothing_of_an_answer_can_be_tried_against_a_hash() {
        let frame = Frame {
            first: Position(7),
            stream: StreamName::new("evaluasi", &Kode::parse("contoh").unwrap(), "c0ffee"),
            first_revision: Revision(0),
            recorded_at: Instant(0),
            occurred_on: parse_date("2026-01-01").unwrap(),
            actor: None,
            command: "c0ffee".into(),
            body: Body::Form(Form {
                opd: Kode::parse("DINKES").unwrap(),
                periode: Kode::parse("EV-2026").unwrap(),
                kelas_jabatan: KelasJabatan::Pimpinan,
                terlambat: false,
                pertanyaan: Questions::of(&["q1".to_owned(), "q2".to_owned()]),
                jawaban: [3, 4].into(),
            }),
        };
        for position in 7..10 {
            let event = of_frame(frame.clone(), Position(position)).unwrap();
            assert!(event.is_hidden());
            assert_eq!((event.id(), event.leaf()), (None, None));
            let shown = format!("{} {}", event.stream(), event.data());
            assert!(!shown.contains("c0ffee") && !shown.contains("pimpinan"), "{shown}");
        }
        assert!(of_frame(frame, Position(10)).is_none());
    }
}
