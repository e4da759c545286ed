//! `/peringkat/{periode}/aturan`: what if another rule were in force?

use std::path::Path;

use analytics::policy::{By, Policy};
use analytics::ranking::{Bench, Ranking, Row};
use analytics::two_rules::{Detail, Line, Side, TwoRules, compare};
use analytics::{AnalyticsError, Limit};
use ingest::accept::sound_policy;
use ingest::policy;
use ingest::rule_pack::{LoadedPack, RulePack};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::app::{App, View};
use crate::asked::{Asked, narrowed};
use crate::export::{as_of_json, basis_name, measure_name, policy_json, reason};
use crate::pages::Page;
use crate::pages::kebijakan::sentences;
use crate::pages::parts::{basis, nothing, table, why};
use crate::pages::periods::name;
use crate::text::{date, decimal, t, tf, whole};
use crate::user_error::UserError;

/// Folder in the data folder whose rule packs and policies may be tried on the page.
const DRAFTS: &str = "usulan";

/// Another rule.
#[derive(Debug, Clone)]
pub enum Rule {
    /// Another rule pack.
    Pack(Box<LoadedPack>),
    /// Another ranking policy.
    Policy(Policy),
    /// The regulation alone, without the policy that was adopted.
    Regulation,
}

impl Rule {
    /// The rule that lies at a path: a rule pack or its folder, or a policy. Errors: neither, or not
    /// sound.
    pub fn read(path: &Path, pack: &RulePack) -> Result<Self, UserError> {
        let is_policy =
            path.is_file() && path.file_name().is_some_and(|name| name != "rule_pack.toml");
        if is_policy {
            let text = std::fs::read_to_string(path).map_err(|error| {
                let berkas = path.display().to_string();
                UserError::no("galat-berkas", &[("berkas", &berkas), ("sebab", &error.to_string())])
            })?;
            let read =
                policy::read(&text, pack).map_err(|error| UserError::policy(path, &error))?;
            sound_policy(&read, pack)?;
            return Ok(Self::Policy(read.into()));
        }
        Ok(Self::Pack(Box::new(LoadedPack::read(path)?)))
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Pack(loaded) => loaded.pack.judul.clone(),
            Self::Policy(policy) => {
                let weights: Vec<String> = policy
                    .ukuran
                    .iter()
                    .map(|ukuran| format!("{} {}", measure_name(&ukuran.kode), ukuran.bobot))
                    .collect();
                tf("aturan-kebijakan", &[("bobot", &weights.join(", "))])
            }
            Self::Regulation => t("aturan-tanpa-kebijakan"),
        }
    }
}

/// The ranking of a period under the record's own rules and under another. Errors: [`AnalyticsError`].
pub async fn two_rules(
    app: &App,
    view: &View,
    limit: Limit,
    periode: &str,
    rule: &Rule,
) -> Result<TwoRules, AnalyticsError> {
    let here = app.bench(view, limit);
    let there = match rule {
        Rule::Pack(loaded) => Bench::new(&view.snapshot, &loaded.pack, limit).on(view.day),
        Rule::Policy(policy) => app.bench(view, limit).by(By::Trial(policy.clone())),
        Rule::Regulation => app.bench(view, limit).by(By::Regulation),
    };
    let by_here = here.rank(here.periode(periode).await?).await?;
    let by_there = there.rank(there.periode(periode).await?).await?;
    let detail = match rule {
        Rule::Pack(_) => Detail::Butir,
        Rule::Policy(_) | Rule::Regulation => Detail::Ukuran,
    };
    compare((&here, by_here), (&there, by_there), detail).await
}

