//! How a figure moves with its step: by the breath, by the reps, by itself, and not at all.

use std::time::Duration;

use unkink::figure::{Dots, Pace};
use unkink::routine::{BUNDLED, Bundled};
use unkink::time::Moment;

use crate::rig::{Rig, at, seconds};
use crate::screens::hands::{Hands, library, opening};

const CYCLE: Duration = Duration::from_secs(4);

fn step(dose: &str) -> String {
    format!("name = \"R\"\n[[step]]\nname = \"one\"\nprep = 10\nafter = 10\n{dose}\n")
}

/// The phase, in hundredths, at so many seconds of a session; `*` where it moves on.
fn phases(text: &str, moments: &[f64]) -> String {
    paced(Pace::Breath, text, moments)
}

/// The same with something else that sets the time, and `'` on the second side.
fn paced(pace: Pace, text: &str, moments: &[f64]) -> String {
    let mut rig = Rig::new(text);
    let mut shown = Vec::new();
    for moment in moments {
        rig.walk(Moment::ZERO + seconds(*moment));
        let motion = rig.session.motion(rig.now, CYCLE, pace);
        let moves = if motion.next.is_some() { "*" } else { "" };
        let side = if motion.side == 1 { "'" } else { "" };
        shown.push(format!("{moment}: {:.0}{side}{moves}", motion.phase * 100.0));
    }
    shown.join(", ")
}

#[test]
fn a_breath_moves_it_out_and_back() {
    let text = step("hold = 20\nbreath = { in = 4, hold = 1, out = 4, pause = 1 }");
    let shown = phases(&text, &[10.0, 12.0, 14.5, 17.0, 19.5, 20.0, 22.0]);
    assert_eq!(shown, "10: 0*, 12: 25*, 14.5: 50, 17: 75*, 19.5: 0, 20: 0*, 22: 25*");
}

#[test]
fn a_short_rep_moves_it_out_and_holds_it_and_the_gap_brings_it_back() {
    let text = step("hold = 4\nreps = 3\ngap = 2");
    assert_eq!(
        phases(&text, &[10.0, 11.0, 12.0, 13.5, 14.0, 14.5, 15.5]),
        "10: 0*, 11: 25*, 12: 50, 13.5: 50, 14: 50*, 14.5: 75*, 15.5: 100"
    );
}

#[test]
fn reps_without_a_gap_are_one_movement_each() {
    assert_eq!(
        phases(&step("hold = 6\nreps = 2"), &[10.0, 13.0, 15.4, 16.0, 19.0]),
        "10: 0*, 13: 50*, 15.4: 90*, 16: 0*, 19: 50*"
    );
}

#[test]
fn else_it_goes_its_own_way_and_rests_with_the_person() {
    let text = step("hold = 30\nreps = 2\ngap = 5");
    assert_eq!(phases(&text, &[1.0, 10.0, 11.0, 14.0, 41.0, 46.0]), "1: 25*, 10: 0*, 11: 25*, 14: 0*, 41: 0, 46: 25*");
}

#[test]
fn what_is_held_stays_out_for_the_hold_and_comes_back_after_it_on_the_same_side() {
    let text = step("hold = 20\nsides = \"each\"\nswitch = 5\nbreath = { in = 4, out = 6 }")
        + "[[step]]\nname = \"two\"\nhold = 10";
    let shown =
        paced(Pace::Hold, &text, &[1.0, 10.0, 11.0, 12.0, 20.0, 30.0, 31.0, 32.5, 35.0, 37.0, 55.0, 56.0, 57.5]);
    insta::assert_snapshot!(shown, @"1: 25*, 10: 0*, 11: 25*, 12: 50, 20: 50, 30: 50*, 31: 75*, 32.5: 100', 35: 0'*, 37: 50', 55: 50'*, 56: 75'*, 57.5: 100'");
    let reps = step("hold = 8\nreps = 2\nbreath = { in = 4, out = 4 }");
    insta::assert_snapshot!(paced(Pace::Hold, &reps, &[10.0, 14.0, 17.0, 18.0, 22.0, 26.0]), @"10: 0*, 14: 50*, 17: 88*, 18: 0*, 22: 50*, 26: 100");
    insta::assert_snapshot!(paced(Pace::Hold, &step("until = \"key\""), &[10.0, 11.0, 13.0]), @"10: 0*, 11: 25*, 13: 75*");
}

