//! What changed, as the command shows it.

use crate::harness::Desk;
use serde_json::Value;

const FIRST: &str = "Shells hit Khartoum market\n\nKHARTOUM, June 1, 2023 - Shells hit a crowded market in \
    Khartoum on Wednesday, killing 18 people, a committee of residents said.\n";
const SECOND: &str = "Market under fire\n\nKHARTOUM, June 1, 2023 - At least 11 people were killed on Wednesday \
    when shells hit a market in Khartoum, doctors said.\n";

#[test]
fn a_difference_names_rows_fields_and_reports() {
    let desk = Desk::new();
    desk.file("a.txt", FIRST);
    desk.file("b.txt", SECOND);
    desk.expect(0, &["read", "--quiet", "a.txt"]);
    let first = desk.rows("reports")[0]["id"].as_str().expect("an id").to_owned();
    desk.expect(0, &["read", "--quiet", "b.txt"]);
    let lines: Vec<Value> = desk
        .expect(0, &["diff", &format!("{first}..")])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines[0]["kind"], "moment");
    let grown = lines.iter().find(|line| line["kind"] == "incident").expect("an incident changed");
    assert!(grown["fields"].as_array().expect("fields").iter().any(|one| one["name"] == "sources"));
    let table = desk.expect(0, &["diff", "--since", &first, "--format", "table"]);
    assert!(table.contains("read ") && table.contains("sources: 1 → 2"), "{table}");
    assert!(desk.expect(0, &["diff", "..", "--format", "csv"]).starts_with("kind,id,what"));
    desk.expect(2, &["diff"]);
    desk.expect(2, &["diff", "nonsense"]);
    desk.expect(2, &["diff", "nonsense.."]);
    assert!(desk.expect(0, &["diff", "--help"]).contains("Examples:"));
}
