// Threads that share a piece of work and end with it.
#pragma once

/// Calls `part` with 0 … threads - 1, each on a thread of its own, and waits for all. Where threads can't be had, the caller
/// does their parts.
void team_run(int threads, void (*part)(void *argument, int number), void *argument);
