//! The description of `/api/v1`, made from the import kinds of the rules in force and from the list
//! of pages: what is described is what is served.

use ingest::files::Kind;
use ingest::rule_pack::RulePack;
use serde_json::{Value, json};
use utoipa::openapi::path::{HttpMethod, OperationBuilder, Parameter, ParameterIn, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, KnownFormat, ObjectBuilder, OneOfBuilder, SchemaFormat,
    Type,
};
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr,
    Required, Response, ResponseBuilder, Schema,
};

use crate::columns::{Column, Holds, columns_of};
use crate::routes::ROUTES;
use crate::text::{t, tf};

/// The description as JSON.
pub fn describe(pack: &RulePack) -> String {
    let mut components = ComponentsBuilder::new().schema("Galat", problem());
    let mut paths = PathsBuilder::new();
    for kind in Kind::all(pack).filter(|kind| kind.within(pack).is_ok()) {
        let name = kind.name(pack);
        components = components.schema(name, row(kind, pack));
        paths = paths.path(format!("/api/v1/{name}"), rows(name, pack));
    }
    for route in ROUTES.iter().filter(|route| route.formats) {
        let stem = if route.pattern == "/" { "/index" } else { route.pattern };
        paths = paths.path(format!("{stem}.json"), page(stem, route.question));
    }
    let api: OpenApi = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title(t("api-judul"))
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(tf("api-pengantar", &[("peraturan", &pack.judul)])))
                .build(),
        )
        .paths(paths.build())
        .components(Some(components.build()))
        .build();
    // Printing a value of strings and numbers cannot fail.
    api.to_pretty_json().unwrap_or_default()
}

fn rows(name: &str, pack: &RulePack) -> PathItem {
    let one = || RefOr::Ref(Ref::from_schema_name(name));
    let several = Schema::Array(ArrayBuilder::new().items(one()).build());
    let either = OneOfBuilder::new().item(one()).item(several).build();
    let body = RequestBodyBuilder::new()
        .required(Some(Required::True))
        .content("application/json", Content::new(Some(Schema::OneOf(either))))
        .content("application/x-ndjson", Content::new(Some(one())))
        .build();
    let dry_run = Parameter::builder()
        .name("periksa")
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(t("api-periksa")))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["ya"]))))
        .build();
    let correction = Parameter::builder()
        .name("koreksi")
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(t("api-koreksi")))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build();
    let request_id = Parameter::builder()
        .name("X-Request-Id")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(t("api-nomor-permintaan")))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(64))))
        .build();
    let form = pack.formulir(name).map(|form| format!("{} ({})", form.nama, form.sumber));
    let operation = OperationBuilder::new()
        .operation_id(Some(format!("catat_{name}")))
        .summary(Some(form.unwrap_or_else(|| tf("api-catat", &[("jenis", name)]))))
        .parameters(Some([dry_run, correction, request_id]))
        .request_body(Some(body))
        .response("201", answer("api-201", "application/json", recorded()))
        .response("200", answer("api-200", "application/json", recorded()))
        .response("400", failure("api-400"))
        .response("403", failure("api-403"))
        .response("409", failure("api-409"))
        .response("413", ResponseBuilder::new().description(t("api-413")).build())
        .response("415", failure("api-415"))
        .response("422", failure("api-422"))
        .response("503", failure("api-503"))
        .build();
    PathItem::new(HttpMethod::Post, operation)
}

fn page(stem: &str, question: &str) -> PathItem {
    let mut operation = OperationBuilder::new().summary(Some(question));
    let mut parameters: Vec<Parameter> = stem
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| {
            let text = ObjectBuilder::new().schema_type(Type::String);
            let part = Parameter::builder().name(name).parameter_in(ParameterIn::Path);
            part.required(Required::True).schema(Some(text)).build()
        })
        .collect();
    for (name, help) in [("per", "api-per"), ("kejadian", "api-kejadian")] {
        let text = ObjectBuilder::new().schema_type(Type::String);
        let part = Parameter::builder().name(name).parameter_in(ParameterIn::Query);
        let part = part.required(Required::False).description(Some(t(help)));
        parameters.push(part.schema(Some(text)).build());
    }
    operation = operation.parameters(Some(parameters));
    let any = ObjectBuilder::new().build();
    let operation = operation
        .response("200", answer("api-halaman", "application/json", Schema::Object(any)))
        .response("404", failure("api-404"))
        .build();
    PathItem::new(HttpMethod::Get, operation)
}

fn answer(key: &str, content_type: &str, schema: Schema) -> Response {
    ResponseBuilder::new()
        .description(t(key))
        .content(content_type, Content::new(Some(schema)))
        .build()
}

fn failure(key: &str) -> Response {
    let problem = RefOr::Ref::<Schema>(Ref::from_schema_name("Galat"));
    ResponseBuilder::new()
        .description(t(key))
        .content("application/problem+json", Content::new(Some(problem)))
        .build()
}

/// One row of a kind.
fn row(kind: Kind, pack: &RulePack) -> Schema {
    let mut object = ObjectBuilder::new();
    for column in columns_of(kind, pack) {
        object = object.property(&column.name, cell(&column));
        if column.required {
            object = object.required(&column.name);
        }
    }
    Schema::Object(
        object.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false))).build(),
    )
}

fn cell(column: &Column) -> Schema {
    let mut text = ObjectBuilder::new()
        .description(Some(column.help.clone()))
        .title(Some(column.title.clone()))
        .schema_type(match column.holds {
            Holds::Whole => Type::Integer,
            _ => Type::String,
        });
    if column.holds == Holds::Date {
        text = text.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    }
    if !column.choices.is_empty() && column.holds != Holds::Codes {
        let codes = column.choices.iter().map(|(code, _)| match column.holds {
            Holds::Whole => code.parse::<u64>().map_or(Value::Null, Value::from),
            _ => Value::from(code.as_str()),
        });
        text = text.enum_values(Some(codes.collect::<Vec<_>>()));
    }
    if !column.example.is_empty() {
        let example = match (column.holds, column.example.parse::<u64>()) {
            (Holds::Whole, Ok(number)) => Value::from(number),
            _ => Value::from(column.example.as_str()),
        };
        text = text.examples([example]);
    }
    Schema::Object(text.build())
}

fn recorded() -> Schema {
    let whole = || ObjectBuilder::new().schema_type(Type::Integer);
    let object = ObjectBuilder::new()
        .property("jenis", ObjectBuilder::new().schema_type(Type::String))
        .property("baris", whole())
        .property("baru", whole())
        .property("ulang", whole())
        .property("kejadian", whole().description(Some(t("api-posisi"))))
        .property("saran", ArrayBuilder::new().items(ObjectBuilder::new().build()).build());
    Schema::Object(object.build())
}

fn problem() -> Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let row = ObjectBuilder::new()
        .property("baris", ObjectBuilder::new().schema_type(Type::Integer))
        .property("kolom", text())
        .property("pesan", text())
        .property("alasan", text())
        .property("sumber", text());
    let object = ObjectBuilder::new()
        .description(Some(t("api-galat")))
        .property("type", text())
        .property("title", text())
        .property("status", ObjectBuilder::new().schema_type(Type::Integer))
        .property("detail", text())
        .property("sumber", text())
        .property("galat", ArrayBuilder::new().items(row.build()).build())
        .examples([json!({"type": "about:blank", "title": t("api-contoh-galat"), "status": 422})]);
    Schema::Object(object.build())
}
