//! The figures of a session: which one is shown, at which moment of its movement.

use std::sync::Arc;

use crate::figure::{Drawing, Figure, Side};
use crate::library::Library;
use crate::plan::{Part, Plan};
use crate::session::Session;
use crate::time::Moment;

/// A figure for each step of a plan that has one; none at all where they are not wanted.
#[derive(Debug, Clone, Default)]
pub struct Figures(Arc<[Option<Figure>]>);

impl Figures {
    /// Those of the steps of `plan`.
    pub fn of(plan: &Plan, library: &Library) -> Figures {
        let routine = |part| match part {
            Part::WarmUp => plan.warm_up.as_deref().unwrap_or(&plan.routine),
            Part::Main => plan.routine.as_str(),
        };
        Figures(
            plan.steps
                .iter()
                .map(|step| library.figure(routine(step.part), step.normal.how.figure.as_deref()?))
                .collect(),
        )
    }

    /// Room for one as long as any step has one, so that nothing jumps; and that of the present step.
    pub fn now(&self, session: &Session, now: Moment) -> Option<Option<Drawing>> {
        let any = self.0.iter().any(Option::is_some);
        any.then(|| {
            let figure = self.present(session)?;
            let motion = session.motion(now, figure.cycle(), figure.pace());
            let side = if motion.side.is_multiple_of(2) { Side::First } else { Side::Second };
            Some(figure.at(motion.phase, side))
        })
    }

    /// When it looks different.
    pub fn next(&self, session: &Session, now: Moment) -> Option<Moment> {
        let figure = self.present(session)?;
        session.motion(now, figure.cycle(), figure.pace()).next
    }

    fn present(&self, session: &Session) -> Option<&Figure> {
        self.0.get(session.step_index())?.as_ref()
    }
}
