//! Drawings as shapes with their places; templates write them as SVG, so that every word in them goes
//! through the escaper.

pub(crate) mod axis;
pub(crate) mod network;
pub(crate) mod spread;
pub(crate) mod term;

#[cfg(test)]
mod tests {
    use super::axis::day;
    use super::network::{self, Network, Tie};
    use super::spread::{self, Chart, Item, Row};
    use askama::Template;

    const HOSTILE: &str = "</title><script>alert(1)</script> \u{202e}\"x\" onload='y' & <b>";

    /// A chart alone, by the template that pages include.
    #[derive(Template)]
    #[template(path = "spread.html")]
    struct OverTime {
        chart: Chart,
        shown: usize,
        counted: bool,
        left_out: Vec<String>,
        moves: Vec<(&'static str, &'static str, String)>,
    }

    #[derive(Template)]
    #[template(path = "network.html")]
    struct Pairs {
        network: Network,
    }

    fn is_harmless(page: &str) {
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains('\u{202e}'));
        assert!(
            !page.contains("</title></title>") && !page.contains("\"x\"") && !page.contains("='y'")
        );
        assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
        assert!(!page.contains("style=") && !page.contains("NaN"), "{page}");
    }

    #[test]
    fn no_word_of_a_report_acts_in_a_chart() {
        let date = day("2020-02-10", false).unwrap();
        let item = Item {
            from: Some(date),
            to: date,
            throughout: false,
            disputed: true,
            deadline: false,
            link: "/incidents/1".into(),
            told: HOSTILE.into(),
        };
        let row = Row {
            name: HOSTILE.into(),
            link: None,
            key: String::new(),
            items: vec![item; 40],
            counts: vec![],
        };
        let chart = spread::draw(&[row], [date, date], &|_, _| "/timeline".into());
        let page = OverTime { chart, shown: 40, counted: false, left_out: vec![], moves: vec![] };
        is_harmless(&page.render().unwrap());
    }

    #[test]
    fn no_word_of_a_report_acts_in_a_network() {
        let tie = Tie {
            keys: ["state:\"'<b>".into(), "b".into()],
            names: [HOSTILE.into(), HOSTILE.into()],
            link: "/relations/pair?a=1&b=2".into(),
            told: HOSTILE.into(),
            class: "hostile",
            incidents: 3,
        };
        let page = Pairs { network: network::draw(&[tie]).unwrap() };
        is_harmless(&page.render().unwrap());
    }
}