/// Both sides of a line of the rules, in words.
fn line_words(line: &Line, own: &RulePack, rule: &Rule, both: (&Ranking, &Ranking)) -> String {
    let other = match rule {
        Rule::Pack(loaded) => &loaded.pack,
        Rule::Policy(_) | Rule::Regulation => own,
    };
    let none = || t("aturan-tidak-ada");
    match line {
        Line::Butir(kode) => {
            let of = |pack: &RulePack| {
                let card = pack.scorecard.as_ref()?;
                card.butir.iter().find(|butir| butir.kode == *kode).cloned()
            };
            let (here, there) = (of(own), of(other));
            let weight = |butir: &Option<ingest::rule_pack::Butir>| {
                butir.as_ref().map_or_else(none, |butir| whole(butir.bobot))
            };
            let sumber = there.as_ref().or(here.as_ref()).map(|b| b.sumber.clone());
            let arguments = [
                ("kode", kode.clone()),
                ("dari", weight(&here)),
                ("menjadi", weight(&there)),
                ("sumber", sumber.unwrap_or_default()),
            ];
            tf("aturan-butir", &arguments.each_ref().map(|(name, text)| (*name, text.as_str())))
        }
        Line::Ukuran(kode) => {
            // Without a policy one measure alone gives the places.
            let weight = |ranking: &Ranking| match ranking.policy() {
                Some(policy) => {
                    let ukuran = policy.ukuran.iter().find(|ukuran| ukuran.kode == *kode)?;
                    Some(whole(ukuran.bobot))
                }
                None => (basis_name(ranking.basis) == Some(kode)).then(|| whole(100)),
            };
            let (here, there) = (weight(both.0), weight(both.1));
            let (dari, menjadi) = (here.unwrap_or_else(none), there.unwrap_or_else(none));
            let ukuran = measure_name(kode);
            tf("aturan-ukuran", &[("ukuran", &ukuran), ("dari", &dari), ("menjadi", &menjadi)])
        }
        Line::Syarat => {
            let lowest = |pack: &RulePack| {
                let syarat = pack.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref());
                syarat.map_or_else(none, |syarat| syarat.paling_rendah.clone())
            };
            let syarat = other.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref());
            let sumber = syarat.map(|syarat| syarat.sumber.clone()).unwrap_or_default();
            let (dari, menjadi) = (lowest(own), lowest(other));
            tf("aturan-syarat", &[("dari", &dari), ("menjadi", &menjadi), ("sumber", &sumber)])
        }
    }
}

/// Lines of a scorecard that only one of the packs knows: what was never rated counts nothing.
fn not_comparable(own: &RulePack, rule: &Rule) -> Vec<String> {
    let Rule::Pack(loaded) = rule else { return Vec::new() };
    let codes = |pack: &RulePack| -> Vec<String> {
        let card = pack.scorecard.as_ref();
        card.map_or(Vec::new(), |card| card.butir.iter().map(|butir| butir.kode.clone()).collect())
    };
    let (own, other) = (codes(own), codes(&loaded.pack));
    let only = own.iter().filter(|kode| !other.contains(kode));
    only.chain(other.iter().filter(|kode| !own.contains(kode))).cloned().collect()
}

/// A comparison, ready to be printed.
pub struct Beside {
    periode: String,
    rule: Rule,
    found: TwoRules,
    /// Words for what moves each unit, in the order of the sides.
    lines: Vec<Option<String>>,
    strange: Vec<String>,
}

impl Beside {
    /// Asks for both rankings. Errors: [`AnalyticsError`].
    pub async fn ask(
        app: &App,
        view: &View,
        limit: Limit,
        periode: &str,
        rule: Rule,
    ) -> Result<Self, AnalyticsError> {
        let found = two_rules(app, view, limit, periode, &rule).await?;
        let own = app.pack_of(found.here.scorecard.as_ref());
        let both = (&found.here, &found.there);
        let words = |side: &Side| side.line.as_ref().map(|line| line_words(line, own, &rule, both));
        let lines = found.sides.iter().map(words).collect();
        let strange = not_comparable(own, &rule);
        Ok(Self { periode: periode.to_owned(), lines, strange, rule, found })
    }

    fn moved(&self) -> usize {
        self.found.sides.iter().filter(|side| side.here.rank != side.there.rank).count()
    }

    /// How many move, in one sentence, and what cannot be compared.
    pub fn sentences(&self) -> Vec<String> {
        let (jumlah, dari) = (whole(self.moved() as i128), whole(self.found.sides.len() as i128));
        let periode = name(&self.periode);
        let arguments = [
            ("periode", periode.as_str()),
            ("aturan", &self.rule.name()),
            ("jumlah", &jumlah),
            ("dari", &dari),
        ];
        let mut words = vec![tf("aturan-kalimat", &arguments)];
        let by = |ranking: &Ranking| basis(ranking.basis);
        let both = [("dari", by(&self.found.here)), ("menjadi", by(&self.found.there))];
        if both[0].1 != both[1].1 {
            let both = both.each_ref().map(|(name, text)| (*name, text.as_str()));
            words.push(tf("aturan-dasar", &both));
        }
        if !self.strange.is_empty() {
            let butir = self.strange.join(", ");
            words.push(tf("aturan-tidak-sebanding", &[("butir", &butir)]));
        }
        words.extend(sentences(&self.found.here.policies));
        words
    }

