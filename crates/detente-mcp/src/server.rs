//! Which call is answered by what.

use crate::failure::Failure;
use crate::resources;
use crate::tools::{self, Answer};
use crate::words::INSTRUCTIONS;
use detente_case::Case;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorCode,
    Implementation, ListResourceTemplatesResult, ListResourcesResult, ListToolsResult,
    PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse, ServerCapabilities,
    ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The case that is asked.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    path: Arc<PathBuf>,
}

impl Server {
    pub(crate) fn new(case: &Path) -> Self {
        Self { path: Arc::new(case.to_owned()) }
    }

    /// Asks the case, away from the thread that talks to the assistant.
    ///
    /// Each call opens the file anew (well below a millisecond), so that a case that was restored,
    /// merged or replaced meanwhile is the one that answers.
    async fn ask<A: Send + 'static>(
        &self,
        work: impl FnOnce(&Case) -> Result<A, Failure> + Send + 'static,
    ) -> Result<A, Failure> {
        let path = self.path.clone();
        let work = move || work(&Case::open_existing(&path)?);
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Failure::broken()))
    }
}

/// What was found as structured content, and the same as text for those who read only text.
fn told(answer: Result<Answer, Failure>) -> CallToolResult {
    match answer {
        Ok(answer) => CallToolResult::structured(answer.into_json()),
        Err(failure) => CallToolResult::error(vec![ContentBlock::text(failure.told())]),
    }
}

fn refused(code: ErrorCode) -> impl Fn(Failure) -> ErrorData {
    move |failure| ErrorData::new(code, failure.told(), None)
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        let own = Implementation::new("detente", env!("CARGO_PKG_VERSION"))
            .with_title("detente: the record of a conflict, with the words it rests on");
        ServerConfig::new(capabilities).with_server_info(own).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::list()))
    }

    async fn call_tool(
        &self,
        call: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = tools::named(&call.name) else {
            let known: Vec<&str> = tools::ALL.iter().map(|tool| tool.name).collect();
            let said = format!("There is no such tool; there are {}.", known.join(", "));
            return Err(ErrorData::invalid_params(said, None));
        };
        let arguments = call.arguments.unwrap_or_default();
        // Arguments that are not understood are told before any case is opened.
        let answer = match (tool.understand)(arguments) {
            Ok(work) => self.ask(work).await,
            Err(failure) => Err(failure),
        };
        Ok(told(answer).into())
    }

    async fn list_resources(
        &self,
        page: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let cursor = page.and_then(|page| page.cursor);
        let listed = self.ask(move |case| resources::list(case, cursor.as_deref())).await;
        listed.map_err(refused(ErrorCode::INVALID_PARAMS))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(vec![resources::template()]))
    }

    async fn read_resource(
        &self,
        asked: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let read = self.ask(move |case| resources::read(case, &asked.uri)).await;
        read.map(Into::into).map_err(refused(ErrorCode::RESOURCE_NOT_FOUND))
    }
}
