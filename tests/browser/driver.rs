//! Chromium without a window, driven by WebDriver, and a case served to it.

use detente_case::{Case, Input, ReadOptions};
use detente_server::{Door, serve};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use thirtyfour::prelude::*;

/// A case that is served as long as the test runs.
pub(crate) struct Site {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) base: String,
}

impl Site {
    /// The reports in `examples/`.
    pub(crate) fn of_the_examples() -> Self {
        let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        Self::of(&[Input::Path(examples)])
    }

    pub(crate) fn of(inputs: &[Input]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.detente");
        let summary =
            Case::open(&path).unwrap().read(inputs, &ReadOptions::default(), &()).unwrap();
        assert!(summary.added > 0, "{summary:?}");
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let address: SocketAddr = "127.0.0.1:0".parse().unwrap();
            let mut ready = |address: SocketAddr| tell.send(address).unwrap();
            serve(&path, address, Door::default(), Arc::new(ReadOptions::default), &mut ready)
        });
        let address = told.recv().expect("the pages are served");
        Self { folder, base: format!("http://{address}") }
    }

    pub(crate) fn case(&self) -> Case {
        Case::open_existing(&self.folder.path().join("case.detente")).unwrap()
    }
}

/// A browser; both it and its driver end with it.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    _process: Ends,
    base: String,
}

/// What a browser is denied.
#[derive(Clone, Copy, Default)]
pub(crate) struct Without {
    pub(crate) scripts: bool,
}

impl Browser {
    /// Starts one that can reach nothing but the pages: no other name resolves.
    pub(crate) async fn start(site: &Site, without: Without) -> WebDriverResult<Self> {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut process = Ends(
            started.expect("chromedriver: install chromium and chromium-driver (`.ci/run` does)"),
        );
        let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, after) = line.split_once("started successfully on port ")?;
            after.trim_end_matches('.').parse::<u16>().ok()
        });
        // What it says later is read too, so that it can go on saying it.
        std::thread::spawn(move || lines.for_each(drop));
        let mut caps = DesiredCapabilities::chrome();
        for arg in [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--window-size=1400,1000",
            // A page that still scrolls can't be clicked.
            "--force-prefers-reduced-motion",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ] {
            caps.add_arg(arg)?;
        }
        if without.scripts {
            let off =
                serde_json::json!({ "profile.managed_default_content_settings.javascript": 2 });
            caps.add_experimental_option("prefs", off)?;
        }
        let port = port.expect("chromedriver says its port");
        let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), caps).await?;
        Ok(Self { driver, _process: process, base: site.base.clone() })
    }

    pub(crate) async fn open(&self, path: &str) -> WebDriverResult<()> {
        self.driver.goto(format!("{}{path}", self.base)).await
    }

    /// The path of the page that is open, with what follows it.
    pub(crate) async fn path(&self) -> WebDriverResult<String> {
        let url = self.driver.current_url().await?.to_string();
        Ok(url.strip_prefix(&self.base).unwrap_or(&url).to_owned())
    }

    pub(crate) async fn text(&self, css: &str) -> WebDriverResult<String> {
        self.driver.find(By::Css(css)).await?.text().await
    }

    pub(crate) async fn all(&self, css: &str) -> WebDriverResult<Vec<WebElement>> {
        self.driver.find_all(By::Css(css)).await
    }

    pub(crate) async fn click(&self, css: &str) -> WebDriverResult<()> {
        let element = self.driver.find(By::Css(css)).await?;
        element.scroll_into_view().await?;
        element.click().await
    }

    /// Waits until the page shows these words: what a form sends is worked on before the answer comes, on a
    /// busy machine for longer than a click is waited for.
    pub(crate) async fn shows(&self, words: &str) -> WebDriverResult<()> {
        let found = self.driver.query(By::XPath(format!("//main[contains(., '{words}')]")));
        found.wait(Duration::from_secs(60), Duration::from_millis(100)).first().await.map(drop)
    }

    pub(crate) async fn fill(&self, css: &str, text: &str) -> WebDriverResult<()> {
        let field = self.driver.find(By::Css(css)).await?;
        field.clear().await?;
        field.send_keys(text).await
    }

    /// What a script gives, as JSON.
    pub(crate) async fn ask(&self, script: &str) -> WebDriverResult<serde_json::Value> {
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    pub(crate) async fn end(self) -> WebDriverResult<()> {
        self.driver.clone().quit().await
    }
}

/// The driver's process, which ends with this, also where a test failed.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a test against a browser that is ended whatever becomes of it.
pub(crate) fn run<F: Future<Output = WebDriverResult<()>>>(test: F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test).unwrap();
}