#[test]
fn what_has_its_own_time_leaves_the_breath_and_rests_with_the_person() {
    let text = step("hold = 20\nbreath = { in = 4, out = 6 }");
    insta::assert_snapshot!(paced(Pace::Own, &text, &[1.0, 10.0, 11.0, 12.0, 14.0, 29.0, 31.0]), @"1: 25*, 10: 0*, 11: 25*, 12: 50*, 14: 0*, 29: 75*, 31: 0");
    let reps = step("hold = 6\nreps = 2\ngap = 4");
    insta::assert_snapshot!(paced(Pace::Own, &reps, &[10.0, 11.0, 15.0, 16.0, 17.0]), @"10: 0*, 11: 25*, 15: 25*, 16: 0, 17: 0");
}

#[test]
fn the_rest_before_a_step_shows_it_once_the_present_one_is_back() {
    let mut rig = Rig::new(&(step("hold = 10\nsets = 2\nrest = 10") + "[[step]]\nname = \"two\"\nhold = 10"));
    let mut phase = |at: f64| {
        rig.walk(Moment::ZERO + seconds(at));
        rig.session.preview(rig.now, CYCLE).map(|motion| (motion.phase, motion.side, motion.next.is_some()))
    };
    assert_eq!((phase(15.0), phase(25.0)), (None, None), "neither in a hold nor between sets");
    assert_eq!(phase(41.5), None);
    assert_eq!((phase(42.0), phase(43.0)), (Some((0.0, 0, true)), Some((0.25, 0, true))));
    assert_eq!(phase(65.0), None, "nothing comes after the last");
}

#[test]
fn a_check_shows_who_does_the_next_step() {
    let text = "name = \"Two\"\n[[step]]\nname = \"Cat\"\nfigure = \"cat-cow\"\nhold = 10\nprep = 5\nafter = 20\n\
                [[step]]\nname = \"Slide\"\nfigure = \"wall-slide\"\nhold = 10\n";
    let open = || Hands::open(opening(library(&[("two", text)]), Some("two"))).past(&["two"]).press("enter");
    insta::assert_snapshot!("figure_of_what_comes", open().wait(19.0).text(80, 24));
}

#[test]
fn a_pause_leaves_it_where_it_is() {
    let mut rig = Rig::new(&step("hold = 30")).wait(11.0);
    rig.act(unkink::action::Action::Toggle);
    let then = rig.session.motion(rig.now, CYCLE, Pace::Breath);
    assert_eq!((then.phase, then.next), (0.25, None));
    let later = rig.wait(60.0);
    assert_eq!(later.session.motion(later.now, CYCLE, Pace::Breath).phase, 0.25);
    let _ = at(later.now);
}

/// Two sides of a bundled figure, after a prep of five seconds.
fn turning() -> Hands {
    let text = "name = \"Turn\"\n[[step]]\nname = \"Open book\"\nfigure = \"open-book\"\nsides = \"each\"\nhold = 20\nprep = 5\n";
    Hands::open(opening(library(&[("turn", text)]), Some("turn"))).past(&["turn"]).press("enter")
}

/// How often the program is called in the next seconds.
fn calls(mut hands: Hands, (columns, rows): (u16, u16), s: f64) -> usize {
    hands.tell(unkink::app::Msg::Resized { columns, rows });
    let end = hands.now + seconds(s);
    let mut calls = 0;
    while let Some(due) = hands.app.deadline(hands.now).filter(|due| *due <= end) {
        calls += 1;
        let ahead = due.since(hands.now).as_secs_f64();
        hands = hands.wait(ahead);
    }
    calls
}

#[test]
fn a_figure_is_drawn_eight_times_a_second_at_most_and_only_where_it_is_seen_and_moves() {
    let hold = || turning().wait(8.5);
    let moving = calls(hold(), (80, 24), 10.0);
    assert!((40..=80).contains(&moving), "{moving}");
    assert!(calls(hold(), (40, 12), 10.0) <= 12, "a small window has none");
    assert_eq!(calls(hold().press("space"), (80, 24), 20.0), 0, "it stands still in a pause");
}

