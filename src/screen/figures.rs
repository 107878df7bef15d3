//! The figures of a session: which one is shown, at which moment of its movement.

use std::sync::Arc;

use crate::figure::{Drawing, Figure, Side};
use crate::library::Library;
use crate::plan::{Part, Plan};
use crate::session::{Motion, Session};
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
                .map(|step| library.figure(routine(step.part), step.normal.how.figure.as_deref()?).cloned())
                .collect(),
        )
    }

    /// Room for one as long as any step has one, so that nothing jumps; and that of the present step.
    pub fn now(&self, session: &Session, now: Moment) -> Option<Option<Drawing>> {
        let any = self.0.iter().any(Option::is_some);
        any.then(|| {
            let (figure, motion) = self.moving(session, now)?;
            let side = if motion.side.is_multiple_of(2) { Side::First } else { Side::Second };
            Some(figure.at(motion.phase, side))
        })
    }

    /// When it looks different.
    pub fn next(&self, session: &Session, now: Moment) -> Option<Moment> {
        self.moving(session, now)?.1.next
    }

    /// The figure that is shown, and where it is: in the rest before a step already that of the step.
    fn moving(&self, session: &Session, now: Moment) -> Option<(&Figure, Motion)> {
        let figure = |step: usize| self.0.get(step)?.as_ref();
        let coming =
            figure(session.step_index() + 1).and_then(|next| Some((next, session.preview(now, next.cycle())?)));
        coming.or_else(|| {
            let present = figure(session.step_index())?;
            Some((present, session.motion(now, present.cycle(), present.pace())))
        })
    }
}
