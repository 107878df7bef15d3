//! Any bytes as a history: read in one go and in parts to the same past, whatever stands in it.
//
// tests/fuzz/seed.sh                                         gathers files to start from
// cargo +nightly fuzz run history --fuzz-dir tests/fuzz      runs until it is stopped, or something breaks

#![no_main]

use libfuzzer_sys::fuzz_target;
use unkink::history::gather::{Part, cut, join};
use unkink::memory;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let read = |count| {
        let parts = cut(&text, count).into_iter().map(|range| Part::read(&text, range)).collect();
        join(&text, parts)
    };
    let (past, left_out) = read(1);
    for count in [2, 3, 7] {
        assert_eq!((&past, left_out), (&read(count).0, read(count).1), "in {count} parts");
    }
    for run in past.runs() {
        assert!(past.run(&run.name).is_some());
        run.steps.iter().for_each(|step| assert!(step.worst().is_none_or(|score| score <= 10)));
    }
    memory::sore(&past);
    past.unfinished();
});
