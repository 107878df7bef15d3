//! `unkink schema`.

use ::unkink::routine;

use super::unkink::Unkink;

#[test]
fn the_schema_is_printed_as_json_and_nothing_else() {
    let said = Unkink::new().run(["schema"]);
    let printed = said.strip_suffix("\n--- exit 0\n").unwrap_or_else(|| panic!("{said}"));
    assert_eq!(serde_json::from_str::<serde_json::Value>(printed).unwrap(), routine::schema());
}
