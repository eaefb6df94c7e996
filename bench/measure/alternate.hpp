// Several ways to do the same, timed in turns, so that what else the machine does meets all of them
// alike. In: functions and a time to spend. Out: seconds of the quickest run and of the one in the
// middle. Must not know what is timed.
//
// What one thread does is timed by the processor time of this thread, so that who waits for a core
// does not pay for it; what several do, by the clock on the wall.
#pragma once

#include <time.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace meritum::bench {

enum class Time { of_this_thread, of_the_wall };

inline double now(Time time) {
    timespec told{};
    clock_gettime(time == Time::of_this_thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &told);
    return static_cast<double>(told.tv_sec) + static_cast<double>(told.tv_nsec) * 1e-9;
}

inline double seconds_of(const std::function<void()>& run, Time time = Time::of_this_thread) {
    const double began = now(time);
    run();
    return now(time) - began;
}

struct Timed {
    double best = 0;
    double middle = 0;
    std::vector<double> all;
};

/// At least three turns, then until the time is spent. The first turn warms up and does not count.
inline std::vector<Timed> alternate(const std::vector<std::function<void()>>& ways, double seconds,
                                    Time time = Time::of_this_thread) {
    std::vector<Timed> found(ways.size());
    for (const auto& way : ways) way();
    const double began = now(Time::of_the_wall);
    for (std::size_t turn = 0; turn < 3 || now(Time::of_the_wall) - began < seconds; ++turn) {
        for (std::size_t i = 0; i < ways.size(); ++i)
            found[i].all.push_back(seconds_of(ways[i], time));
    }
    for (auto& timed : found) {
        std::sort(timed.all.begin(), timed.all.end());
        timed.best = timed.all.front();
        timed.middle = timed.all[timed.all.size() / 2];
    }
    return found;
}

}  // namespace meritum::bench