#[test]
fn the_other_side_is_seen_in_a_mirror() {
    let dots = |hands: &Hands| -> Vec<(usize, usize)> {
        let text = hands.text(120, 40);
        let cells =
            text.lines().enumerate().flat_map(|(y, line)| line.chars().enumerate().map(move |(x, c)| (x, y, c)));
        cells.filter(|(_, _, c)| ('\u{2801}'..='\u{28ff}').contains(c)).map(|(x, y, _)| (x, y)).collect()
    };
    // The same phase of its own cycle on both sides.
    let (left, right) = (dots(&turning().wait(5.0)), dots(&turning().wait(30.0)));
    assert!(left.len() > 40);
    let edges =
        |dots: &[(usize, usize)]| (dots.iter().map(|d| d.0).min().unwrap(), dots.iter().map(|d| d.0).max().unwrap());
    let (from, to) = (edges(&left).0.min(edges(&right).0), edges(&left).1.max(edges(&right).1));
    let mut mirrored: Vec<_> = right.iter().map(|(x, y)| (from + to - x, *y)).collect();
    mirrored.sort_by_key(|(x, y)| (*y, *x));
    let near = left.iter().filter(|(x, y)| mirrored.iter().any(|(mx, my)| my == y && mx.abs_diff(*x) <= 1)).count();
    assert!(near * 10 >= left.len() * 9, "{near} of {}", left.len());
}

#[test]
fn without_figures_nothing_is_drawn_and_the_clock_has_the_room() {
    let mut opening = opening(
        library(&[("turn", "name = \"T\"\n[[step]]\nname = \"a\"\nfigure = \"open-book\"\nhold = 20\n")]),
        Some("turn"),
    );
    opening.settings.figures = None;
    let hands = Hands::open(opening).past(&["turn"]).press("enter").wait(12.0);
    assert!(!hands.text(120, 40).chars().any(|c| ('\u{2801}'..='\u{28ff}').contains(&c)));
}

#[test]
fn every_figure_that_a_shipped_routine_names_is_there_and_without_a_problem() {
    for Bundled { id, text, .. } in &BUNDLED {
        let routine = unkink::routine::parse(id, text).0.unwrap();
        for step in &routine.steps {
            let name = step.how.figure.as_deref().unwrap_or_else(|| panic!("{id}: {} has none", step.name));
            let (figure, problems) = unkink::figure::Figure::parse(name, unkink::figure::bundled(name).expect(name));
            assert!(figure.is_some() && problems.is_empty(), "{name}: {problems:?}");
        }
    }
}

#[test]
fn a_figure_of_ones_own_stands_beside_its_routine_or_in_the_folder_of_figures() {
    let config = tempfile::tempdir().unwrap();
    let (routines, figures) = (config.path().join("routines"), config.path().join("figures"));
    std::fs::create_dir_all(&routines).unwrap();
    std::fs::create_dir_all(&figures).unwrap();
    let text = "name = \"Mine\"\n[[step]]\nname = \"a\"\nhold = 10\nfigure = \"near\"\n[[step]]\nname = \"b\"\nhold = 10\nfigure = \"far\"\n";
    std::fs::write(routines.join("mine.toml"), text).unwrap();
    let drawn = unkink::figure::bundled("cat-cow").unwrap();
    std::fs::write(routines.join("near.figure.toml"), drawn).unwrap();
    std::fs::write(figures.join("far.toml"), drawn).unwrap();
    std::fs::write(figures.join("breath.toml"), drawn).unwrap();
    let library = unkink::edge::routines::Shelf::new(Some(routines)).read().0;
    let cat_cow = library.figure("desk-break", "cat-cow");
    assert!(cat_cow.is_some());
    for name in ["near", "far"] {
        assert_eq!(library.figure("mine", name), cat_cow, "{name}");
    }
    assert_eq!(library.figure("desk-break", "near"), None, "it belongs to its routine");
    assert_eq!(library.figure("desk-break", "breath"), cat_cow, "one's own stands in for a bundled one");
    assert!(library.find("near.figure").is_none() && library.find("mine").is_some());
}

#[test]
fn a_figure_stands_beside_the_clock_and_above_it_in_a_high_window() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 34)] {
        insta::assert_snapshot!(format!("figure_{columns}x{rows}"), turning().wait(8.5).text(columns, rows));
    }
}

#[test]
fn the_library_shows_who_does_the_picked_routine_where_there_is_room() {
    let text = unkink::routine::bundled("wall-slide").unwrap().text;
    let open = |figures: bool| {
        let mut opening = opening(library(&[("wall-slide", text)]), None);
        opening.settings.figures = figures.then_some(Dots::Braille);
        Hands::open(opening).past(&["wall-slide"])
    };
    let dots = |hands: &Hands, columns, rows| {
        let is_dot = |c: &char| ('\u{2801}'..='\u{28ff}').contains(c);
        hands.text(columns, rows).chars().filter(is_dot).count()
    };
    assert!(dots(&open(true), 120, 40) > 40);
    assert_eq!((dots(&open(true), 80, 24), dots(&open(false), 120, 40)), (0, 0));
}
