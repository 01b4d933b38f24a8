//! Throughput and memory of the text stage: from the bytes of a JSON Lines file to documents.

use crate::{loads, memory};
use detente_text::container::members;
use detente_text::{Limits, Member, Refusal};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

/// Reports in the memory run.
const MANY: usize = 100_000;

pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    println!("| load | reports | MB | threads | MB/s | reports/s | peak MiB |");
    println!("|---|---|---|---|---|---|---|");
    let mut files = vec![];
    for (load, _) in loads::LOADS {
        let (path, reports, bytes) = loads::unpack(data, load, folder.path())?;
        files.push((load.to_owned(), path, reports, bytes));
    }
    let (path, bytes) = loads::many(data, MANY, folder.path())?;
    files.push(("both, repeated".to_owned(), path, MANY, bytes));
    for (load, path, reports, bytes) in files {
        for threads in [1, 2] {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg("text-once").arg(&path).arg(threads.to_string());
            let run = memory::run(&mut command)?;
            let seconds: f64 = run.output.trim().parse()?;
            let mb = bytes as f64 / 1e6;
            println!(
                "| {load} | {reports} | {mb:.1} | {threads} | {:.1} | {:.0} | {:.0} |",
                mb / seconds,
                reports as f64 / seconds,
                run.peak_mib
            );
        }
    }
    Ok(())
}

/// Reads every report of a file on so many threads and prints the seconds it took.
pub(crate) fn once(file: &Path, threads: usize) -> anyhow::Result<()> {
    let mut input = std::fs::File::open(file)?;
    let limits = Limits::default();
    let started = Instant::now();
    let (sender, receiver) = sync_channel::<Vec<Member>>(4);
    let receiver = Mutex::new(receiver);
    let mut refused = 0usize;
    let read: usize = std::thread::scope(|scope| {
        let work = || {
            let mut read = 0;
            loop {
                let next = receiver.lock().map(|receiver| receiver.recv());
                let Ok(Ok(batch)) = next else { return read };
                let documents = batch.iter().map(|member| detente_text::read(member, &limits));
                read += documents.filter(Result::is_ok).count();
            }
        };
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mut batch = vec![];
        let no_pdf = |_: &[u8]| Err(Refusal::new("unknown-format", "no PDF here"));
        members(&mut input, &file.to_string_lossy(), &limits, &no_pdf, &mut |member| {
            match member {
                Ok(member) => batch.push(member),
                Err(_) => refused += 1,
            }
            if batch.len() == 64 && sender.send(std::mem::take(&mut batch)).is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        // If all workers are gone, their joins below say why.
        let _ = sender.send(batch);
        drop(sender);
        workers.into_iter().map(|worker| worker.join().unwrap_or(0)).sum()
    });
    anyhow::ensure!(read > 0, "nothing was read, {refused} refused");
    println!("{:.4}", started.elapsed().as_secs_f64());
    Ok(())
}
