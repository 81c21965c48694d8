//! The release of one range, from looking it up to its last state. It makes each call that
//! changes something at most once and goes by what EC2 reports, so it can be interrupted and run again.

use std::time::{Duration, Instant};

use aws_sdk_ec2::Client;
use aws_sdk_ec2::types::ByoipCidr;

use crate::args::Args;
use crate::calls::{self, Found};
use crate::confirm;
use crate::exit::Exit;
use crate::failure::{self, Failure};
use crate::progress::Progress;
use crate::state::{self, History, Next};

/// While waiting, this many looks in a row may fail for a passing reason.
const STRIKES: u32 = 5;

/// A call that was made, or in a dry run one that would be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) call: &'static str,
    pub(crate) dry_run: bool,
}

/// A release under way.
pub(crate) struct Release<'a> {
    client: Client,
    args: &'a Args,
    progress: Progress,
    deadline: Option<Instant>,
    range: Option<ByoipCidr>,
    history: History,
    steps: Vec<Step>,
}

impl<'a> Release<'a> {
    pub(crate) fn new(client: Client, args: &'a Args) -> Self {
        Self {
            client,
            args,
            progress: Progress::new(),
            deadline: None,
            range: None,
            history: History::default(),
            steps: Vec::new(),
        }
    }

    /// The range as EC2 reported it last.
    pub(crate) fn range(&self) -> Option<&ByoipCidr> {
        self.range.as_ref()
    }

    /// What was done, in order.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Runs to the end and says in a sentence how it went.
    pub(crate) async fn run(&mut self) -> Result<String, Failure> {
        let result = self.look_up_and_release().await;
        self.progress.clear();
        result.map_err(|failure| self.remember_steps(failure))
    }

    async fn look_up_and_release(&mut self) -> Result<String, Failure> {
        self.progress.show(&format!("looking for {}", self.args.cidr));
        let range = match calls::find(&self.client, self.args.cidr).await? {
            Found::Range(range) => *range,
            Found::Nothing { listed, overlapping } => {
                return Err(self.not_found(listed, &overlapping));
            }
        };
        self.range = Some(range.clone());
        self.progress.clear();
        match state::next(&range, self.history) {
            Next::Done => {
                return Ok(format!(
                    "{} was released before; there is nothing to do.",
                    self.args.cidr
                ));
            }
            Next::Failed => return Err(failure::failed(&range)),
            Next::Unknown => return Err(failure::unknown_state(&range)),
            Next::Withdraw | Next::Deprovision | Next::Wait => {}
        }
        if self.args.dry_run {
            return self.rehearse(&range).await;
        }
        confirm::ask(self.args, &range)?;
        // What the terminal takes to answer does not count.
        self.deadline = Instant::now().checked_add(self.args.timeout.into());
        self.release(range).await
    }

    async fn release(&mut self, mut range: ByoipCidr) -> Result<String, Failure> {
        loop {
            // EC2 wants the prefix as it was provisioned, which is the text that it lists.
            let cidr = range.cidr().map_or_else(|| self.args.cidr.to_string(), str::to_owned);
            self.history.deprovisioning |= state::name(&range) == "pending-deprovision";
            let answer = match state::next(&range, self.history) {
                Next::Withdraw => {
                    self.progress.show(&format!("withdrawing {cidr}"));
                    let answer = calls::withdraw(&self.client, &cidr).await?;
                    self.history.withdrawn = true;
                    self.steps.push(Step { call: calls::WITHDRAW, dry_run: false });
                    answer
                }
                Next::Deprovision => {
                    self.progress.show(&format!("deprovisioning {cidr}"));
                    let answer = calls::deprovision(&self.client, &cidr).await?;
                    self.history.deprovisioning = true;
                    self.steps.push(Step { call: calls::DEPROVISION, dry_run: false });
                    answer
                }
                Next::Wait | Next::Unknown => match self.wait(&range).await? {
                    Some(range) => Some(range),
                    None if self.history.deprovisioning => {
                        return Ok(format!("{cidr} is released: EC2 no longer lists it."));
                    }
                    None => {
                        return Err(Failure::new(
                            Exit::NotFound,
                            format!("{cidr} is no longer listed by EC2."),
                        ));
                    }
                },
                Next::Done => return Ok(format!("{cidr} is released.")),
                Next::Failed => return Err(failure::failed(&range)),
            };
            // Answers leave out members at times, so one without a state does not replace the range.
            match answer.filter(|answer| answer.state().is_some()) {
                Some(answer) => range = answer,
                None => {
                    if let Some(listed) = self.wait(&range).await? {
                        range = listed;
                    }
                }
            }
            self.range = Some(range.clone());
        }
    }

