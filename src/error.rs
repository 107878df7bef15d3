//! What can go wrong in the world, one variant per act that failed, and the program's exit codes.

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: well.
    Well,
    /// 1: the answer is no, such as problems found.
    No,
    /// 2: the command line was not understood.
    Usage,
    /// 3: it could not be done.
    CouldNot,
    /// 130: interrupted.
    Interrupted,
}
