//! Pictures of every screen.

mod hands;

use hands::{Hands, library, opening};

pub const BUNDLED: [(&str, &str); 4] = [
    ("foam-roller", include_str!("../routines/foam-roller.toml")),
    ("wall-slide", include_str!("../routines/wall-slide.toml")),
    ("neck-shoulder", include_str!("../routines/neck-shoulder.toml")),
    ("warm-up", include_str!("../routines/warm-up.toml")),
];

#[test]
fn scratch() {
    let lib = || library(&BUNDLED);
    let size = std::env::var("SIZE").unwrap_or("80x24".into());
    let (c, r) = size.split_once('x').unwrap();
    let (c, r) = (c.parse().unwrap(), r.parse().unwrap());
    let ids = ["foam-roller", "wall-slide", "neck-shoulder", "warm-up"];
    let start = || Hands::open(opening(lib(), Some("foam-roller"))).past(&ids);
    let show = |name: &str, h: &Hands| println!("== {name}\n{}", h.text(c, r));
    show("library", &Hands::open(opening(lib(), None)).past(&ids));
    show("start", &start());
    show("start 4", &start().press("4"));
    show("start 7", &start().press("7"));
    let go = || start().press("w enter");
    show("prep", &go().wait(3.0));
    show("hold", &go().wait(27.0));
    show("check", &go().wait(52.0));
    show("check 4", &go().wait(52.0).press("4"));
    show("hold2", &go().wait(27.0).press("n").wait(1.0).press("n").wait(4.0));
    show("paused", &go().wait(27.0).press("space"));
    show("countin", &go().wait(27.0).press("space").wait(1.0).press("space"));
    show("gap", &go().wait(27.0).sleep(720.0));
    show("digit", &go().wait(27.0).press("3"));
    show("stop", &go().wait(27.0).press("h"));
    show("advice", &go().wait(27.0).press("h 1"));
    show("summary hurt", &go().wait(27.0).press("h 3 enter"));
    show("help", &go().wait(27.0).press("?"));
    show("leave", &go().wait(27.0).press("q"));
    show("left", &go().wait(27.0).press("q y"));
    show("last", &go().wait(470.0));
    let arch = || go().wait(180.0).press("enter");
    show("arch", &arch().wait(15.0));
    let neck = Hands::open(opening(lib(), Some("neck-shoulder"))).past(&ids).press("w enter").wait(160.0);
    show("neck", &neck.wait(1.0));
}
