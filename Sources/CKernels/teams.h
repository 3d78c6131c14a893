// Threads that share one piece of work and end with it.
#pragma once

/// Calls `part` with 0 … threads - 1, each on its own thread, and waits for all. If threads can't be created, the
/// caller does their parts.
void team_run(int threads, void (*part)(void *argument, int number), void *argument);
