// A million in columns: ours beside the bare loops, in turns, and what hangs on paths, threads, the
// number of rules, ranks and memory.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "headline/figures.hpp"
#include "measure/alternate.hpp"
#include "measure/bare.hpp"
#include "measure/ours.hpp"
#include "measure/path.hpp"
#include "measure/process.hpp"

namespace meritum::bench {
namespace {

double ns(double seconds, std::size_t people) {
    return seconds * 1e9 / static_cast<double>(people);
}

void require_right(std::size_t wrong, const std::string& of) {
    if (wrong == 0) return;
    std::cerr << of << ": " << wrong << " wrong answers\n";
    std::exit(1);
}

/// What one path takes, and H as built for what it has.
struct OfPath {
    std::string name;
    std::vector<double> found;  ///< seconds: ours, H of that build, H of the machine
};

/// In a process of its own, for a path is taken once.
OfPath on_path(const std::string& name, const Quarter& quarter, Doubles& doubles) {
    auto* built = name == "AVX2"             ? bare_doubles_avx2
                  : name.starts_with("AVX3") ? bare_doubles_native
                                             : bare_doubles_baseline;
    return {name, in_child([&] {
                if (!take_path(name)) return std::vector<double>();
                const auto people = quarter.people();
                Ours ours(quarter, plan_text(1), people);
                require_right(wrong(ours.results(), answers(quarter, people, 1)), name);
                const auto timed =
                    alternate({[&] { ours.run(); }, [&] { doubles.run(built, people, 1); },
                               [&] { doubles.run(bare_doubles_native, people, 1); }},
                              up_to(0.8));
                return std::vector<double>{timed[0].best, timed[1].best, timed[2].best};
            })};
}

void path_figures(const std::vector<OfPath>& all, std::size_t people) {
    const auto row = [&](const std::string& name, const OfPath& path, const std::string& known) {
        const std::string figure_of = "columns_22_rules_" + name;
        if (path.found.size() < 3)
            return not_measured(figure_of + "_vs_H", "x", path.name + " could not be taken");
        figure(figure_of + "_vs_H", path.found[0] / path.found[1], "x", known);
        figure(figure_of + "_vs_native_H", path.found[0] / path.found[2], "x",
               "H as built for this machine");
        figure(figure_of + "_ns", ns(path.found[0], people), "ns");
    };
    const auto find = [&](const std::string& begin) {
        return std::find_if(all.begin(), all.end(),
                            [&](const OfPath& path) { return path.name.starts_with(begin); });
    };
    if (const auto found = find("AVX3"); found != all.end()) {
        row("avx512", *found, "H as built for this machine");
    } else {
        not_measured("columns_22_rules_avx512_vs_H", "x", "this processor has no AVX-512");
    }
    if (const auto found = find("AVX2"); found != all.end()) {
        row("avx2", *found, "H as built for AVX2 (x86-64-v3)");
    } else {
        not_measured("columns_22_rules_avx2_vs_H", "x", "this processor has no AVX2");
    }
    for (const auto& path : all) {
        if (path.name.starts_with("AVX") || &path == &all.back()) continue;
        std::string lower = path.name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        row(lower, path, path.name + "; H as built for any x86-64");
    }
    row("baseline", all.back(), all.back().name + "; H as built for any x86-64");
}

/// Seconds, the results in memory that the system gives for them page by page.
double in_fresh_memory(Ours& ours) {
    double best = 1e9;
    for (int turn = 0; turn < 6; ++turn) {
        give_back_freed_memory();
        best = std::min(best, seconds_of([&] { ours.run(); }));
    }
    return best;
}

/// Ours, H, exact narrow, explicit SIMD and the memory floor.
void first_figures(const Quarter& quarter, Doubles& doubles, Narrow& narrow) {
    const auto people = quarter.people();
    const auto& right = answers(quarter, people, 1);
    Ours ours(quarter, plan_text(1), people);
    const auto wrong_ones = wrong(ours.results(), right);
    Memory memory(quarter.bytes(people), ours.bytes());
    const auto timed = alternate(
        {[&] { ours.run(); }, [&] { doubles.run(bare_doubles_native, people, 1); },
         [&] { narrow.run(people, 1); }, [&] { doubles.run_simd(); }, [&] { memory.run(); }},
        up_to(3));
    require_right(narrow.wrong(right), "exact narrow");
    const auto per_million = [&](std::size_t count) {
        return static_cast<double>(count) * 1e6 / static_cast<double>(people);
    };
    figure("columns_22_rules_vs_H", timed[0].best / timed[1].best, "x",
           path_taken() + ", 1 thread, keep results");
    record_figures(quarter, 1);
    figure("wrong_per_million", per_million(wrong_ones), "participants", "of ours");
    figure("wrong_per_million_H", per_million(doubles.wrong(right)), "participants",
           "of the same rules in doubles");
    figure("columns_22_rules_ns", ns(timed[0].best, people), "ns");
    figure("columns_22_rules_median_ns", ns(timed[0].middle, people), "ns");
    figure("columns_22_rules_fresh_memory_ns", ns(in_fresh_memory(ours), people), "ns",
           "results in memory the process did not have yet");
    figure("H_22_rules_ns", ns(timed[1].best, people), "ns", bare_compiler());
    figure("H_vs_simd", timed[1].best / timed[3].best, "x",
           "at most 1.15: H is as good as it gets");
    figure("exact_narrow_22_rules_ns", ns(timed[2].best, people), "ns");
    figure("columns_22_rules_vs_exact_narrow", timed[0].best / timed[2].best, "x");
    figure("memory_floor_ns", ns(timed[4].best, people), "ns",
           std::to_string((quarter.bytes(people) + ours.bytes()) / people) +
               " bytes per participant are read and written");
    figure("columns_22_rules_vs_memory_floor", timed[0].best / timed[4].best, "x");
}

void at_once(const std::function<void()>& first, const std::function<void()>& second) {
    std::thread other(second);
    first();
    other.join();
}

void thread_figures(const Quarter& quarter, Doubles& doubles, Narrow& narrow) {
    const auto people = quarter.people();
    Ours one(quarter, plan_text(1), people, 1), two(quarter, plan_text(1), people, 2);
    require_right(wrong(two.results(), answers(quarter, people, 1)), "two threads");
    const auto in = quarter.bytes(people), out = one.bytes();
    Memory all(in, out), first(in / 2, out / 2), second(in / 2, out / 2);
    const double before = second_core();
    const auto timed = alternate(
        {[&] { one.run(); }, [&] { two.run(); },
         [&] { doubles.run(bare_doubles_native, people, 1, 1); },
         [&] { doubles.run(bare_doubles_native, people, 1, 2); }, [&] { narrow.run(people, 1, 1); },
         [&] { narrow.run(people, 1, 2); }, [&] { all.run(); },
         [&] { at_once([&] { first.run(); }, [&] { second.run(); }); }},
        up_to(3), Time::of_the_wall);
    const double had = std::min(before, second_core());
    const std::array<const char*, 4> names{"", "_H", "_exact_narrow", "_memory"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto name = std::string("two_threads_speedup") + names[i];
        if (had < second_core_free) {
            not_measured(name, "x", "no second core was free");
        } else {
            figure(name, timed[2 * i].best / timed[2 * i + 1].best, "x",
                   i == 3 ? "reading and writing alone: the most there is where memory is the limit"
                          : "");
        }
    }
    figure("two_threads_speedup_arithmetic", had, "x", "of a second core, without memory");
}

/// A call for one person: what a call takes whatever the number of rows.
void call_figures(const Quarter& quarter) {
    for (const std::int64_t copies : {1, 133}) {
        Ours ours(quarter, plan_text(copies), 1);
        const auto timed = alternate({[&] { ours.run(); }}, up_to(0.2));
        figure("call_with_one_row_" + std::to_string(rules_of(copies)) + "_rules_us",
               timed[0].best * 1e6, "us", "score_table");
    }
}

/// Rules beyond the first book, on as many people as there is time for.
void rules_figures(const Quarter& quarter, Doubles& doubles, Narrow& narrow, std::int64_t copies,
                   std::size_t people) {
    people = std::min(people, smoke ? 2'000 : quarter.people());
    Ours ours(quarter, plan_text(copies), people);
    const auto& right = answers(quarter, people, copies);
    require_right(wrong(ours.results(), right), std::to_string(copies) + " copies");
    const auto timed =
        alternate({[&] { ours.run(); }, [&] { doubles.run(bare_doubles_native, people, copies); },
                   [&] { narrow.run(people, copies); }},
                  up_to(1));
    const auto rules = rules_of(copies);
    const auto name = "columns_" + std::to_string(rules) + "_rules";
    const auto each = [&](double seconds) {
        return ns(seconds, people) / static_cast<double>(rules);
    };
    figure(name + "_ns_per_rule", each(timed[0].best), "ns");
    figure(name + "_vs_H", timed[0].best / timed[1].best, "x");
    figure("exact_narrow_" + std::to_string(rules) + "_rules_ns_per_rule", each(timed[2].best),
           "ns");
}

/// How many scores are not the sum of their lines.
std::size_t not_adding_up(const TableResults& results) {
    const auto millionths = [](const ResultColumn& column) {
        auto step = static_cast<std::int64_t>(column.step.low());  // far below 64 bits
        for (auto scale = column.step.scale(); scale < 6; ++scale) step *= 10;
        return step;
    };
    std::vector<std::int64_t> rest(results.participants);
    const auto take = [&](const ResultColumn& column, std::int64_t step) {
        for (std::size_t row = 0; row < rest.size(); ++row) rest[row] += column.values[row] * step;
    };
    const auto& score = *results.column("score");
    take(score, -millionths(score));
    for (const auto& line : results.lines) take(line.points, millionths(line.points));
    const auto off = [](std::int64_t each) { return each != 0; };
    return static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), off));
}