    /// As JSON.
    pub fn json(&self, view: &View) -> Value {
        let side = |row: &Row, ranking: &Ranking| {
            json!({
                "rank": row.rank,
                "kategori": row.kategori,
                "score": row.ranked_by(ranking.basis).map(|score| &score.printed),
                "reason": row.reason.as_ref().map(reason),
            })
        };
        let rows = self.found.sides.iter().zip(&self.lines).map(|(unit, line)| {
            json!({
                "opd": unit.here.opd,
                "nama": unit.here.nama,
                "here": side(&unit.here, &self.found.here),
                "there": side(&unit.there, &self.found.there),
                "moved": unit.here.rank != unit.there.rank,
                "line": line,
            })
        });
        json!({
            "periode": self.periode,
            "as_of": as_of_json(view),
            "under": self.rule.name(),
            "policy": {
                "here": self.found.here.policy().map(policy_json),
                "there": self.found.there.policy().map(policy_json),
            },
            "not_comparable": self.strange,
            "rows": rows.collect::<Vec<_>>(),
        })
    }

    /// As rows of text, header first.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let header = ["opd", "nama", "peringkat", "nilai", "peringkat_lain", "nilai_lain", "sebab"];
        let score = |row: &Row, ranking: &Ranking| {
            let score = row.rank.and(row.ranked_by(ranking.basis));
            score.map(|score| score.printed.clone()).unwrap_or_default()
        };
        let place = |row: &Row| row.rank.map(|rank| rank.to_string()).unwrap_or_default();
        let unit = |(unit, line): (&Side, &Option<String>)| {
            vec![
                unit.here.opd.clone(),
                unit.here.nama.clone(),
                place(&unit.here),
                score(&unit.here, &self.found.here),
                place(&unit.there),
                score(&unit.there, &self.found.there),
                self.because(unit, line.as_deref()),
            ]
        };
        let head = header.map(String::from).to_vec();
        std::iter::once(head).chain(self.found.sides.iter().zip(&self.lines).map(unit)).collect()
    }

    /// Why a unit stands elsewhere.
    fn because(&self, unit: &Side, line: Option<&str>) -> String {
        if unit.here.rank == unit.there.rank {
            return String::new();
        }
        let without = [&unit.there, &unit.here].into_iter().find(|row| row.rank.is_none());
        let why = without.and_then(|row| row.reason.as_ref()).map(reason);
        match (line, why) {
            (Some(line), Some(why)) => format!("{line}; {why}"),
            (Some(line), None) => line.to_owned(),
            (None, why) => why.unwrap_or_default(),
        }
    }

    fn table(&self, asked: &Asked) -> Markup {
        let rows = self.rows();
        let cell = |text: &str| match text {
            "" => nothing(),
            text => html! { (decimal(text)) },
        };
        let caption = tf("aturan-tabel", &[("periode", &name(&self.periode))]);
        table(
            &caption,
            &html! {
                thead {
                    tr {
                        th scope="col" { (t("hal-kolom-opd")) }
                        th.num scope="col" { (t("aturan-kolom-sini")) }
                        th.num scope="col" { (t("kolom-nilai")) }
                        th.num scope="col" { (t("aturan-kolom-sana")) }
                        th.num scope="col" { (t("kolom-nilai")) }
                        th scope="col" { (t("aturan-kolom-sebab")) }
                    }
                }
                tbody {
                    @for (row, side) in rows.iter().skip(1).zip(&self.found.sides) {
                        tr {
                            th scope="row" {
                                a href=(why(asked, &self.found.here, &side.here.opd)) { (row[1]) }
                            }
                            td.num { (cell(&row[2])) }
                            td.num { (cell(&row[3])) }
                            td.num { @if side.here.rank == side.there.rank { (cell(&row[4])) } @else { strong { (cell(&row[4])) } } }
                            td.num { (cell(&row[5])) }
                            td { (row[6]) }
                        }
                    }
                }
            },
        )
    }
}

/// One rule that may be tried: what the address calls it.
struct Choice {
    code: String,
    rule: Rule,
}

/// The page.
pub struct Aturan {
    periode: String,
    choices: Vec<Choice>,
    beside: Option<(String, Beside)>,
}

