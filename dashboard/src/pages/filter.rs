//! The form that narrows a page to a unit, a KBK or a period.

use maud::{Markup, html};
use time::Date;

use crate::asked::Asked;
use crate::pages::periods::name;
use crate::text::t;

/// One choice of the form.
pub struct Field {
    /// Name behind the `?` of the address.
    name: &'static str,
    label: String,
    /// Codes and words; an empty code for all.
    options: Vec<(String, String)>,
    chosen: Option<String>,
}

impl Field {
    /// One of the units, under the regulation's label.
    pub fn opd(label: String, units: &[(String, String)]) -> Self {
        Self::any("opd", label, units)
    }

    /// One of the KBK, under the regulation's label.
    pub fn kbk(label: String, groups: &[(String, String)]) -> Self {
        Self::any("kbk", label, groups)
    }

    fn any(name: &'static str, label: String, known: &[(String, String)]) -> Self {
        let all = (String::new(), t("saring-semua"));
        let options = std::iter::once(all).chain(known.iter().cloned()).collect();
        Self { name, label, options, chosen: None }
    }

    /// The year of a day with its quarters, the years around it, and the period that is shown.
    pub fn periode(shown: &str, today: Date) -> Self {
        Self { options: periods(shown, today), chosen: Some(shown.to_owned()), ..Self::label() }
    }

    /// The same, and no period at all.
    pub fn any_periode(shown: &str, today: Date) -> Self {
        let all = (String::new(), t("saring-semua-waktu"));
        let options = std::iter::once(all).chain(periods(shown, today)).collect();
        Self { options, chosen: Some(shown.to_owned()), ..Self::label() }
    }

    fn label() -> Self {
        Self { name: "periode", label: t("saring-periode"), options: Vec::new(), chosen: None }
    }
}

fn periods(shown: &str, today: Date) -> Vec<(String, String)> {
    let year = today.year();
    let quarters = (1..=4).rev().map(|quarter| format!("{year:04}-T{quarter}"));
    let mut codes = vec![format!("{:04}", year + 1), format!("{year:04}")];
    codes.extend(quarters);
    codes.extend((1..=2).map(|back| format!("{:04}", year - back)));
    if !shown.is_empty() && !codes.iter().any(|kode| kode == shown) {
        codes.push(shown.to_owned());
    }
    codes.into_iter().map(|kode| (name(&kode), kode)).map(|(words, kode)| (kode, words)).collect()
}

/// The form; it keeps the moment and needs no script.
pub fn filter(asked: &Asked, fields: &[Field]) -> Markup {
    let address = &asked.address;
    let given = |name: &str| {
        let mut given = address.narrowed.given();
        given.find(|(given, _)| *given == name).map(|(_, code)| code.to_owned())
    };
    let here = address.given().filter(|(name, _)| !fields.iter().any(|f| f.name == *name));
    html! {
        form.asof-form.saring method="get" action=(address.path) {
            @for (name, value) in address.moment.parameters() {
                input type="hidden" name=(name) value=(value);
            }
            @for (name, value) in here { input type="hidden" name=(name) value=(value); }
            fieldset {
                legend { (t("saring-legenda")) }
                @for field in fields {
                    @let chosen = given(field.name).or_else(|| field.chosen.clone()).unwrap_or_default();
                    p {
                        label for=(format!("saring-{}", field.name)) { (field.label) }
                        select id=(format!("saring-{}", field.name)) name=(field.name) {
                            @for (kode, words) in &field.options {
                                option value=(kode) selected[*kode == chosen] { (words) }
                            }
                        }
                    }
                }
                button type="submit" { (t("hal-saat-tampilkan")) }
            }
        }
    }
}
