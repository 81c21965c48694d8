//! Work on all cores that the process may use. Results come in the order of the items, however many
//! threads there are.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the main thread of a program has: printers and formatters follow the nesting of a model.
const STACK: usize = 8 << 20;

/// Each thread holds what it works on; a whole service takes a second on two of them.
const MOST: usize = 16;

/// `work` of each item, in the order of `items`. No more of them are in work at a time than there
/// are threads.
///
/// A thread that the system does not grant is done without: the calling thread works as well.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
    map_on(threads, items, work)
}

fn map_on<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break done };
            done.push((at, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take).ok();
        let others: Vec<_> = (1..threads.min(items.len())).filter_map(spawn).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::{Barrier, Mutex};
    use std::thread;

    use super::map_on;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        for threads in [1, 2, 7] {
            // Odd items take longer, so that threads overtake each other.
            let work = |item: &usize| {
                if item % 2 == 1 {
                    thread::yield_now();
                }
                item * 3
            };
            let wanted: Vec<usize> = items.iter().map(|item| item * 3).collect();
            assert_eq!(map_on(threads, &items, work), wanted, "{threads} threads");
        }
        assert!(map_on(4, &[], |item: &u8| *item).is_empty());
    }

    #[test]
    fn every_thread_takes_part() {
        let barrier = Barrier::new(3);
        let seen = Mutex::new(HashSet::new());
        // Nobody gets past the barrier before three items are in work.
        map_on(3, &[(); 3], |()| {
            barrier.wait();
            seen.lock().unwrap().insert(thread::current().id());
        });
        assert_eq!(seen.into_inner().unwrap().len(), 3);
    }
}
