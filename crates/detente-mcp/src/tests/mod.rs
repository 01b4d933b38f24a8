//! A real case, asked as an assistant asks: through the protocol's own client, over a pipe.

mod asking;
mod bounds;
mod failing;
mod hostile;
mod reading;

use crate::server::Server;
use crate::shown::clean;
use detente_case::{Case, Filter, Input, ReadOptions};
use detente_record::Report;
use rmcp::model::{CallToolRequestParams, CallToolResult, ContentBlock, Tool};
use rmcp::service::{RoleClient, RunningService};
use rmcp::{ServiceError, ServiceExt};
use serde_json::Value;
use std::path::PathBuf;

/// A truce, a denial, a toll and a promise, by invented outlets.
const TRUCE: &str = "Truce holds at Kassala crossing\n\n\
    KASSALA, 3 March 2024 — The Sudanese army said on Sunday that the Rapid Support Forces had broken the truce. \
    The Rapid Support Forces denied it. \"We have not fired a single shell,\" their spokesman said.\n\n\
    Sudan promised to open the crossing by 15 March.\n";

const TOLL: &str = "Market shelled in Nyala\n\n\
    NYALA, 4 March 2024 — At least 14 people were killed and 30 wounded when shells hit the market in Nyala, doctors \
    said. The army shelled the market, the Rapid Support Forces said.\n\n\
    The army denied firing on the town. \"We have not shelled any market,\" its spokesman said.\n";

/// A folder whose name must be in no answer, with a case in it.
struct Desk {
    folder: tempfile::TempDir,
}

const FOLDER: &str = "nobody-s-business";

impl Desk {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::Builder::new().prefix(FOLDER).tempdir().unwrap();
        let desk = Self { folder };
        desk.read(files);
        desk
    }

    fn usual() -> Self {
        Self::new(&[("truce.txt", TRUCE.as_bytes()), ("toll.txt", TOLL.as_bytes())])
    }

    /// Without a case.
    fn bare() -> Self {
        Self { folder: tempfile::Builder::new().prefix(FOLDER).tempdir().unwrap() }
    }

    fn read(&self, files: &[(&str, &[u8])]) {
        let input = |(name, bytes): &(&str, &[u8])| {
            let path = self.folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            Input::Path(path)
        };
        let inputs: Vec<Input> = files.iter().map(input).collect();
        let mut case = Case::open(&self.path()).unwrap();
        if !inputs.is_empty() {
            case.read(&inputs, &ReadOptions::default(), &()).unwrap();
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("case.detente")
    }

    fn case(&self) -> Case {
        Case::open_existing(&self.path()).unwrap()
    }

    /// The id of the report read from a file.
    fn report(&self, file: &str) -> String {
        let reports: Vec<Report> = self.case().rows(&Filter::default()).unwrap();
        let named =
            |report: &Report| report.path.as_deref().is_some_and(|path| path.ends_with(file));
        reports.into_iter().find(named).unwrap().id
    }

    /// Speaks with the server through the protocol's client.
    fn speak<A>(&self, talk: impl AsyncFnOnce(&RunningService<RoleClient, ()>) -> A) -> A {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (ours, theirs) = tokio::io::duplex(1 << 16);
            let server = Server::new(&self.path());
            let serving =
                tokio::spawn(async move { server.serve(theirs).await.unwrap().waiting().await });
            let client = ().serve(ours).await.unwrap();
            let said = talk(&client).await;
            client.cancel().await.unwrap();
            serving.await.unwrap().unwrap();
            said
        })
    }

    fn raw(&self, tool: &'static str, arguments: Value) -> Result<CallToolResult, ServiceError> {
        let arguments = arguments.as_object().cloned().unwrap_or_default();
        let call = CallToolRequestParams::new(tool).with_arguments(arguments);
        self.speak(async |client| client.call_tool(call).await)
    }

    /// What a tool answers, held to what holds for every answer.
    fn call(&self, tool: &'static str, arguments: Value) -> Value {
        let asked = arguments.to_string();
        let result = self.raw(tool, arguments).unwrap();
        assert_ne!(result.is_error, Some(true), "{tool} {asked}: {}", text(&result));
        let answer = result.structured_content.clone().expect("structured content");
        let said = text(&result);
        assert_eq!(
            serde_json::from_str::<Value>(&said).ok().as_ref(),
            Some(&answer),
            "the text says the same"
        );
        assert!(
            said.len() <= 60_000,
            "{tool} {asked}: {} bytes are more than an answer has",
            said.len()
        );
        assert!(
            answer["untrusted"].as_str().is_some_and(|text| text.contains("untrusted data")),
            "{tool} {asked}"
        );
        assert!(
            answer["rows"].is_array() && answer.get("next").is_some(),
            "{tool} {asked}: {said}"
        );
        self.harmless(&said);
        answer
    }

    /// The rows of an answer.
    fn rows(&self, tool: &'static str, arguments: Value) -> Vec<Value> {
        self.call(tool, arguments)["rows"].as_array().cloned().unwrap()
    }

    /// The sentence by which a tool refuses.
    fn refusal(&self, tool: &'static str, arguments: Value) -> String {
        let asked = arguments.to_string();
        let result = self.raw(tool, arguments).unwrap();
        let said = text(&result);
        assert_eq!(result.is_error, Some(true), "{tool} {asked} is answered: {said}");
        self.harmless(&said);
        said
    }

    /// Nothing that goes out names a folder of the machine or holds what nobody sees.
    fn harmless(&self, said: &str) {
        assert!(!said.contains(FOLDER), "a path of the machine: {said}");
        assert_eq!(clean(said).1, 0, "hidden characters: {said:?}");
    }

    fn tools(&self) -> Vec<Tool> {
        self.speak(async |client| client.list_all_tools().await.unwrap())
    }

    fn instructions(&self) -> String {
        self.speak(async |client| client.peer_info().unwrap().instructions.clone().unwrap())
    }
}

/// The text of a result.
fn text(result: &CallToolResult) -> String {
    let one = |block: &ContentBlock| block.as_text().map(|text| text.text.clone());
    result.content.iter().filter_map(one).collect()
}

/// Every quotation within a value: its report, its bytes, its words.
fn quotes(value: &Value) -> Vec<(String, [usize; 2], String)> {
    let all = detente_exchange::why::evidence(value);
    let parts = |one: detente_record::Evidence| {
        let report = one.report.clone();
        one.parts.into_iter().map(move |part| (report.clone(), part.bytes, part.quote))
    };
    all.into_iter().flat_map(parts).collect()
}
