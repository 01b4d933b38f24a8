//! `/api`: what programs may ask, read from the OpenAPI document.

use askama::Template;
use serde_json::Value;

/// The page.
#[derive(Template)]
#[template(path = "api.html")]
pub(crate) struct Api {
    description: String,
    calls: Vec<Call>,
}

struct Call {
    method: String,
    path: String,
    summary: String,
    role: String,
    parameters: Vec<(String, String)>,
    /// Whether a look at it can be had by following a link.
    link: bool,
}

/// Every call of the document, in its order.
pub(crate) fn page() -> Api {
    let document = crate::api::document();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut calls = vec![];
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, call) in methods.as_object().into_iter().flatten() {
            let parameters = call["parameters"].as_array().into_iter().flatten();
            let parameters: Vec<_> =
                parameters.map(|one| (text(&one["name"]), text(&one["description"]))).collect();
            calls.push(Call {
                link: method == "get" && !path.contains('{'),
                method: method.to_uppercase(),
                path: path.clone(),
                summary: text(&call["summary"]),
                role: text(&call["x-role"]),
                parameters,
            });
        }
    }
    Api { description: text(&document["info"]["description"]), calls }
}