/// Everything that may be tried about a period. Errors: [`UserError`].
async fn choices(asked: &Asked, periode: &str) -> Result<Vec<Choice>, UserError> {
    let policies = asked.bench().policies("").await?;
    let mut choices = Vec::new();
    let mut add = |code: String, rule: Rule| choices.push(Choice { code, rule });
    let own = policies.iter().find(|policy| policy.periode == periode);
    if own.is_some() {
        add("peraturan".to_owned(), Rule::Regulation);
    }
    for policy in policies.iter().filter(|policy| Some(*policy) != own) {
        let position = policy.position.map_or(0, |position| position.0);
        add(format!("kebijakan-{position}"), Rule::Policy(policy.clone()));
    }
    let in_force = asked.app.rules().hash.to_string();
    for pack in asked.app.own_packs().filter(|pack| pack.hash.to_string() != in_force) {
        let code = format!("paket-{}", &pack.hash.to_string()[..12]);
        add(code, Rule::Pack(Box::new(LoadedPack::clone(pack))));
    }
    let drafts = std::fs::read_dir(asked.app.dir().join(DRAFTS)).into_iter().flatten().flatten();
    let mut drafts: Vec<_> = drafts.map(|draft| draft.path()).collect();
    drafts.sort();
    for path in drafts {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        // What lies there and is no rule is passed over: the page is no place to mend it.
        if let (Some(stem), Ok(rule)) = (stem, Rule::read(&path, asked.app.pack())) {
            add(format!("usulan-{stem}"), rule);
        }
    }
    Ok(choices)
}

impl Page for Aturan {
    /// Drafts change without an event.
    const IS_OF_A_POSITION: bool = false;

    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let ranking = asked.ranking(asked.segment(0)).await?;
        let periode = ranking.periode.kode.clone();
        let choices = choices(asked, &periode).await?;
        let wanted = &asked.address.narrowed.dengan;
        let chosen = choices.iter().find(|choice| choice.code == *wanted);
        let beside = match chosen {
            Some(choice) => {
                let limit = asked.view.limit;
                let rule = choice.rule.clone();
                let beside = Beside::ask(&asked.app, &asked.view, limit, &periode, rule).await?;
                Some((choice.code.clone(), beside))
            }
            None if wanted.is_empty() => None,
            None => {
                let known: Vec<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
                let back = asked.link(&asked.address.path);
                let near = |kode: &str| {
                    narrowed(&asked.link(&asked.address.path), [("dengan", kode)].into_iter())
                };
                return Err(UserError::no_such_code("aturan", wanted, &known, back, near));
            }
        };
        Ok(Self { periode, choices, beside })
    }

    fn title(&self, _: &Asked) -> String {
        tf("aturan-judul", &[("periode", &name(&self.periode))])
    }

    fn body(&self, asked: &Asked) -> Markup {
        let address =
            |code: &str| narrowed(&asked.link(&asked.address.path), [("dengan", code)].into_iter());
        html! {
            p.lead { (t("aturan-arti")) }
            @if self.choices.is_empty() {
                p { (tf("aturan-tanpa-pilihan", &[("folder", DRAFTS)])) }
            } @else {
                ul {
                    @for choice in &self.choices {
                        @let is_shown = self.beside.as_ref().is_some_and(|(code, _)| *code == choice.code);
                        li {
                            a href=(address(&choice.code)) aria-current=[is_shown.then_some("true")] { (choice.rule.name()) }
                            @if let Rule::Policy(policy) = &choice.rule
                                && let Some(sejak) = policy.sejak {
                                " " small.muted { (tf("aturan-kebijakan-sejak", &[("periode", &name(&policy.periode)), ("tanggal", &date(sejak))])) }
                            }
                        }
                    }
                }
                p.note { (tf("aturan-usulan", &[("folder", DRAFTS)])) }
            }
            @if let Some((_, beside)) = &self.beside {
                section {
                    h2 { (beside.rule.name()) }
                    @for sentence in beside.sentences() { p { (sentence) } }
                    (beside.table(asked))
                    p.note { (t("aturan-cara")) }
                }
            }
            p { a href=(asked.link(&format!("/peringkat/{}", self.periode))) { (tf("peringkat-judul", &[("periode", &name(&self.periode))])) } }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let choices = self.choices.iter().map(|c| json!({"dengan": c.code, "nama": c.rule.name()}));
        json!({
            "periode": self.periode,
            "choices": choices.collect::<Vec<_>>(),
            "beside": self.beside.as_ref().map(|(_, beside)| beside.json(&asked.view)),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        match &self.beside {
            Some((_, beside)) => beside.rows(),
            None => {
                let choice = |choice: &Choice| vec![choice.code.clone(), choice.rule.name()];
                let header = vec!["dengan".to_owned(), "nama".to_owned()];
                std::iter::once(header).chain(self.choices.iter().map(choice)).collect()
            }
        }
    }
}
