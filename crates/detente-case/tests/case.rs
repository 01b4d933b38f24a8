//! A case from end to end, over real files.

use detente_case::{Case, Filter, Input, ReadOptions};
use detente_record::{Refused, Report};

fn write(folder: &std::path::Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn a_folder_is_read_once_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "Talks in Geneva\n\nThe two ministers met in Geneva on Monday. They spoke for an hour.\n");
    write(
        folder.path(),
        "b.jsonl",
        "{\"title\":\"First\",\"date\":\"2020-02-14\",\"text\":\"The first convoy crossed the line at dawn.\"}\n\
         {\"title\":\"Second\",\"text\":\"A second convoy was turned back by the guards.\"}\n",
    );
    write(folder.path(), "c.txt", "");
    let mut case = Case::temporary().unwrap();
    let inputs = [Input::Path(folder.path().to_owned())];
    let summary = case.read(&inputs, &ReadOptions::default(), &()).unwrap();
    assert_eq!((summary.added, summary.known, summary.refused), (3, 0, 1), "{summary:?}");
    let reports: Vec<Report> = case.rows(&Filter::default()).unwrap();
    assert_eq!(reports.len(), 3);
    let refused: Vec<Refused> = case.rows(&Filter::default()).unwrap();
    assert_eq!(refused.len(), 1);
    let again = case.read(&inputs, &ReadOptions::default(), &()).unwrap();
    assert_eq!((again.added, again.known, again.refused), (0, 3, 1));
    let verified = case.verify(&()).unwrap();
    assert_eq!(verified.failures, Vec::<String>::new());
    for report in &reports {
        let bytes = case.original(&report.id).unwrap();
        assert_eq!(bytes.len(), report.bytes);
    }
    let hits = case.search("convoy \"turned back\"", 10).unwrap();
    assert_eq!(hits.len(), 1);
    println!("{hits:#?}");
}