void lines_figures(const Quarter& quarter) {
    const auto people = quarter.people();
    Ours results(quarter, plan_text(1), people);
    Ours lines(quarter, plan_text(1), people, 1, Keep::lines);
    const auto found = lines.results();
    require_right(wrong(found, answers(quarter, people, 1)), "scores beside lines");
    require_right(not_adding_up(found), "sums of lines");
    const auto timed = alternate({[&] { results.run(); }, [&] { lines.run(); }}, up_to(2));
    figure("keep_lines_vs_results_columns", timed[1].best / timed[0].best, "x",
           std::to_string(found.lines.size()) + " lines of everybody");
    figure("keep_lines_columns_ns", ns(timed[1].best, people), "ns");
}

void rank_figures(const Quarter& quarter, Narrow& narrow) {
    const auto people = quarter.people();
    const auto& right = answers(quarter, people, 1);
    const auto places_right = places(quarter, right);
    Ours without(quarter, plan_text(1), people);
    Ours with(quarter, plan_text(1, Ranks::yes), people);
    require_right(wrong_places(with.results(), places_right), "places");
    narrow.run(people, 1);
    const auto timed =
        alternate({[&] { without.run(); }, [&] { with.run(); }, [&] { narrow.rank(); }}, up_to(2));
    require_right(narrow.wrong_places(places_right), "bare places");
    require_right(narrow.wrong_best(best_fifth(quarter, places_right)), "bare best fifth");
    figure("rank_ns", ns(timed[1].best - timed[0].best, people), "ns",
           "on top of the score; with places less without");
    figure("rank_vs_bare", (timed[1].best - timed[0].best) / timed[2].best, "x");
    figure("bare_rank_ns", ns(timed[2].best, people), "ns",
           "a histogram of tenths; with the best fifth");
    not_measured("best_fifth_ns", "ns", "the language does not tell how many people a group has");
}