    /// Waits one interval and looks again; `None` when the range is not listed any more.
    async fn wait(&self, range: &ByoipCidr) -> Result<Option<ByoipCidr>, Failure> {
        let mut strikes = 0;
        loop {
            let left = self
                .deadline
                .map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return Err(self.timed_out(range));
            }
            self.progress.show(&format!("{} is {}", self.args.cidr, state::name(range)));
            tokio::time::sleep(left.min(self.args.poll_interval.into())).await;
            match calls::find(&self.client, self.args.cidr).await {
                Ok(Found::Range(range)) => return Ok(Some(*range)),
                Ok(Found::Nothing { .. }) => return Ok(None),
                Err(failure) => {
                    strikes += 1;
                    if !failure.passing || strikes >= STRIKES {
                        return Err(failure);
                    }
                }
            }
        }
    }

    /// Asks for each call that a release would make whether it is allowed, even after a denial:
    /// one run tells everything that is missing.
    async fn rehearse(&mut self, range: &ByoipCidr) -> Result<String, Failure> {
        let cidr = range.cidr().unwrap_or_default();
        let (withdraw, deprovision) = state::calls_to_come(range);
        let mut failures = Vec::new();
        if withdraw {
            self.progress.show("asking whether the withdrawal is allowed");
            self.allowed(
                calls::WITHDRAW,
                calls::may_withdraw(&self.client, cidr).await,
                &mut failures,
            );
        }
        if deprovision {
            self.progress.show("asking whether the release is allowed");
            self.allowed(
                calls::DEPROVISION,
                calls::may_deprovision(&self.client, cidr).await,
                &mut failures,
            );
        }
        let mut failures = failures.into_iter();
        match failures.next() {
            None if !deprovision => Ok(format!("{cidr} is being released already; no call would be made.")),
            None => Ok("Dry run: every call is allowed (EC2 answered DryRunOperation). Nothing was changed.".to_owned()),
            Some(first) => Err(failures.fold(first, |mut first, other| {
                first.message = format!("{}\n{}", first.message, other.message);
                first.detail = [first.detail, other.detail].into_iter().flatten().reduce(|a, b| format!("{a}\n{b}"));
                first
            })),
        }
    }

    fn allowed(
        &mut self,
        call: &'static str,
        result: Result<(), Failure>,
        failures: &mut Vec<Failure>,
    ) {
        match result {
            Ok(()) => self.steps.push(Step { call, dry_run: true }),
            Err(failure) => failures.push(failure),
        }
    }

    fn not_found(&self, listed: usize, overlapping: &[String]) -> Failure {
        let ranges = if listed == 1 { "range" } else { "ranges" };
        let message = format!(
            "{} is not among the {listed} {ranges} that the account has in this Region.",
            self.args.cidr
        );
        Failure::new(Exit::NotFound, message).hint(if overlapping.is_empty() {
            "Check --region and the account: `aws sts get-caller-identity` names it.".to_owned()
        } else {
            format!(
                "A range is released with the prefix it was provisioned with; the account has {}.",
                overlapping.join(", ")
            )
        })
    }

    fn timed_out(&self, range: &ByoipCidr) -> Failure {
        let message = format!(
            "{} is still {} after {}.",
            self.args.cidr,
            state::name(range),
            self.args.timeout
        );
        Failure::new(Exit::TimedOut, message)
            .hint("EC2 goes on by itself. Run this again to follow it, with a longer --timeout.")
    }

    /// A failure halfway says what has been done already.
    fn remember_steps(&self, mut failure: Failure) -> Failure {
        let done: Vec<&str> =
            self.steps.iter().filter(|step| !step.dry_run).map(|step| step.call).collect();
        if !done.is_empty() {
            failure.message.push_str(&format!("\nAccepted before that: {}.", done.join(", ")));
        }
        failure
    }
}