/// A plan whose numbers are proved no narrower than 128 bits: with the facts of the workload, which
/// are small, and with some that are not in every piece.
void wide_figures(const Quarter& quarter) {
    const auto people = quarter.people() / 10;
    auto great = quarter;
    for (std::size_t row = 0; row < people; row += 300) great.sales[row] = 5'000'000'000'000;
    auto text = plan_text(1);
    const std::string range = "0 .. 3_000_000 ";
    text.replace(text.find(range), range.size(), "0 .. 30_000_000_000_000_000 ");
    Ours narrow(quarter, plan_text(1), people);
    Ours small(quarter, text, people);
    Ours wide(great, text, people);
    const auto require = [&](const Ours& ours, const Quarter& of) {
        std::vector<Answer> right;
        for (std::size_t row = 0; row < people; ++row) right.push_back(answer(of, row, 1));
        require_right(wrong(ours.results(), right), "wide lanes");
    };
    require(small, quarter);
    require(wide, great);
    const auto timed =
        alternate({[&] { narrow.run(); }, [&] { wide.run(); }, [&] { small.run(); }}, up_to(0.5));
    figure("wide_lanes_vs_narrow", timed[1].best / timed[0].best, "x",
           "sales may be up to 3 * 10^16, and somebody's in every piece are great");
    figure("wide_range_vs_narrow", timed[2].best / timed[0].best, "x",
           "they may be, but nobody's are");
}

void memory_figures(const Quarter& quarter) {
    const auto people = quarter.people();
    const auto found = in_child([&] {
        Ours ours(quarter, plan_text(1), people);
        Ours(quarter, plan_text(1), 1'000).run();  // what the program itself needs is no part of it
        forget_peak();
        const auto before = resident_bytes();
        ours.run();
        return std::vector<double>{static_cast<double>(peak_bytes()) - static_cast<double>(before),
                                   static_cast<double>(ours.bytes())};
    });
    if (found.size() < 2 || found[0] <= 0)
        return not_measured("bytes_per_participant", "bytes", "the system does not tell the peak");
    const auto count = static_cast<double>(people);
    figure("bytes_per_participant", found[0] / count, "bytes",
           "most memory beside the caller's columns, results among it");
    figure("result_bytes_per_participant", found[1] / count, "bytes");
}

}  // namespace

void columns_figures(const Quarter& quarter) {
    Doubles doubles(quarter);
    Narrow narrow(quarter);
    answers(quarter, quarter.people(), 1);  // once, for the children too
    std::vector<OfPath> all;
    for (const auto& name : paths()) all.push_back(on_path(name, quarter, doubles));
    first_figures(quarter, doubles, narrow);
    path_figures(all, quarter.people());
    lines_figures(quarter);
    rules_figures(quarter, doubles, narrow, 13, 200'000);
    rules_figures(quarter, doubles, narrow, 133, 50'000);
    call_figures(quarter);
    thread_figures(quarter, doubles, narrow);
    rank_figures(quarter, narrow);
    wide_figures(quarter);
    memory_figures(quarter);
}

}  // namespace meritum::bench
